/// Splits a request line, `METHOD target VERSION` (RFC 9112 §3), and a target into path and query.
enum RequestLine {
  /// Fills method, target, path, query, version and (from an absolute URL) host.
  ///
  /// A line that is no HTTP (TLS bytes, an empty string) is the target, with no method; `-` and the
  /// empty line are absent. A target with spaces in it is kept whole.
  @inline(__always)
  static func split(
    _ range: Range<Int>, of bytes: RawSpan, at place: FieldWriter.Place,
    into request: inout Request, context: inout LineContext
  ) {
    let end = range.upperBound
    let methodEnd = bytes.firstIndex(of: 0x20, from: range.lowerBound, to: end)
    guard methodEnd < end, isMethod(range.lowerBound..<methodEnd, bytes) else {
      return notHTTP(range, of: bytes, at: place, into: &request, context: &context)
    }
    let targetStart = methodEnd &+ 1
    // " HTTP/1.1" is nine bytes, "HTTP/2.0" eight of them: nearly all lines end so.
    var targetEnd = end &- 9
    if targetEnd < targetStart || bytes.byte(targetEnd) != 0x20 || !isHTTP(targetEnd &+ 1, bytes) {
      guard let found = versionStart(targetStart..<end, bytes) else {
        return withoutVersion(
          range, targetStart, of: bytes, at: place, into: &request, context: &context)
      }
      targetEnd = found &- 1
    }
    request.method = methodOrAbsent(range.lowerBound..<methodEnd, bytes, place)
    request.version =
      end &- targetEnd > 2 ? place.range(targetEnd &+ 1..<end) : .absent  // not the `-` of ALB
    target(
      targetStart..<max(targetEnd, targetStart), of: bytes, at: place, into: &request,
      context: &context)
  }

  /// Fills target, path, query and (from an absolute URL) host; undoes the log's escaping.
  @inline(__always)
  static func target(
    _ range: Range<Int>, of bytes: RawSpan, at place: FieldWriter.Place,
    into request: inout Request, context: inout LineContext
  ) {
    let start = context.decoded.count
    let clean = FieldWriter.text(range, of: bytes, at: place, context: &context)
    request.target = clean
    guard context.decoded.count == start else {
      // The clean text is the end of the decoded text: split that instead.
      let length = clean.count
      let base = context.decodedBase &+ start
      split(
        start..<start &+ length, of: context.decoded.span.bytes, shift: base &- start,
        into: &request)
      return
    }
    split(range, of: bytes, shift: place.shift, into: &request)
  }

  /// Splits clean text into path, query and host; `shift` is added to all offsets.
  @inline(__always)
  static func split(
    _ range: Range<Int>, of bytes: RawSpan, shift: Int, into request: inout Request
  ) {
    var start = range.lowerBound
    let end = range.upperBound
    if bytes.byte(start) != UInt8(ascii: "/"), start < end {
      start = pathStart(range, of: bytes, shift: shift, into: &request)
    }
    let question = bytes.firstIndex(of: UInt8(ascii: "?"), from: start, to: end)
    request.path = start < question ? ByteRange(start &+ shift..<question &+ shift) : .absent
    if question &+ 1 < end { request.query = ByteRange(question &+ 1 &+ shift..<end &+ shift) }
  }

  /// Where the path begins in a target that does not begin with `/`; takes the host of a URL.
  private static func pathStart(
    _ range: Range<Int>, of bytes: RawSpan, shift: Int, into request: inout Request
  ) -> Int {
    let end = range.upperBound
    guard let authority = authorityStart(range, bytes) else {
      // `*`, `host:port` of CONNECT, or something relative: `host:port` has no path.
      return bytes.equals("CONNECT", request.method.offsets) ? end : range.lowerBound
    }
    var stop = authority
    while stop < end {
      let byte = bytes.byte(stop)
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") {
        break
      }
      stop &+= 1
    }
    if request.host.isEmpty {
      let host = ClientField.withoutPort(authority..<stop, bytes)
      if !host.isEmpty {
        request.host = ByteRange(host.lowerBound &+ shift..<host.upperBound &+ shift)
      }
    }
    return stop
  }

  /// The offset behind `scheme://`, or nil where the target is no URL.
  private static func authorityStart(_ range: Range<Int>, _ bytes: RawSpan) -> Int? {
    var i = range.lowerBound
    let end = min(range.upperBound, i &+ 12)
    while i < end, bytes.byte(i) | 0x20 >= 0x61, bytes.byte(i) | 0x20 <= 0x7a { i &+= 1 }
    guard i > range.lowerBound, bytes.starts(with: "://", at: i, to: range.upperBound) else {
      return nil
    }
    return i &+ 3
  }

  /// True for a token that can be a method: a letter, then letters, digits, `-` or `_`, at most 32
  /// (RFC 9110 §9.1 allows more characters, no method has them); or the `-` that ALB writes.
  @inline(__always)
  static func isMethod(_ range: Range<Int>, _ bytes: RawSpan) -> Bool {
    guard range.count <= 32, range.count > 0 else { return false }
    let first = bytes.byte(range.lowerBound) | 0x20
    guard first >= 0x61, first <= 0x7a else {
      return range.count == 1 && bytes.byte(range.lowerBound) == UInt8(ascii: "-")
    }
    for i in range {
      let byte = bytes.byte(i)
      let letter = byte | 0x20
      let isLetter = letter >= 0x61 && letter <= 0x7a
      guard isLetter || byte &- 0x30 < 10 || byte == 0x2d || byte == 0x5f else { return false }
    }
    return true
  }

  @inline(__always)
  private static func isHTTP(_ offset: Int, _ bytes: RawSpan) -> Bool {
    guard offset &+ 8 <= bytes.byteCount else { return false }
    return bytes.word(offset) & 0xff_ffff_ffff == 0x2f_5054_5448  // "HTTP/"
  }

  /// Where the protocol begins if the last word is one: `HTTP/2`, `SIP/2.0`, or `-`.
  private static func versionStart(_ range: Range<Int>, _ bytes: RawSpan) -> Int? {
    guard let space = bytes.lastIndex(of: 0x20, from: range.lowerBound, to: range.upperBound) else {
      return nil
    }
    let start = space &+ 1
    if bytes.isDash(start..<range.upperBound) { return start }
    let slash = bytes.firstIndex(of: UInt8(ascii: "/"), from: start, to: range.upperBound)
    guard slash > start, slash - start <= 8, slash + 1 < range.upperBound else { return nil }
    for i in start..<slash where !(0x41...0x5a).contains(bytes.byte(i)) { return nil }
    for i in slash + 1..<range.upperBound {
      guard bytes.byte(i) &- 0x30 < 10 || bytes.byte(i) == UInt8(ascii: ".") else { return nil }
    }
    return start
  }

  /// `GET /path` as HTTP/0.9 clients send it; without a path or URL it is no HTTP.
  private static func withoutVersion(
    _ range: Range<Int>, _ targetStart: Int, of bytes: RawSpan, at place: FieldWriter.Place,
    into request: inout Request, context: inout LineContext
  ) {
    let rest = targetStart..<range.upperBound
    let first = bytes.byte(targetStart)
    guard
      first == UInt8(ascii: "/") || bytes.equals("*", rest) || authorityStart(rest, bytes) != nil
    else { return notHTTP(range, of: bytes, at: place, into: &request, context: &context) }
    request.method = methodOrAbsent(range.lowerBound..<targetStart &- 1, bytes, place)
    target(rest, of: bytes, at: place, into: &request, context: &context)
  }

  private static func methodOrAbsent(
    _ range: Range<Int>, _ bytes: RawSpan, _ place: FieldWriter.Place
  ) -> ByteRange {
    bytes.byte(range.lowerBound) == UInt8(ascii: "-") ? .absent : place.range(range)
  }

  private static func notHTTP(
    _ range: Range<Int>, of bytes: RawSpan, at place: FieldWriter.Place,
    into request: inout Request, context: inout LineContext
  ) {
    guard !range.isEmpty, !bytes.isDash(range), !bytes.equals("<BADREQ>", range) else {
      return
    }
    request.target = FieldWriter.text(range, of: bytes, at: place, context: &context)
  }
}
