/// Writes quantities as people say them.
enum Quantity {
  /// Bytes with a binary prefix and at most one decimal: "512 B", "3.4 MiB".
  static func bytes(_ count: UInt64) -> String {
    let units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    guard count >= 1024 else { return "\(count) B" }
    var value = Double(count) / 1024
    var unit = 0
    while value >= 1024, unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    return value < 10 ? "\(tenths(value)) \(units[unit])" : "\(Int(value.rounded())) \(units[unit])"
  }

  /// The same for an expectation, which may be anything.
  static func bytes(_ count: Double) -> String {
    count.isFinite ? bytes(UInt64(min(max(count, 0), 1e18))) : "0 B"
  }

  /// A count that is expected, rounded; it may be anything.
  static func count(_ value: Double) -> String {
    value.isFinite ? "\(Int(min(max(value, 0), 1e15).rounded()))" : "0"
  }

  /// A number with one decimal.
  static func tenths(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let tenths = Int((min(max(value, -1e15), 1e15) * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }

  /// A duration as people say it: "240 ms", "1.5 s".
  static func duration(milliseconds: Double) -> String {
    milliseconds < 1000 ? "\(count(milliseconds)) ms" : "\(tenths(milliseconds / 1000)) s"
  }

  /// A share in percent: "0.4 %", "37 %".
  static func percent(_ share: Double) -> String {
    let percent = share * 100
    return percent < 10 ? "\(tenths(percent)) %" : "\(count(percent)) %"
  }
}
