import Scoring

/// More requests than this hour of this weekday has ever led to expect: a flood, a runaway client, a
/// campaign.
///
/// In a log: the lines of a minute are a multiple of what the baseline says, for the service or for
/// one endpoint.
///
/// What looks most like it and must not ring: the morning's rise (the season knows it), the noise of
/// small counts (a negative binomial tail, not a normal curve), growth over weeks (the level
/// follows), the service's rare busy minutes (the dispersion is learned from them).
///
/// Numbers: the tail of a negative binomial at the baseline's mean and dispersion. The floor is
/// thirty requests and half as much again as expected: less is nobody's trouble. Where one client
/// made most of the excess the finding is about that client, a `request-flood`, from ten requests a
/// second on, which is beyond any page or application that a person uses. Below that a wall screen or
/// a synchronisation is busy, and what a client does wrong at such a rate has other names.
///
/// OWASP API4:2023 Unrestricted Resource Consumption; ATT&CK T1498, T1499.
public struct TrafficSurge: TrafficDetector {
  static let fewest: UInt32 = 30
  static let leastRatio = 1.5
  /// Requests a second beyond any page or application that a person uses.
  static let floodRate = 10.0

  /// A detector.
  public init() {}

  /// Rings about requests beyond floor and threshold.
  public func examine(_ point: TrafficPoint, _ scene: TrafficScene) -> Finding? {
    guard point.requests >= Self.fewest, let expected = scene.requests else { return nil }
    let count = Int(point.requests)
    guard Double(count) >= Self.leastRatio * expected.mean else { return nil }
    let surprise = expected.surprise(count)
    guard surprise >= scene.threshold else { return nil }
    let ratio = Double(count) / max(expected.mean, 1)
    let subject = scene.culprit(
      point.detail?.requestMajority, of: Double(count), excess: Double(count) - expected.mean)
    let isOneClient = subject != scene.subject
    if isOneClient, !isFlood(point, scene) { return nil }
    return Finding(
      kind: isOneClient ? .requestFlood : .trafficSurge, subject: subject,
      severity: isOneClient || ratio >= 3 ? .high : .medium,
      confidence: scene.confidence(surprise),
      surprise: surprise, span: scene.span, requests: count,
      headline:
        "\(count) requests in \(scene.spanWords) to \(scene.place) from \(point.clients) clients,"
        + " \(Quantity.tenths(ratio)) times the usual \(Quantity.count(expected.mean))",
      reasons: [
        Reason(
          feature: "requests", observed: Double(count), expected: expected.mean,
          spread: expected.spread, contribution: surprise, basis: scene.basis,
          test: ReasonTest(.negativeBinomial, [expected.mean, expected.dispersion, Double(count)]))
      ], evidence: scene.evidence(point.detail?.evidence))
  }

  private func isFlood(_ point: TrafficPoint, _ scene: TrafficScene) -> Bool {
    Double(point.requests) >= Self.floodRate * scene.seconds
  }
}
