import Foundation

/// Numbers as a table shows them.
enum Figures {
  /// With so many digits behind the point.
  static func fixed(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }

  /// A rate with three figures that count: `41.5 M`, `873 k`.
  static func rate(_ value: Double) -> String {
    switch value {
    case 10_000_000...: fixed(value / 1_000_000, 1) + " M"
    case 1_000_000...: fixed(value / 1_000_000, 2) + " M"
    case 1000...: fixed(value / 1000, 0) + " k"
    default: fixed(value, 0)
    }
  }

  /// Seconds with the smallest and the largest of several runs.
  static func seconds(_ spread: Spread) -> String {
    let digits = spread.median < 10 ? 2 : 1
    let median = fixed(spread.median, digits)
    guard spread.min < spread.max else { return median }
    return "\(median) (\(fixed(spread.min, digits))–\(fixed(spread.max, digits)))"
  }

  /// Megabytes of 10⁶ bytes.
  static func megabytes(_ bytes: Int) -> String {
    fixed(Double(bytes) / 1_000_000, 0)
  }

  /// A number with its thousands apart.
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in String(number).enumerated() {
      if place > 0, (String(number).count - place) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
