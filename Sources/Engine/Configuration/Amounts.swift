/// The seconds that `90`, `90s`, `5m`, `36h` or `7d` mean; nil for anything else.
package func secondsIn(_ text: String) -> Int? {
  let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
  let unit = text.last.flatMap { units[$0] }
  let digits = unit == nil ? text[...] : text.dropLast()
  guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits) else {
    return nil
  }
  let (seconds, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
  return overflow ? nil : seconds
}

/// The bytes that `4096`, `64k`, `512M`, `2G` or `1TiB` mean; nil for anything else.
package func bytesIn(_ text: String) -> Int? {
  let digits = text.prefix { $0.isASCII && $0.isNumber }
  var unit = text.dropFirst(digits.count).lowercased()
  for suffix in ["ib", "b"] where unit.hasSuffix(suffix) {
    unit.removeLast(suffix.count)
    break
  }
  guard let number = Int(digits), let shift = ["": 0, "k": 10, "m": 20, "g": 30, "t": 40][unit]
  else { return nil }
  let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
  return overflow ? nil : bytes
}

/// A length of windows in seconds: an hour is made of whole ones.
package func isWindowLength(_ seconds: Int) -> Bool { seconds > 0 && 3600 % seconds == 0 }
