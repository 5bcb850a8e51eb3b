import AccessLog

/// A session handed to the visitor in the address: somebody else knows it, and is logged in once the
/// visitor is.
///
/// What it looks like: `/login?PHPSESSID=abc123` with a Referer of another site. What normal looks
/// most like it: pages of old applications that carry the session in every link (then the referring
/// page carries it too), a payment's return address (`?session_id=cs_…`), which leads to no log-in.
/// So it takes the name of a session cookie and a referring page without it that is on another host.
/// Where the log does not say which host was asked for, it takes a log-in, and a cookie that its
/// framework never puts into an address by itself, as PHP, Java and ColdFusion can.
///
/// OWASP API2:2023, ATT&CK T1550.004, CWE-384. Names: the defaults of the frameworks' manuals.
enum SessionFixation {
  static let sign = Sign.sessionFixation

  /// True if the request brings its session in the query from another page.
  static func judge(_ request: borrowing Request, isLogIn: Bool, _ bytes: Span<UInt8>) -> Bool {
    let query = request.query.offsets
    guard query.count > 4, let (name, sort) = session(query, bytes) else { return false }
    let referer = request.referer.offsets
    guard let host = host(of: referer, bytes), find(name, in: referer, bytes) == nil else {
      return false
    }
    if request.host.isEmpty { return isLogIn && sort == .cookieOnly }
    return !isSame(host, request.host.offsets, bytes)
  }

  /// The name of the first parameter that is a session's and has a value.
  private static func session(
    _ query: Range<Int>, _ bytes: Span<UInt8>
  ) -> (name: Range<Int>, sort: Sort)? {
    var start = query.lowerBound
    while start < query.upperBound {
      var hash = WordHash.seed
      var index = start
      while index < query.upperBound, bytes[index] != UInt8(ascii: "="),
        bytes[index] != UInt8(ascii: "&")
      {
        hash = WordHash.step(hash, bytes[index].lowered)
        index += 1
      }
      if index + 1 < query.upperBound, bytes[index] == UInt8(ascii: "="),
        bytes[index + 1] != UInt8(ascii: "&"), let sort = names.meaning(hash: hash)
      {
        return (start..<index, sort)
      }
      while index < query.upperBound, bytes[index] != UInt8(ascii: "&") { index += 1 }
      start = index + 1
    }
    return nil
  }

  /// The host of an absolute address, without a port.
  private static func host(of address: Range<Int>, _ bytes: Span<UInt8>) -> Range<Int>? {
    guard address.count > 8, bytes[address.lowerBound] | 0x20 == UInt8(ascii: "h") else {
      return nil
    }
    var start = address.lowerBound
    while start < address.lowerBound + 6, bytes[start] != UInt8(ascii: ":") { start += 1 }
    guard bytes[start] == UInt8(ascii: ":"), bytes[start + 1] == UInt8(ascii: "/"),
      bytes[start + 2] == UInt8(ascii: "/")
    else { return nil }
    start += 3
    var end = start
    while end < address.upperBound, !"/:?#".utf8.contains(bytes[end]) { end += 1 }
    return start..<end
  }

  private static func isSame(_ a: Range<Int>, _ b: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { bytes[$0].lowered == bytes[$1].lowered }
  }

  private static func find(
    _ name: Range<Int>, in range: Range<Int>, _ bytes: Span<UInt8>
  ) -> Int? {
    guard range.count >= name.count else { return nil }
    for start in range.lowerBound...(range.upperBound - name.count) {
      var length = 0
      while length < name.count,
        bytes[start + length].lowered == bytes[name.lowerBound + length].lowered
      {
        length += 1
      }
      if length == name.count { return start }
    }
    return nil
  }

  /// Whether a session may honestly stand in an address.
  private enum Sort: Sendable { case cookieOnly, inAddresses }

  private static let names = WordTable<Sort>([
    (
      "phpsessid jsessionid cfid cftoken session_id session-id sessionid sid sess session sessid",
      .inAddresses
    ),
    (
      """
      phpsession jservsession jwsession weblogicsession aspsessionid asp.net_sessionid aspxauth
      .aspxauth cfsid _session_id connect.sid sails.sid koa.sess koa:sess koa.sid express.sid
      laravel_session
      ci_session cakephp zend_session_id symfony yii_session codeigniter _rails_session rack.session
      _flask_session flask_session django_session play_session shiny-token meteor_login_token
      next-auth.session-token __secure-next-auth.session-token __host-next-auth.session-token
      authjs.session-token beaker.session.id
      """, .cookieOnly
    ),
  ])
}
