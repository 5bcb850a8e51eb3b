extension RawSpan {
  /// A number of decimal digits only, or nil; saturates at `Int64.max`.
  func integer(_ range: Range<Int>) -> Int64? {
    guard !range.isEmpty else { return nil }
    var value: Int64 = 0
    for i in range {
      let digit = byte(i) &- 0x30
      guard digit < 10 else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carried) = product.addingReportingOverflow(Int64(digit))
      value = overflow || carried ? .max : sum
      if value == .max { return allDigits(range) ? .max : nil }
    }
    return value
  }

  /// True if the range is not empty and holds nothing but decimal digits.
  func allDigits(_ range: Range<Int>) -> Bool {
    for i in range where byte(i) &- 0x30 >= 10 { return false }
    return !range.isEmpty
  }

  /// A decimal number (`12`, `-1`, `+3`, `0.058`, `1.5e3`) times `scale`, rounded towards zero, or
  /// nil where the range is no number. Digits beyond the scale are dropped, so that
  /// `1693840791.7564995` in seconds gives exact microseconds.
  /// - Parameter scale: A power of ten, such as 1,000,000 for seconds in microseconds.
  func decimal(_ range: Range<Int>, scale: Int64) -> Int64? {
    var i = range.lowerBound
    let end = range.upperBound
    guard i < end else { return nil }
    let negative = byte(i) == UInt8(ascii: "-")
    if negative || byte(i) == UInt8(ascii: "+") { i &+= 1 }
    var whole: Int64 = 0
    var digits = 0
    while i < end, byte(i) &- 0x30 < 10 {
      whole = Self.saturating(whole, 10, Int64(byte(i) &- 0x30))
      digits &+= 1
      i &+= 1
    }
    var fraction: Int64 = 0
    var rest = scale
    if i < end, byte(i) == UInt8(ascii: ".") || byte(i) == UInt8(ascii: ",") {
      i &+= 1
      while i < end, byte(i) &- 0x30 < 10 {
        rest /= 10
        fraction &+= Int64(byte(i) &- 0x30) &* rest
        digits &+= 1
        i &+= 1
      }
    }
    guard digits > 0 else { return nil }
    var value = Self.saturating(whole, scale, fraction)
    if i < end {
      guard let exponent = exponent(i..<end) else { return nil }
      value = Self.shift(value, byPowerOfTen: exponent)
    }
    return negative ? 0 &- value : value
  }

  /// The exponent `e-06` of a number in scientific notation.
  private func exponent(_ range: Range<Int>) -> Int? {
    guard byte(range.lowerBound) | 0x20 == UInt8(ascii: "e") else { return nil }
    var i = range.lowerBound &+ 1
    let negative = byte(i) == UInt8(ascii: "-")
    if negative || byte(i) == UInt8(ascii: "+") { i &+= 1 }
    guard i < range.upperBound, let value = integer(i..<range.upperBound) else { return nil }
    let bounded = Int(min(value, 40))
    return negative ? -bounded : bounded
  }

  private static func saturating(_ value: Int64, _ factor: Int64, _ term: Int64) -> Int64 {
    let (product, overflow) = value.multipliedReportingOverflow(by: factor)
    let (sum, carried) = product.addingReportingOverflow(term)
    return overflow || carried ? .max : sum
  }

  private static func shift(_ value: Int64, byPowerOfTen exponent: Int) -> Int64 {
    var value = value
    for _ in 0..<abs(exponent) {
      value = exponent < 0 ? value / 10 : saturating(value, 10, 0)
    }
    return value
  }
}
