/// Fields that only make sense together, until the line has been read.
struct PendingFields: Sendable {
  /// The path and the query, where the log has them apart.
  var path = ByteRange.absent
  var query = ByteRange.absent
  /// X-Forwarded-For or Forwarded.
  var forwardedFor = ByteRange.absent
  /// Midnight UTC of the date, in microseconds since the epoch.
  var midnight: Int64?
  /// Microseconds of the time of day.
  var timeOfDay: Int64?

  /// True in formats whose date and time are UTC by definition (W3C).
  var isUTC = false

  /// Reads a date `2026-03-02`; false if it is none.
  mutating func setDate(_ range: Range<Int>, _ bytes: RawSpan) -> Bool {
    guard let found = bytes.isoTime(from: range.lowerBound, to: range.upperBound) else {
      return false
    }
    midnight = found.time.microseconds
    return true
  }

  /// Reads a time of day `15:04:05.123`; false if it is none.
  mutating func setTimeOfDay(_ range: Range<Int>, _ bytes: RawSpan) -> Bool {
    guard let found = bytes.clockTime(from: range.lowerBound, to: range.upperBound) else {
      return false
    }
    timeOfDay = found.microseconds
    return true
  }
}

extension LineContext {
  /// Puts the pending fields together once all fields of the line have been read.
  mutating func finish(_ request: inout Request, of bytes: RawSpan) {
    if request.time.isAbsent, let midnight = pending.midnight, let clock = pending.timeOfDay {
      let time = Timestamp(microseconds: midnight &+ clock)
      request.time = pending.isUTC ? time : local(time)
    }
    if !pending.path.isEmpty, request.target.isEmpty { joinTarget(&request, bytes) }
    if !pending.forwardedFor.isEmpty, !options.trustedProxies.isEmpty {
      let field = pending.forwardedFor
      if field.offsets.lowerBound >= decodedBase {
        ForwardedFor.resolve(
          local(field), of: decoded.span.bytes, shift: decodedBase, into: &request, context: self)
      } else {
        ForwardedFor.resolve(field.offsets, of: bytes, shift: 0, into: &request, context: self)
      }
    }
  }

  /// Makes the target of path and query.
  private mutating func joinTarget(_ request: inout Request, _ bytes: RawSpan) {
    let (path, query) = (pending.path, pending.query)
    let question = UInt8(ascii: "?")
    let start = decoded.count
    append(path, bytes)
    let hasQuery = decoded[start...].contains(question)
    if !query.isEmpty, !hasQuery {
      decoded.append(question)
      append(query, bytes)
    }
    let range = start..<decoded.count
    request.target = ByteRange(decodedBase &+ range.lowerBound..<decodedBase &+ range.upperBound)
    RequestLine.split(range, of: decoded.span.bytes, shift: decodedBase, into: &request)
  }

  private mutating func append(_ range: ByteRange, _ bytes: RawSpan) {
    if range.offsets.lowerBound >= decodedBase {
      decoded.append(contentsOf: Array(decoded[local(range)]))
    } else {
      for i in range.offsets { decoded.append(bytes.byte(i)) }
    }
  }

  /// The offsets in `decoded` of a range that stands there.
  private func local(_ range: ByteRange) -> Range<Int> {
    range.offsets.lowerBound - decodedBase..<range.offsets.upperBound - decodedBase
  }
}
