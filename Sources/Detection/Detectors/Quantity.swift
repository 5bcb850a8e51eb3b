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

  /// A number with one decimal.
  static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }

  /// A share in percent: "0.4 %", "37 %".
  static func percent(_ share: Double) -> String {
    let percent = share * 100
    return percent < 10 ? "\(tenths(percent)) %" : "\(Int(percent.rounded())) %"
  }
}
