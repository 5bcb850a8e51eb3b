/// nginx's error log, for what an access log cannot say: whose password was wrong.
///
/// `2026/03/02 15:04:05 [error] 1#1: *17 user "ann" was not found in "/etc/htpasswd", client:
/// 192.0.2.1, server: _, request: "GET / HTTP/1.1", host: "localhost"` (ngx_http_auth_basic_module)
/// is a request with status 401. Entries about anything else say nothing that the access log does
/// not, and have no status; they are skipped. Times are the server's local time.
public struct NginxErrorLog: LineParser {
  /// A parser for nginx's error log.
  public init() {}

  /// Reads one line; see `LineParser`.
  public mutating func parse(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> LineOutcome {
    let end = line.upperBound
    guard bytes.byte(line.lowerBound + 4) == UInt8(ascii: "/"),
      let time = bytes.isoTime(from: line.lowerBound, to: end)
    else { return .malformed(at: line.lowerBound, expected: "a time such as 2026/03/02 15:04:05") }
    guard bytes.starts(with: " [", at: time.end, to: end) else {
      return .malformed(at: time.end, expected: "a level such as [error]")
    }
    let message = bytes.firstIndex(of: UInt8(ascii: "*"), from: time.end, to: end)
    let start = bytes.firstIndex(of: 0x20, from: message, to: end) + 1
    guard let user = user(from: start, to: end, bytes),
      let client = NginxErrorLog.value(", client: ", from: user.upperBound, to: end, bytes)
    else { return .skipped }
    request.time = context.settle(time).time
    request.status = 401
    ClientField.read(client, of: bytes, into: &request)
    let place = FieldWriter.Place(shift: 0, isEscaped: true)
    request.user = FieldWriter.text(user, of: bytes, at: place, context: &context)
    if let line = NginxErrorLog.quoted(", request: \"", from: client.upperBound, to: end, bytes) {
      RequestLine.split(line, of: bytes, at: place, into: &request, context: &context)
    }
    if let host = NginxErrorLog.quoted(", host: \"", from: client.upperBound, to: end, bytes) {
      request.host = ByteRange(ClientField.withoutPort(host, bytes))
    }
    if let referer = NginxErrorLog.quoted(", referrer: \"", from: client.upperBound, to: end, bytes)
    {
      request.referer = FieldWriter.text(referer, of: bytes, at: place, context: &context)
    }
    return .request
  }

  /// The user of `user "ann" was not found in …` or `user "ann": password mismatch`; the name is
  /// the client's and may hold anything, so the last quote before the phrase ends it.
  private func user(from start: Int, to end: Int, _ bytes: RawSpan) -> Range<Int>? {
    guard bytes.starts(with: "user \"", at: start, to: end) else { return nil }
    var i = start + 6
    while i < end {
      i = bytes.firstIndex(of: UInt8(ascii: "\""), from: i, to: end)
      if bytes.starts(with: "\" was not found in ", at: i, to: end)
        || bytes.starts(with: "\": password mismatch", at: i, to: end)
      {
        return start + 6..<i
      }
      i += 1
    }
    return nil
  }

  /// The value behind a name, up to the next comma.
  private static func value(
    _ name: StaticString, from start: Int, to end: Int, _ bytes: RawSpan
  ) -> Range<Int>? {
    guard let at = find(name, from: start, to: end, bytes) else { return nil }
    return at..<bytes.firstIndex(of: UInt8(ascii: ","), from: at, to: end)
  }

  /// The value in quotes behind a name.
  private static func quoted(
    _ name: StaticString, from start: Int, to end: Int, _ bytes: RawSpan
  ) -> Range<Int>? {
    guard let at = find(name, from: start, to: end, bytes) else { return nil }
    return at..<Quoted.end(bytes, from: at, to: end).quote
  }

  private static func find(
    _ name: StaticString, from start: Int, to end: Int, _ bytes: RawSpan
  ) -> Int? {
    var i = start
    while i < end {
      i = bytes.firstIndex(of: UInt8(ascii: ","), from: i, to: end)
      if bytes.starts(with: name, at: i, to: end) { return i + name.utf8CodeUnitCount }
      i += 1
    }
    return nil
  }
}

extension FormatCatalog {
  /// nginx's error log: failed logins.
  static let nginxError = LogFormat(
    "nginx-error", "nginx's error log: failed basic authentication",
    samples: [
      FormatSample(
        "2026/09/30 09:23:53 [error] 1#1: *17 user \"foo\" was not found in \"/x\", client: 192.0.2.1, server: _, request: \"GET /admin HTTP/1.1\", host: \"localhost:8080\"",
        [
          "client": "192.0.2.1", "user": "foo", "status": "401", "target": "/admin",
          "host": "localhost", "time": "2026-09-30T09:23:53.000Z",
        ]),
      FormatSample(
        "2026/09/30 09:23:53 [error] 1#1: *18 user \"foo\": password mismatch, client: 2001:db8::1, server: _, request: \"GET / HTTP/1.1\", host: \"h\", referrer: \"http://a/\"",
        ["client": "2001:db8::1", "user": "foo", "status": "401", "referer": "http://a/"]),
    ]
  ) { NginxErrorLog() }
}
