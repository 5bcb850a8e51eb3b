/// How an option's text becomes what it means: one value of this for each sort of value.
struct ValueKind<Value: Sendable>: Sendable {
  /// What the option wants, to follow "Option '--x' wants …": "a size such as 512M".
  var wants: String
  /// The words it may be, for suggestions; empty where it is no choice.
  var words: [String] = []
  /// The value that a text means, nil if it means none.
  var read: @Sendable (String) -> Value?
}

extension ValueKind<Int> {
  /// A whole number within bounds.
  static func number(_ bounds: ClosedRange<Int>) -> ValueKind<Int> {
    ValueKind(wants: "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)") { text in
      Int(text).flatMap { bounds.contains($0) ? $0 : nil }
    }
  }
}

extension ValueKind<UInt64> {
  /// A seed: any whole number that 64 bits hold.
  static let seed = ValueKind(wants: "a whole number from 0 to \(UInt64.max)") { UInt64($0) }
}

extension ValueKind<Double> {
  /// Bearable false alarms a week.
  static let alarms = ValueKind(wants: "a number from 0.01 to 10000, such as 1 or 0.5") { text in
    Double(text).flatMap { (0.01...10_000).contains($0) ? $0 : nil }
  }
}
