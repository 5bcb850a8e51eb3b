import Scoring
import Traffic

/// A client whose hour is unlike any other client's hour, in no single number but in all together.
///
/// In a log: whatever no detector has a name for: a bot with a strange mixture of methods, errors and
/// paths, a stolen key used by somebody with other habits.
///
/// What looks most like it and must not ring: the largest customer (its habit, day after day), a
/// health monitor (many requests of one kind: the forest has seen it every hour), a client with few
/// requests (shares of nothing).
///
/// Numbers: an isolation forest (Liu, Ting & Zhou 2008) over `PrincipalFeatures`, trained on a sample
/// of the history's hours; its score's tail is continued by peaks over threshold. It is low by
/// itself: it says "strange", not "attack". Which features made it strange is taken from the paths
/// through the trees.
///
/// OWASP API6:2023 Unrestricted Access to Sensitive Business Flows.
public struct ClientOutlier: PrincipalDetector {
  /// A detector.
  public init() {}

  /// Rings about scores beyond the threshold.
  public func examine(_ suspect: Suspect, _ scene: Scene) -> Finding? {
    let aggregate = suspect.aggregate
    guard scene.level == OutlierModel.level, !scene.isRunning, let outliers = scene.outliers,
      aggregate.requests >= OutlierModel.fewestRequests, !aggregate.key.isUser,
      scene.habits.habit(aggregate.key, level: scene.level) == nil
    else { return nil }
    let row = PrincipalFeatures.values(aggregate)
    guard let score = try? outliers.forest.score(row) else { return nil }
    let surprise = outliers.forest.surprise(score: score)
    guard surprise >= scene.outlierThreshold,
      let attribution = try? outliers.forest.attribution(row)
    else { return nil }
    let reasons = reasons(row, attribution, surprise, hours: outliers.count)
    let features = reasons.prefix(2).map(\.feature).joined(separator: " and ")
    return Finding(
      kind: .clientOutlier, subject: scene.directory.subject(aggregate.key), severity: .low,
      confidence: 0.5, surprise: surprise, span: scene.span, requests: Int(aggregate.requests),
      headline: "unlike any other client's hour, most of all in \(features)", reasons: reasons,
      evidence: scene.evidence(suspect.evidence))
  }

  private func reasons(
    _ row: [Double], _ attribution: IsolationForest.Attribution, _ surprise: Double, hours: Int
  ) -> [Reason] {
    let excess = attribution.score - attribution.usual
    let scale = excess > 0 ? surprise / excess : 0
    let all = zip(PrincipalFeatures.names, zip(row, attribution.contributions)).map {
      Reason(
        feature: $0, observed: $1.0, expected: 0, contribution: $1.1 * scale,
        basis: "isolation forest over \(hours) hours of this service's clients")
    }
    return Array(all.sorted { $0.contribution > $1.contribution }.prefix(5))
  }
}
