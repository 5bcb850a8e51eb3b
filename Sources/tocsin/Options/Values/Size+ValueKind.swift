import Engine

extension ValueKind<Int> {
  /// A size in bytes: `1048576`, `512M`, `2GiB`. K, M, G and T are powers of 1024.
  static func size(_ bounds: ClosedRange<Int>) -> ValueKind<Int> {
    ValueKind(wants: "a size of at least \(bounds.lowerBound >> 20)M, such as 512M or 2G") { text in
      bytesIn(text).flatMap { bounds.contains($0) ? $0 : nil }
    }
  }
}
