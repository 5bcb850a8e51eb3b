extension ValueKind<Int> {
  /// The length of a window: hours are made of whole windows.
  static let window = ValueKind(
    wants: "a number of seconds that divides an hour evenly, such as 60 or 5m"
  ) { text in
    secondsIn(text).flatMap { $0 > 0 && 3600 % $0 == 0 ? $0 : nil }
  }
}

/// The seconds that `90`, `90s`, `5m`, `36h` or `7d` mean; nil for anything else.
func secondsIn(_ text: String) -> Int? {
  let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
  let unit = text.last.flatMap { units[$0] }
  let digits = unit == nil ? text[...] : text.dropLast()
  guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits) else {
    return nil
  }
  let (seconds, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
  return overflow ? nil : seconds
}
