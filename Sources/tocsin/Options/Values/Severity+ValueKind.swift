import Detection

extension ValueKind<Severity> {
  /// The name of a severity.
  static let severity = ValueKind(
    wants: "one of " + Severity.allCases.map(\.name).joined(separator: ", "),
    words: Severity.allCases.map(\.name)
  ) { Severity(name: $0.lowercased()) }
}
