extension Timestamp {
  /// The moment in UTC with milliseconds, as RFC 3339 writes it: `2026-03-02T00:00:00.000Z`.
  /// Empty for `.absent`.
  public var rfc3339: String {
    var text: [UInt8] = []
    appendRFC3339(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the text of `rfc3339` to a buffer; allocates nothing of its own.
  public func appendRFC3339(to output: inout [UInt8]) {
    guard !isAbsent else { return }
    let seconds = self.seconds
    let millisecond = (microseconds &- seconds &* 1_000_000) / 1000
    let days = (seconds >= 0 ? seconds : seconds &- 86_399) / 86_400
    let rest = seconds &- days &* 86_400
    let date = CivilDate.date(days: days)
    output.append(digits: date.year, width: 4)
    output.append(UInt8(ascii: "-"))
    output.append(digits: date.month, width: 2)
    output.append(UInt8(ascii: "-"))
    output.append(digits: date.day, width: 2)
    output.append(UInt8(ascii: "T"))
    output.append(digits: rest / 3600, width: 2)
    output.append(UInt8(ascii: ":"))
    output.append(digits: rest / 60 % 60, width: 2)
    output.append(UInt8(ascii: ":"))
    output.append(digits: rest % 60, width: 2)
    output.append(UInt8(ascii: "."))
    output.append(digits: millisecond, width: 3)
    output.append(UInt8(ascii: "Z"))
  }

  /// A moment from RFC 3339 or ISO 8601 text: `2026-03-02T00:00:00Z`, `2026-03-02 01:00:00,250+01:00`,
  /// `2026-03-02`. Without a zone it is UTC. Nil where the text is anything else.
  public init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    let span = bytes.span.bytes
    guard let found = span.isoTime(from: 0, to: bytes.count), found.end == bytes.count else {
      return nil
    }
    self = found.time
  }
}

extension [UInt8] {
  /// Appends a number with leading zeros; a wider number keeps all its digits.
  mutating func append(digits value: Int64, width: Int) {
    var divisor: Int64 = 1
    for _ in 1..<Swift.max(width, 1) { divisor *= 10 }
    while value / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(truncatingIfNeeded: 0x30 + value / divisor % 10))
      divisor /= 10
    }
  }
}
