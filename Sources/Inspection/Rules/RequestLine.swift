import AccessLog

/// Judges what stands around the target: the method, the version, the form of the target.
///
/// Catches methods that only probes use (TRACE, TRACK, DEBUG), unknown methods, requests to be a
/// proxy (CONNECT, `GET http://elsewhere/`), versions that do not exist, and lines that are no HTTP
/// at all (TLS hellos, other protocols). Normal looks like GET, POST and their kin, WebDAV where
/// the server offers it (a hint only), and `OPTIONS *`, which servers send to themselves.
///
/// OWASP API8:2023, API7:2023, ATT&CK T1595, T1090. Sources: RFC 9110 §9, RFC 9112 §3.2, the IANA
/// registry of HTTP methods.
struct RequestLine: Sendable {
  /// What one request line gives away.
  static func judge(_ request: Request, _ bytes: Span<UInt8>) -> Verdict {
    var verdict = Verdict.clean
    guard !request.method.isEmpty else { return noMethod(request, bytes) }
    switch method(bytes, request.method.offsets) {
    case .ordinary: break
    case .hint: verdict.suspect(.methodAbuse)
    case .abuse: verdict.prove(.methodAbuse)
    case .connect: verdict.prove(.openProxyProbe)
    case .invalid:
      verdict.prove(.malformedRequests)
    }
    if !isVersion(bytes, request.version.offsets) { verdict.prove(.methodAbuse) }
    if isForeign(request, bytes) { verdict.prove(.openProxyProbe) }
    return verdict
  }

  /// Why, for an alert.
  static func reasons(_ request: Request, _ bytes: Span<UInt8>) -> [SignReason] {
    let verdict = judge(request, bytes)
    var line: [UInt8] = []
    for range in [request.method, request.target, request.version] where !range.isEmpty {
      if !line.isEmpty { line.append(0x20) }
      for index in range.offsets.prefix(64) { line.append(bytes[index]) }
    }
    let phrases: [(Sign, String)] = [
      (.methodAbuse, "a method or version that no ordinary client uses"),
      (.openProxyProbe, "a request for another host"),
      (.malformedRequests, "a request line that is no HTTP"),
    ]
    return phrases.filter { verdict.suspected.contains($0.0) }.map { sign, rule in
      SignReason(
        sign: sign, field: "request line", fragment: String(decoding: line, as: UTF8.self),
        rule: rule, weight: verdict.proven.contains(sign) ? Evidence.proof : Evidence.suspicion,
        proves: verdict.proven.contains(sign))
    }
  }

  /// True for `_method=TRACE`, `_method=MKCOL`: a method that no form sends, put over the request's
  /// own as web frameworks allow (Rails, Laravel, Symfony). DELETE, PUT and PATCH are what this is
  /// made for.
  static func overrides(_ value: Text) -> Bool {
    guard value.role.contains(.method) else { return false }
    return unsent.meaning(of: 0..<value.count, in: value) ?? false
  }

  /// Methods of WebDAV (RFC 4918) and of probes.
  private static let unsent = WordTable<Bool>([
    (
      """
      trace track debug connect propfind proppatch mkcol copy move lock unlock search report
      mkactivity checkout merge options
      """, true
    )
  ])

  private enum Method { case ordinary, hint, abuse, connect, invalid }

  /// GET, POST and the rest by their bytes.
  private static func method(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Method {
    guard range.count <= 32 else { return .invalid }
    var hash = WordHash.seed
    for index in range {
      let byte = bytes[index]
      let isToken = byte.lowered.isWord || byte == UInt8(ascii: "-")
      guard isToken else { return .invalid }
      hash = WordHash.step(hash, byte)
    }
    return methods[hash] ?? .abuse
  }

  private static let methods: [UInt64: Method] = {
    var table: [UInt64: Method] = [:]
    let lists: [(String, Method)] = [
      ("GET POST PUT DELETE HEAD PATCH OPTIONS QUERY PURGE BAN PRI", .ordinary),
      (
        """
        PROPFIND PROPPATCH MKCOL COPY MOVE LOCK UNLOCK SEARCH REPORT MKCALENDAR ACL BIND UNBIND
        REBIND MERGE CHECKOUT CHECKIN UNCHECKOUT UPDATE LABEL MKACTIVITY MKWORKSPACE ORDERPATCH
        BASELINE-CONTROL VERSION-CONTROL LINK UNLINK MKREDIRECTREF UPDATEREDIRECTREF NOTIFY
        SUBSCRIBE UNSUBSCRIBE M-SEARCH SOURCE RPC_IN_DATA RPC_OUT_DATA SSTP_DUPLEX_POST
        get post head
        """, .hint
      ),
      ("TRACE TRACK DEBUG", .abuse), ("CONNECT", .connect),
    ]
    for (names, method) in lists {
      for name in names.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        table[name.utf8.reduce(WordHash.seed) { WordHash.step($0, $1) }] = method
      }
    }
    return table
  }()

  /// HTTP/0.9…HTTP/3, and nothing else; a missing version is HTTP/0.9 or a format without it.
  private static func isVersion(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if range.isEmpty { return true }
    guard range.count == 6 || range.count == 8, bytes[range.lowerBound] | 0x20 == UInt8(ascii: "h")
    else {
      return !isHTTP(bytes, range)
    }
    let major = bytes[range.lowerBound + 5]
    let minor = range.count == 8 ? bytes[range.lowerBound + 7] : UInt8(ascii: "0")
    switch major {
    case UInt8(ascii: "0"): return minor == UInt8(ascii: "9")
    case UInt8(ascii: "1"): return minor == UInt8(ascii: "0") || minor == UInt8(ascii: "1")
    case UInt8(ascii: "2"), UInt8(ascii: "3"): return minor == UInt8(ascii: "0")
    default: return false
    }
  }

  private static func isHTTP(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.count >= 5 && bytes[range.lowerBound] == UInt8(ascii: "H")
      && bytes[range.lowerBound + 4] == UInt8(ascii: "/")
  }

  /// True for an absolute target (RFC 9112 §3.2.2) of a host that is not the one asked.
  private static func isForeign(_ request: Request, _ bytes: Span<UInt8>) -> Bool {
    let target = request.target.offsets
    guard target.count > 7, bytes[target.lowerBound] | 0x20 == UInt8(ascii: "h") else {
      return false
    }
    var index = target.lowerBound
    for byte in "http".utf8 {
      guard bytes[index] | 0x20 == byte else { return false }
      index += 1
    }
    if bytes[index] | 0x20 == UInt8(ascii: "s") { index += 1 }
    for byte in "://".utf8 {
      guard index < target.upperBound, bytes[index] == byte else { return false }
      index += 1
    }
    // The host may have been taken from the target itself; then the log's other targets tell.
    if request.isProxyForm { return !refersToItself(index..<target.upperBound, request, bytes) }
    let host = request.host.offsets
    guard !host.isEmpty else { return true }
    guard host.count <= target.upperBound - index else { return true }
    for offset in 0..<host.count
    where bytes[index + offset].lowered != bytes[host.lowerBound + offset].lowered { return true }
    let end = index + host.count
    return end < target.upperBound && bytes[end] != UInt8(ascii: "/")
      && bytes[end] != UInt8(ascii: ":")
      && bytes[end] != UInt8(ascii: "?")
  }

  /// True if the referring page is on the host that an absolute target names: the server's own.
  private static func refersToItself(
    _ rest: Range<Int>, _ request: Request, _ bytes: Span<UInt8>
  ) -> Bool {
    let referer = request.referer.offsets
    guard
      let slashes = referer.dropFirst(2).first(where: {
        $0 + 1 < referer.upperBound && bytes[$0] == 0x2f && bytes[$0 + 1] == 0x2f
      })
    else { return false }
    var (a, b) = (rest.lowerBound, slashes + 2)
    while a < rest.upperBound, b < referer.upperBound, bytes[a] != 0x2f, bytes[a] != 0x3a,
      bytes[a].lowered == bytes[b].lowered
    {
      (a, b) = (a + 1, b + 1)
    }
    let ends = a == rest.upperBound || bytes[a] == 0x2f || bytes[a] == 0x3a
    return ends && (b == referer.upperBound || bytes[b] == 0x2f || bytes[b] == 0x3a)
  }

  /// A request line without a method: nothing was sent, or no HTTP.
  private static func noMethod(_ request: Request, _ bytes: Span<UInt8>) -> Verdict {
    var verdict = Verdict.clean
    if request.target.count > 1 { verdict.prove(.malformedRequests) }
    return verdict
  }
}

extension Verdict {
  /// Adds a sign with some evidence.
  mutating func suspect(_ sign: Sign) { suspected.insert(SignSet(sign)) }
  /// Adds a sign that is proven.
  mutating func prove(_ sign: Sign) {
    suspected.insert(SignSet(sign))
    proven.insert(SignSet(sign))
  }
  /// Adds another verdict's signs.
  mutating func formUnion(_ other: Verdict) {
    suspected.formUnion(other.suspected)
    proven.formUnion(other.proven)
  }
}
