import Scoring
import Traffic

/// An endpoint's hour that resembles neither its past nor what the others' hours do, in no single
/// number but in all together.
///
/// In a log: whatever no detector has a name for: an endpoint that answers others, more, with another
/// mixture of errors than it used to.
///
/// What looks most like it and must not ring: the night (every endpoint strays then, so the forest
/// has seen it), a busy hour (its requests stray, its shares do not), an endpoint that is seldom used
/// (fifty requests in the hour, and a day of such hours), a new endpoint (nothing is usual yet).
///
/// Numbers: an isolation forest (Liu, Ting & Zhou 2008) over the distances of `EndpointFeatures` from
/// the endpoint's own medians, trained on the history's hours; its score's tail is continued by peaks
/// over threshold. It is low by itself: it says "strange", not "attack".
public struct EndpointOutlier: HourDetector {
  /// A detector.
  public init() {}

  /// Rings about scores beyond the threshold.
  public func examine(_ hours: [EndpointHour], _ scene: inout HourScene) -> [Finding] {
    guard let outliers = scene.outliers else { return [] }
    return hours.compactMap { hour in
      let name = scene.directory.endpoint(hour.endpoint)
      guard let row = outliers.distances(hour, of: name),
        let score = try? outliers.forest.score(row)
      else { return nil }
      let surprise = outliers.forest.surprise(score: score)
      guard surprise >= scene.outlierThreshold,
        let attribution = try? outliers.forest.attribution(row)
      else { return nil }
      let reasons = reasons(hour, row, attribution, surprise, outliers.count)
      let features = reasons.prefix(2).map(\.feature).joined(separator: " and ")
      return Finding(
        kind: .endpointOutlier, subject: Subject(.endpoint, name), severity: .low,
        confidence: 0.5, surprise: surprise, span: scene.span, requests: Int(hour.requests),
        headline: "an hour unlike any other of \(name), most of all in \(features)",
        reasons: reasons, evidence: scene.evidence(hour.errorLines))
    }
  }

  private func reasons(
    _ hour: EndpointHour, _ row: [Double], _ attribution: IsolationForest.Attribution,
    _ surprise: Double, _ count: Int
  ) -> [Reason] {
    let excess = attribution.score - attribution.usual
    let scale = excess > 0 ? surprise / excess : 0
    let values = EndpointFeatures.values(hour)
    let all = EndpointFeatures.names.indices.map { place in
      Reason(
        feature: EndpointFeatures.names[place], observed: values[place],
        expected: values[place] - row[place],
        contribution: attribution.contributions[place] * scale,
        basis: "isolation forest over \(count) hours of this service's endpoints")
    }
    return Array(all.sorted { $0.contribution > $1.contribution }.prefix(5))
  }
}
