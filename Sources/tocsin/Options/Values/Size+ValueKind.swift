extension ValueKind<Int> {
  /// A size in bytes: `1048576`, `512M`, `2GiB`. K, M, G and T are powers of 1024.
  static func size(_ bounds: ClosedRange<Int>) -> ValueKind<Int> {
    ValueKind(wants: "a size of at least \(bounds.lowerBound >> 20)M, such as 512M or 2G") { text in
      bytesIn(text).flatMap { bounds.contains($0) ? $0 : nil }
    }
  }
}

/// The bytes that `4096`, `64k`, `512M`, `2G` or `1TiB` mean; nil for anything else.
func bytesIn(_ text: String) -> Int? {
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
