import Scoring

/// The share of server errors (5xx) is above what this endpoint has ever shown.
///
/// In a log: `503`, `502`, `500` for a good part of the requests of a minute, for one endpoint or
/// for the whole service: a broken deploy, a dead upstream, or somebody who makes it fall over.
///
/// What looks most like it and must not ring: one error among three requests at night (small
/// numbers: a beta-binomial tail, not a percentage), an endpoint that always fails a little (its own
/// baseline), a single client whose requests are what breaks (the finding is about that client).
///
/// Numbers: the tail of a beta-binomial at the baseline's mean and concentration. The floor is five
/// errors and twice the usual share: less is for the morning.
public struct ErrorSurge: TrafficDetector {
  static let fewest: UInt32 = 5
  static let leastRatio = 2.0
  /// So large a share of failing requests is an outage.
  static let painfulShare = 0.25
  /// Errors of the other clients as surprising as this (one in fifty) mean that all suffer.
  static let othersSuffer = 1.7

  /// A detector.
  public init() {}

  /// Rings about server errors beyond floor and threshold.
  public func examine(_ point: TrafficPoint, _ scene: TrafficScene) -> Finding? {
    let errors = Int(point.serverErrors)
    let requests = Int(point.requests)
    guard let reason = Self.reason(errors: errors, of: requests, scene) else { return nil }
    let share = reason.observed
    let surprise = reason.contribution
    return Finding(
      kind: .errorSurge,
      subject: culprit(point, scene, scene.errors),
      severity: share >= Self.painfulShare ? .high : .medium,
      confidence: scene.confidence(surprise), surprise: surprise, span: scene.span,
      requests: requests,
      headline: "\(Quantity.percent(share)) of requests to \(scene.place) fail with 5xx"
        + " (\(errors) of \(requests)); usual is \(Quantity.percent(reason.expected))",
      reasons: [reason], evidence: scene.evidence(point.detail?.evidence))
  }

  /// The share of errors as a reason, beyond floor and threshold; nil below.
  static func reason(errors: Int, of requests: Int, _ scene: TrafficScene) -> Reason? {
    let expectation = scene.errors
    let expected = expectation.mean
    guard errors >= fewest, Double(errors) >= leastRatio * expected * Double(requests) else {
      return nil
    }
    let surprise = expectation.surprise(successes: errors, trials: requests)
    guard surprise >= scene.threshold else { return nil }
    return Reason(
      feature: "serverErrorShare", observed: Double(errors) / Double(max(requests, 1)),
      expected: expected, spread: expectation.spread(trials: requests), contribution: surprise,
      basis: scene.basis,
      test: ReasonTest(
        .betaBinomial, [expected, expectation.concentration, Double(errors), Double(requests)]))
  }

  /// One client is to blame if it got most of the errors and the others hardly any: who makes most of
  /// the requests gets most of the errors, without being to blame for them.
  private func culprit(
    _ point: TrafficPoint, _ scene: TrafficScene, _ expectation: RatioExpectation
  ) -> Subject {
    guard let detail = point.detail else { return scene.subject }
    let errors = Double(point.serverErrors)
    let requests = Double(point.requests)
    let blamed = scene.culprit(
      detail.errorMajority, of: errors, excess: errors - expectation.mean * requests)
    guard blamed != scene.subject else { return blamed }
    let own = (Double(detail.errorMajority.lead) + errors) / 2
    let isBusiest = detail.errorMajority.leader == detail.requestMajority.leader
    let ownRequests =
      isBusiest ? (Double(detail.requestMajority.lead) + requests) / 2 : own
    let others = expectation.surprise(
      successes: Int(errors - own), trials: max(Int(requests - ownRequests), 0))
    return others < Self.othersSuffer ? blamed : scene.subject
  }
}
