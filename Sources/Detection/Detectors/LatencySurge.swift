import Scoring

/// Answers take far longer than they used to: users wait, or somebody makes the server work.
///
/// In a log with durations: the median or the 95th percentile of a minute is a multiple of what the
/// endpoint (or the service) has shown.
///
/// What looks most like it and must not ring: a handful of slow requests (a percentile of few values
/// says nothing: ten requests are asked for), an endpoint that is always slow now and then (the spread
/// of its percentiles is learned), ten milliseconds that become thirty (nobody feels a tenth of a
/// second), a cold start after a deploy (one window: low, until a second one confirms it), one client
/// that asks for what is expensive, or to which answers crawl over a bad line (the service has nothing
/// to do with it; its endpoint is low: who waits for three quarters of all the time delays itself).
///
/// Numbers: percentiles are judged on the logarithmic scale by a robust location and spread, with the
/// tail of Student's t. The floor is twice the usual and a tenth of a second more, the limit of what
/// feels instantaneous; beyond a second the flow of thought breaks (Miller 1968; Nielsen 1993,
/// "Usability Engineering", §5.5), so there, at four times the usual, users are affected.
///
/// OWASP API4:2023 Unrestricted Resource Consumption.
public struct LatencySurge: TrafficDetector {
  static let fewest: UInt32 = 10
  static let leastRatio = 2.0
  /// Milliseconds.
  static let leastDelay = 100.0
  static let painfulRatio = 4.0
  /// Milliseconds.
  static let painfulDelay = 1000.0
  /// Windows of the endpoint's own that are asked for before it is judged.
  static let fewestWindows = 30.0
  /// Fewer clients delay themselves.
  static let fewestClients: UInt32 = 3

  /// A detector.
  public init() {}

  /// True if a window's percentiles say something.
  static func isTold(_ point: TrafficPoint) -> Bool {
    point.p50 >= 0 && point.requests >= fewest
  }

  /// True if a window could ring, without a look at the baseline.
  static func couldRing(_ point: TrafficPoint) -> Bool {
    isTold(point) && Double(point.p95) >= leastDelay
  }

  /// Rings about the percentile that is the more surprising, beyond floor and threshold.
  public func examine(_ point: TrafficPoint, _ scene: TrafficScene) -> Finding? {
    let isOnesOwn = point.clients < Self.fewestClients || point.isOnesOwn
    guard Self.couldRing(point), !(isOnesOwn && scene.subject.rung == .service) else { return nil }
    let median = judge("p50", Double(point.p50), scene.baseline.p50, scene)
    let upper = judge("p95", Double(point.p95), scene.baseline.p95, scene)
    guard let worst = [median, upper].compactMap({ $0 }).max(by: { $0.surprise < $1.surprise })
    else { return nil }
    let name = worst.feature == "p50" ? "half of the answers" : "one answer in twenty"
    let seconds = Quantity.duration(milliseconds: worst.value)
    return Finding(
      kind: .latencySurge, subject: scene.subject, severity: isOnesOwn ? .low : severity(worst),
      confidence: scene.confidence(worst.surprise), surprise: worst.surprise, span: scene.span,
      requests: Int(point.requests),
      headline: "\(name) from \(scene.place) took \(seconds) and more;"
        + " usual is \(Quantity.duration(milliseconds: worst.expected))",
      reasons: [
        Reason(
          feature: worst.feature, observed: worst.value, expected: worst.expected,
          contribution: worst.surprise, basis: scene.basis, test: worst.test)
      ], evidence: scene.evidence(point.detail?.evidence))
  }

  private struct Judgement {
    var feature: String
    var value: Double
    var expected: Double
    var surprise: Double
    var test: ReasonTest
  }

  private func judge(
    _ feature: String, _ value: Double, _ baseline: QuantityBaseline, _ scene: TrafficScene
  ) -> Judgement? {
    let expected = baseline.typical
    guard baseline.count >= Self.fewestWindows, value >= Self.leastRatio * expected,
      value - expected >= Self.leastDelay
    else { return nil }
    let surprise = baseline.surprise(value)
    guard surprise >= scene.threshold else { return nil }
    return Judgement(
      feature: feature, value: value, expected: expected, surprise: surprise,
      test: ReasonTest(.quantity, baseline.parts + [value]))
  }

  private func severity(_ worst: Judgement) -> Severity {
    let isPainful =
      worst.value >= Self.painfulRatio * worst.expected && worst.value >= Self.painfulDelay
    return isPainful ? .high : .medium
  }
}
