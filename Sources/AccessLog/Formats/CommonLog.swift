/// The common log format and its descendants: common, combined, vhost_combined, nginx `main`, and
/// any of them with fields added at the end.
///
/// `[vhost[:port] ]client ident user [time] "request" status bytes[ "referer" "agent"[ …]]`
/// (Apache `mod_log_config`, nginx `ngx_http_log_module`). This is most of the world's logs, so it
/// is written out by hand; other text formats are compiled into steps.
public struct CommonLog: LineParser {
  /// A parser for the whole family.
  public init() {}

  /// Reads one line of the family; see `LineParser`.
  public mutating func parse(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> LineOutcome {
    let end = line.upperBound
    guard let bracket = head(line, of: bytes, into: &request, context: &context) else {
      return other(line, of: bytes, into: &request, context: &context)
    }
    guard
      let time = time(from: bracket &+ 1, to: end, of: bytes, context: &context)
    else {
      return .malformed(at: bracket + 1, expected: "a time such as 02/Mar/2026:15:04:05 +0100")
    }
    guard bytes.byte(time.end) == UInt8(ascii: "]"), time.end < end else {
      return .malformed(at: time.end, expected: "the ']' behind the time")
    }
    request.time = time.time
    let quote = bytes.skipSpaces(from: time.end &+ 1, to: end)
    guard quote < end, bytes.byte(quote) == UInt8(ascii: "\"") else {
      return unquoted(from: quote, to: end, of: bytes, into: &request, context: &context)
    }
    let hasHost = !request.host.isEmpty
    let closing = requestEnd(bytes, from: quote &+ 1, to: end)
    RequestLine.split(
      quote &+ 1..<closing, of: bytes, at: FieldWriter.Place(shift: 0, isEscaped: true),
      into: &request, context: &context)
    let outcome = tail(from: closing &+ 1, to: end, of: bytes, into: &request, context: &context)
    if request.host.isEmpty || hasHost {
      context.forms.origin &+= 1
    } else {
      request.isProxyForm = context.forms.isOdd(status: request.status)
    }
    return outcome
  }

  /// The time, in the common log format or any other.
  @inline(__always)
  private func time(
    from start: Int, to end: Int, of bytes: RawSpan, context: inout LineContext
  ) -> (time: Timestamp, end: Int)? {
    guard let found = context.commonTime.read(bytes, from: start, to: end), found.hasZone else {
      return TimeText.read(start..<end, of: bytes, context: &context)
    }
    return (found.time, found.end)
  }

  /// A request without quotes, as custom formats have it: its protocol ends it.
  private func unquoted(
    from start: Int, to end: Int, of bytes: RawSpan, into request: inout Request,
    context: inout LineContext
  ) -> LineOutcome {
    var i = start
    while i < end {
      i = bytes.firstIndex(of: 0x20, from: i, to: end)
      guard bytes.starts(with: " HTTP/", at: i, to: end) else { i += 1; continue }
      let stop = bytes.firstIndex(of: 0x20, from: i + 1, to: end)
      RequestLine.split(
        start..<stop, of: bytes, at: FieldWriter.Place(shift: 0, isEscaped: true), into: &request,
        context: &context)
      guard !request.method.isEmpty else { break }
      return tail(from: stop, to: end, of: bytes, into: &request, context: &context)
    }
    return .malformed(at: start, expected: "a request in double quotes")
  }

  /// Everything behind the request: status, bytes, referer, user agent, and what was added.
  @inline(__always)
  private func tail(
    from start: Int, to end: Int, of bytes: RawSpan, into request: inout Request,
    context: inout LineContext
  ) -> LineOutcome {
    var i = bytes.skipSpaces(from: start, to: end)
    let statusEnd = bytes.firstIndex(of: 0x20, from: i, to: end)
    guard i < end, let status = StatusField.read(i..<statusEnd, bytes) else {
      return .malformed(at: min(i, end), expected: "a status of three digits")
    }
    request.status = status
    request.isStatusZero = status < 0 && bytes.byte(i) == UInt8(ascii: "0")
    i = bytes.skipSpaces(from: statusEnd, to: end)
    guard i < end else { return .request }
    let sizeEnd = bytes.firstIndex(of: 0x20, from: i, to: end)
    guard let size = SizeField.read(i..<sizeEnd, bytes) else {
      return .malformed(at: i, expected: "a number of bytes")
    }
    request.bytes = size
    i = bytes.skipSpaces(from: sizeEnd, to: end)
    guard i < end else { return .request }
    i = text(at: i, to: end, of: bytes, field: &request.referer, context: &context)
    i = bytes.skipSpaces(from: i, to: end)
    guard i < end else { return .request }
    i = text(at: i, to: end, of: bytes, field: &request.userAgent, context: &context)
    if i < end { ExtraFields.read(i..<end, of: bytes, into: &request, context: &context) }
    return .request
  }

  /// A quoted text, or a bare `-`; anything else is left for the fields that were added.
  @inline(__always)
  private func text(
    at start: Int, to end: Int, of bytes: RawSpan, field: inout ByteRange,
    context: inout LineContext
  ) -> Int {
    guard bytes.byte(start) == UInt8(ascii: "\"") else {
      let isDash = bytes.byte(start) == UInt8(ascii: "-")
      return isDash && (start &+ 1 == end || bytes.byte(start &+ 1) == 0x20) ? start &+ 1 : start
    }
    let close = Quoted.end(bytes, from: start &+ 1, to: end)
    field = Quoted.text(
      start &+ 1..<close.quote, escaped: close.escaped, of: bytes, context: &context)
    return min(close.quote &+ 1, end)
  }

  /// The closing quote of the request: the first one that a status follows, as some servers log
  /// quotes in the target as they are.
  @inline(__always)
  private func requestEnd(_ bytes: RawSpan, from start: Int, to end: Int) -> Int {
    let first = Quoted.end(bytes, from: start, to: end).quote
    if isStatus(first &+ 1, end, bytes) { return first }
    var next = first
    while next < end {
      next = Quoted.end(bytes, from: next &+ 1, to: end).quote
      if isStatus(next &+ 1, end, bytes) { return next }
    }
    return first
  }

  @inline(__always)
  private func isStatus(_ start: Int, _ end: Int, _ bytes: RawSpan) -> Bool {
    guard start < end, bytes.byte(start) == 0x20 else { return false }
    let first = bytes.byte(start &+ 1)
    return first &- 0x30 < 10 || first == UInt8(ascii: "-") || first == 0x20
  }
}
