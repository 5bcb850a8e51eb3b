/// Numbers for people, the same in every locale.
package enum Figures {
  /// A whole number with commas between thousands: `1,234,567`.
  package static func grouped(_ value: some BinaryInteger) -> String {
    let digits = Array(String(value.magnitude))
    var result = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }

  /// A count with its noun: `1 incident`, `3 incidents`.
  package static func count(_ value: Int, _ noun: String) -> String {
    "\(grouped(value)) \(noun)\(value == 1 ? "" : "s")"
  }

  /// A share in per cent with one decimal, so that columns line up: `93.1 %`, `<0.1 %` for what is
  /// more than nothing.
  package static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "0 %" }
    let share = Double(part) / Double(whole) * 100
    if part > 0, share < 0.1 { return "<0.1 %" }
    if part < whole, share > 99.9 { return ">99.9 %" }
    let tenths = Int((share * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// A probability in whole per cent, never a certainty that nobody has: `99 %`, `>99 %`.
  package static func confidence(_ value: Double) -> String {
    guard value.isFinite else { return "unknown" }
    if value > 0.99 { return ">99 %" }
    if value < 0.01 { return "<1 %" }
    return decimals(value * 100, places: 0) + " %"
  }

  /// A measured value to about three significant digits: `1,203`, `12.5`, `0.25`, `1.2e-05`.
  package static func value(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "unknown" : value > 0 ? "∞" : "-∞" }
    let size = abs(value)
    if size >= 1e15 || (size > 0 && size < 0.001) { return scientific(value) }
    if size >= 100 || value == value.rounded() { return grouped(Int64(value.rounded())) }
    return decimals(value, places: size >= 10 ? 1 : size >= 1 ? 2 : 3)
  }

  /// A size in bytes, in decimal units: `980 MB`.
  package static func bytes(_ count: Int64) -> String {
    var value = Double(count)
    for unit in ["bytes", "kB", "MB", "GB", "TB"] {
      if abs(value) < 999.5 || unit == "TB" {
        return (unit == "bytes" ? grouped(count) : figure(value)) + " " + unit
      }
      value /= 1000
    }
    return grouped(count)
  }

  /// A span of time in its two largest units: `45 s`, `2 h 5 min`, `7 d`.
  package static func duration(seconds: Int64) -> String {
    guard seconds >= 60 else { return "\(max(0, seconds)) s" }
    let units: [(Int64, String)] = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")]
    let first = units.firstIndex { seconds >= $0.0 } ?? 3
    let large = units[first]
    let small = units[min(first + 1, 3)]
    let rest = seconds % large.0 / small.0
    return "\(seconds / large.0) \(large.1)" + (rest > 0 ? " \(rest) \(small.1)" : "")
  }

  /// A rate: `8.3`, `1,203`, `1.2 M`.
  package static func rate(_ value: Double) -> String {
    guard value.isFinite, value >= 0 else { return "0" }
    if value >= 999_500 { return figure(value / 1_000_000) + " M" }
    return value >= 100 ? grouped(Int64(value.rounded())) : figure(value)
  }

  /// At least two significant digits without a needless zero behind the point.
  private static func figure(_ value: Double) -> String {
    value >= 10 ? decimals(value, places: 0) : decimals(value, places: value >= 1 ? 1 : 2)
  }

  /// The value with at most that many decimals, zeros behind the last digit dropped.
  package static func decimals(_ value: Double, places: Int) -> String {
    var scale: Int64 = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = (value * Double(scale)).rounded()
    guard abs(scaled) < 9e18 else { return scientific(value) }
    let whole = Int64(abs(scaled)) / scale
    var fraction = String(Int64(abs(scaled)) % scale + scale).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    let sign = scaled < 0 ? "-" : ""
    return sign + grouped(whole) + (places > 0 && !fraction.isEmpty ? "." + fraction : "")
  }

  /// Two significant digits and a power of ten.
  private static func scientific(_ value: Double) -> String {
    var exponent = 0
    var mantissa = abs(value)
    while mantissa >= 9.95, exponent < 400 { mantissa /= 10; exponent += 1 }
    while mantissa < 0.995, mantissa > 0, exponent > -400 { mantissa *= 10; exponent -= 1 }
    return (value < 0 ? "-" : "") + decimals(mantissa, places: 1) + "e\(exponent)"
  }
}
