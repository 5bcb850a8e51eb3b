import Scoring

/// More bytes leave through the service or one endpoint than ever: data leaving, perhaps through many
/// hands.
///
/// In a log: the bytes of a minute's answers are a multiple of what the baseline says. Where one
/// client received most of the excess the finding is about that client.
///
/// What looks most like it and must not ring: more traffic (bytes are judged for each request, too),
/// a few large downloads among many small answers (the spread on the logarithmic scale is learned).
///
/// Numbers: bytes are judged on the logarithmic scale by a robust location and spread. The floor is
/// 4 MiB a window and three times what is expected.
///
/// OWASP API3:2023, API6:2023; ATT&CK T1567, T1030.
public struct EgressSurge: TrafficDetector {
  static let fewest: UInt64 = 1 << 22
  static let leastRatio = 3.0

  /// A detector.
  public init() {}

  /// Rings about bytes beyond floor, ratio and threshold.
  public func examine(_ point: TrafficPoint, _ scene: TrafficScene) -> Finding? {
    guard point.bytes >= Self.fewest else { return nil }
    let bytes = Double(point.bytes)
    guard scene.baseline.bytes.count > 0 else { return nil }
    let expected = scene.baseline.bytes.typical
    guard bytes >= Self.leastRatio * expected else { return nil }
    let surprise = scene.baseline.bytes.surprise(bytes)
    guard surprise >= scene.threshold else { return nil }
    return Finding(
      kind: .egressSurge,
      subject: scene.culprit(point.detail?.byteMajority, of: bytes, excess: bytes - expected),
      severity: .medium, confidence: scene.confidence(surprise), surprise: surprise,
      span: scene.span, requests: Int(point.requests),
      headline: "\(Quantity.bytes(point.bytes)) left through \(scene.place) in \(scene.spanWords);"
        + " usual is \(Quantity.bytes(expected))",
      reasons: [
        Reason(
          feature: "bytes", observed: bytes, expected: expected, contribution: surprise,
          basis: scene.basis, test: ReasonTest(.quantity, scene.baseline.bytes.parts + [bytes]))
      ], evidence: scene.evidence(point.detail?.evidence))
  }
}
