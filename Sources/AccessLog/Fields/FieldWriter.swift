/// Writes the text of one field into a request, as its kind asks for.
///
/// Fields that only make sense together (path and query, date and time of day, the client and what
/// proxies say about it) are kept in `PendingFields` until the line has been read.
enum FieldWriter {
  /// Where a field's text stands.
  struct Place {
    /// Added to offsets in the span to get offsets in the batch.
    var shift = 0
    /// True if the server's escapes (`\xHH`) are still to be undone.
    var isEscaped = false
  }

  /// Sets the field. `-` and the empty text are absent. Returns false if the text cannot be such a
  /// field; then the request is as before.
  static func set(
    _ kind: FieldKind, _ range: Range<Int>, of bytes: RawSpan, at place: Place,
    into request: inout Request, context: inout LineContext
  ) -> Bool {
    if range.isEmpty || bytes.isDash(range) { return true }
    switch kind {
    case .ignored: return true
    case .status:
      guard let status = StatusField.read(range, bytes) else { return false }
      request.status = status
      request.isStatusZero = status < 0 && bytes.byte(range.lowerBound) == UInt8(ascii: "0")
    case .bytes:
      guard let size = SizeField.read(range, bytes) else { return false }
      request.bytes = size
    case .duration(let unit):
      let unit = context.options.durationUnit ?? unit
      guard let duration = unit.read(range, bytes) else { return false }
      request.duration = duration
    case .durationPart(let unit):
      let unit = context.options.durationUnit ?? unit
      guard let duration = unit.read(range, bytes) else { return false }
      if duration >= 0 { request.duration = max(request.duration, 0) &+ duration }
    case .time:
      guard let found = TimeText.read(range, of: bytes, context: &context) else { return false }
      request.time = found.time
    case .date: return context.pending.setDate(range, bytes)
    case .timeOfDay: return context.pending.setTimeOfDay(range, bytes)
    case .grpcStatus:
      guard let status = GRPCStatus.read(range, bytes) else { return false }
      request.grpcStatus = status
    case .client where !isClient(range, bytes): return false
    case .version where !hasDigit(range, bytes): return false
    case .method where !RequestLine.isMethod(range, bytes): return false
    default: setText(kind, range, of: bytes, at: place, into: &request, context: &context)
    }
    return true
  }

  /// True for a version; loggers also write `https` into members called protocol.
  private static func hasDigit(_ range: Range<Int>, _ bytes: RawSpan) -> Bool {
    for i in range where bytes.byte(i) &- 0x30 < 10 { return true }
    return false
  }

  /// True for what can be a client: an address, a host name, or a list of addresses.
  static func isClient(_ range: Range<Int>, _ bytes: RawSpan) -> Bool {
    for i in range {
      let byte = bytes.byte(i)
      let isLetter = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a
      // Digits and `:`, then `-` `.` `_` `%` `[` `]` `,` and space.
      guard
        isLetter || byte >= 0x30 && byte <= 0x3a || byte == 0x2d || byte == 0x2e || byte == 0x5f
          || byte == 0x25 || byte == 0x5b || byte == 0x5d || byte == 0x2c || byte == 0x20
      else { return false }
    }
    return true
  }

  private static func setText(
    _ kind: FieldKind, _ range: Range<Int>, of bytes: RawSpan, at place: Place,
    into request: inout Request, context: inout LineContext
  ) {
    switch kind {
    case .client(let hasPort):
      ClientField.read(
        range, of: bytes, hasPort: hasPort, shift: place.shift, into: &request)
    case .forwardedFor:
      context.pending.forwardedFor = text(range, of: bytes, at: place, context: &context)
    case .requestLine:
      RequestLine.split(range, of: bytes, at: place, into: &request, context: &context)
    case .target:
      RequestLine.target(range, of: bytes, at: place, into: &request, context: &context)
    case .host:
      let host = ClientField.withoutPort(range, bytes)
      if !bytes.equals("_", host) { request.host = place.range(host) }
    case .path: context.pending.path = text(range, of: bytes, at: place, context: &context)
    case .query:
      let isMarked = bytes.byte(range.lowerBound) == UInt8(ascii: "?")
      let query = isMarked ? range.lowerBound + 1..<range.upperBound : range
      context.pending.query = text(query, of: bytes, at: place, context: &context)
    case .method: request.method = place.range(range)
    case .version: request.version = place.range(range)
    case .user: request.user = text(range, of: bytes, at: place, context: &context)
    case .referer: request.referer = text(range, of: bytes, at: place, context: &context)
    case .userAgent: request.userAgent = text(range, of: bytes, at: place, context: &context)
    case .operation(let style):
      request.style = style
      request.operation = text(
        unquoted(range, bytes), of: bytes, at: place, context: &context)
    default: break
    }
  }

  /// A text without double quotes around it, which a SOAPAction has, plain or as `\x22`.
  private static func unquoted(_ range: Range<Int>, _ bytes: RawSpan) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    for mark in ["\"", "\\\"", "\\x22"] as [StaticString] {
      let length = mark.utf8CodeUnitCount
      if end - start > 2 * length, bytes.starts(with: mark, at: start, to: end),
        bytes.starts(with: mark, at: end - length, to: end)
      {
        (start, end) = (start + length, end - length)
      }
    }
    return start..<end
  }

  /// The range of a text in the batch, its escapes undone.
  static func text(
    _ range: Range<Int>, of bytes: RawSpan, at place: Place, context: inout LineContext
  ) -> ByteRange {
    place.isEscaped ? Escapes.undo(range, of: bytes, context: &context) : place.range(range)
  }
}

extension FieldWriter.Place {
  /// The range in the batch.
  @inline(__always)
  func range(_ range: Range<Int>) -> ByteRange {
    ByteRange(range.lowerBound &+ shift..<range.upperBound &+ shift)
  }
}
