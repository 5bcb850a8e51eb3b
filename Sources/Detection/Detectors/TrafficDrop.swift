import Scoring

/// Far fewer requests than this hour of this weekday has led to expect: an outage in front of the
/// server, a gateway that is bypassed, a feature that nobody can reach any more.
///
/// In a log: nothing, for a quarter of an hour, where there used to be hundreds of lines; or one
/// endpoint that falls silent while the others go on.
///
/// What looks most like it and must not ring: the night and the weekend (the season knows them; a
/// weekday never seen before is not judged), an endpoint that is seldom used (the tail of a negative
/// binomial at a small mean is never rare), the end of the log and a day for which no file was given
/// (`BlockClock`), a holiday (endpoints are judged by what the service has left), a monitor that is
/// switched off for an hour (an endpoint of one or two clients: low).
///
/// Numbers: the lower tail of a negative binomial at the mean and dispersion of blocks of a quarter
/// of an hour, measured on such blocks, so that how rates waver over minutes is in it. The floor is
/// less than a third of what is expected: a third is more than any campaign's end takes away. Low
/// first, because a restart takes minutes; where the next block is as empty users are affected.
public struct TrafficDrop: Sendable {
  static let mostRatio = 1.0 / 3
  /// Less than this is as good as nothing: the service is down.
  static let downRatio = 0.05
  /// So few clients in an hour are programs of somebody's, not the public.
  static let fewClients = 3.0

  /// A detector.
  public init() {}

  /// What it may know beside the count.
  struct Scene {
    var span: TimeSpan
    var subject: Subject
    var baseline: SeasonalBaseline
    var prior: SeasonalPrior
    /// What of the expectation the whole service has left, 0…1.
    var scale: Double
    var threshold: Double
    /// Blocks before this one that were too low.
    var blocksBefore: Int
    /// The subject's usual clients in an hour.
    var clients: Double
    var history: String
  }

  /// Rings about a count below floor and threshold.
  func examine(_ count: Int, _ scene: Scene) -> Finding? {
    guard scene.baseline.hasSeen(scene.span.start.seconds),
      var expected = scene.baseline.expectation(at: scene.span.start.seconds, prior: scene.prior)
    else { return nil }
    expected.mean *= scene.scale
    guard Double(count) < Self.mostRatio * expected.mean else { return nil }
    let surprise = expected.surprise(count, side: .lower)
    guard surprise >= scene.threshold else { return nil }
    let place = scene.subject.rung == .service ? "the service" : scene.subject.value
    return Finding(
      kind: .trafficDrop, subject: scene.subject,
      severity: severity(Double(count) / expected.mean, scene),
      confidence: Confidence.of(surprise, threshold: scene.threshold), surprise: surprise,
      span: scene.span, requests: count,
      headline: "\(count) requests to \(place) in a quarter of an hour;"
        + " usual is \(Quantity.count(expected.mean))",
      reasons: [
        Reason(
          feature: "requests", observed: Double(count), expected: expected.mean,
          spread: expected.spread, contribution: surprise, basis: scene.history,
          test: ReasonTest(
            .negativeBinomialBelow, [expected.mean, expected.dispersion, Double(count)]))
      ], evidence: [])
  }

  private func severity(_ ratio: Double, _ scene: Scene) -> Severity {
    guard scene.blocksBefore > 0, scene.clients > Self.fewClients else { return .low }
    guard scene.subject.rung == .service else { return .medium }
    return ratio < Self.downRatio ? .high : .medium
  }
}
