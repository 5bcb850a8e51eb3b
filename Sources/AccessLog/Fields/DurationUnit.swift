/// What a number that says how long a request took is counted in. A value with its own unit
/// (`12ms`, `0.05s`) keeps it.
public enum DurationUnit: Sendable, Equatable {
  case seconds, milliseconds, microseconds, nanoseconds
  /// Seconds where there are decimals, else milliseconds: what loggers do that do not say.
  case guessed

  /// Microseconds of a number in this unit, or nil where the text is no number.
  func microseconds(_ range: Range<Int>, _ bytes: RawSpan) -> Int64? {
    switch self {
    case .seconds: return bytes.decimal(range, scale: 1_000_000)
    case .milliseconds: return bytes.decimal(range, scale: 1000)
    case .microseconds: return bytes.decimal(range, scale: 1)
    case .nanoseconds: return bytes.decimal(range, scale: 1).map { $0 / 1000 }
    case .guessed:
      let point = bytes.firstIndex(
        of: UInt8(ascii: "."), from: range.lowerBound, to: range.upperBound)
      return bytes.decimal(range, scale: point < range.upperBound ? 1_000_000 : 1000)
    }
  }

  /// Microseconds of a text with or without a unit: `0.012`, `12ms`, `1.2s`, `350µs`; −1 for `-`
  /// and negative numbers (an aborted request); nil for anything else. Of a list (nginx's
  /// `$upstream_response_time`: `0.1, 0.2`) the first number counts.
  func read(_ range: Range<Int>, _ bytes: RawSpan) -> Int64? {
    var end = range.lowerBound
    while end < range.upperBound, DurationUnit.isNumber(bytes, end) { end &+= 1 }
    if bytes.isDash(range.lowerBound..<end) { return -1 }
    let number = range.lowerBound..<end
    let unit = DurationUnit.named(end..<range.upperBound, bytes) ?? self
    return unit.microseconds(number, bytes).map { $0 < 0 ? -1 : $0 }
  }

  private static func isNumber(_ bytes: RawSpan, _ i: Int) -> Bool {
    let byte = bytes.byte(i)
    if byte &- 0x30 < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "+")
    {
      return true
    }
    // The `e` of 2.4e-06.
    let next = bytes.byte(i &+ 1)
    return byte | 0x20 == UInt8(ascii: "e") && (next &- 0x30 < 10 || next == UInt8(ascii: "-"))
  }

  private static func named(_ range: Range<Int>, _ bytes: RawSpan) -> DurationUnit? {
    guard !range.isEmpty else { return nil }
    let name = bytes.trimmed(range)
    if bytes.equals("ms", name) || bytes.equals("msecs", name) { return .milliseconds }
    if bytes.equals("s", name) || bytes.equals("secs", name) { return .seconds }
    if bytes.equals("us", name) || bytes.equals("µs", name) || bytes.equals("micros", name) {
      return .microseconds
    }
    return bytes.equals("ns", name) ? .nanoseconds : nil
  }
}

extension DurationUnit {
  /// The unit of a symbol: `s`, `ms`, `us` (or `µs`), `ns`; nil for anything else.
  public init?(symbol: String) {
    switch symbol {
    case "s": self = .seconds
    case "ms": self = .milliseconds
    case "us", "µs": self = .microseconds
    case "ns": self = .nanoseconds
    default: return nil
    }
  }

  /// The symbols, for settings and completions.
  public static let symbols = ["s", "ms", "us", "ns"]
}
