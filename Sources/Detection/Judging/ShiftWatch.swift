import AccessLog
import Scoring
import Traffic

/// Finds small lasting shifts of the service and of its busy endpoints.
///
/// In a log: a fifth more requests, one error in thirty where one in a hundred was usual, answers
/// twice as large or twice as slow, for ten minutes or for ever: no single minute is worth an alarm. It
/// is low by itself; where a single window is surprising the detectors of surges say so.
///
/// What looks most like it and must not ring: a season that is only nearly right (the chart's
/// allowance, and how far the chart swung in the history), growth (the level follows), an attack by
/// one client (windows in which a client was found are explained, and not added up).
///
/// Numbers: `CUSUMChart`, its swing judged by `ShiftTails`. A shift has to be at least a tenth beside
/// that (``leastChange``), of durations half: less is nobody's trouble.
struct ShiftWatch: Sendable {
  private var charts: [EndpointID: ShiftCharts] = [:]

  /// A shift of less than a tenth is not told.
  static let leastChange = 0.1
  /// Nor are answers that are slower by less than half, or by less than anybody feels
  /// (``LatencySurge/leastDelay``).
  static let leastSlowness = 0.5

  /// Adds a window up, and answers what it shows. O(1).
  mutating func examine(_ point: TrafficPoint, _ scene: TrafficScene) -> Finding? {
    guard let tails = scene.baseline.shifts else { return nil }
    charts[point.endpoint, default: ShiftCharts()].learn(
      point, at: scene.span.start.seconds, by: scene.baseline, parent: scene.parent)
    guard let charts = charts[point.endpoint] else { return nil }
    var worst: (sign: ShiftSign, surprise: Double)?
    for sign in ShiftSign.allCases where Self.matters(sign, charts[sign]) {
      guard let surprise = tails.surprise(sign, charts), surprise >= scene.threshold else {
        continue
      }
      if surprise > worst?.surprise ?? 0 { worst = (sign, surprise) }
    }
    return worst.map { Self.finding($0.sign, charts[$0.sign], $0.surprise, point, scene) }
  }

  private static func matters(_ sign: ShiftSign, _ swing: ShiftCharts.Swing) -> Bool {
    guard sign == .slowerAnswers else { return abs(swing.ratio - 1) >= leastChange }
    let delay = (swing.observed - swing.expected) / Double(max(swing.windows, 1))
    return swing.ratio - 1 >= leastSlowness && delay >= LatencySurge.leastDelay
  }

  /// Begins anew with a subject, after its baseline has followed a changed level.
  mutating func forget(_ endpoint: EndpointID) { charts[endpoint] = nil }

  // MARK: - Telling

  private static func finding(
    _ sign: ShiftSign, _ swing: ShiftCharts.Swing, _ surprise: Double, _ point: TrafficPoint,
    _ scene: TrafficScene
  ) -> Finding {
    let minutes = max(1, Int(Double(swing.windows) * scene.seconds / 60))
    let percent = Quantity.count(abs(swing.ratio - 1) * 100)
    let factor = Quantity.tenths(swing.ratio)
    let span = minutes == 1 ? "a minute" : "\(minutes) minutes"
    let (kind, feature, words): (Kind, String, String) =
      switch sign {
      case .moreRequests: (.trafficSurge, "requests", "\(percent) % more requests than usual")
      case .fewerRequests: (.trafficDrop, "requests", "\(percent) % fewer requests than usual")
      case .moreErrors: (.errorSurge, "serverErrors", "\(factor) times as many 5xx as usual")
      case .largerAnswers: (.egressSurge, "bytes", "answers \(factor) times as large as usual")
      case .slowerAnswers:
        (.latencySurge, "p95", "the slowest twentieth \(factor) times as slow as usual")
      }
    var finding = Finding(
      kind: kind, subject: scene.subject, severity: .low, confidence: scene.confidence(surprise),
      surprise: surprise, span: scene.span, requests: Int(point.requests),
      headline: "\(words) of \(scene.place) for \(span), little in each but lasting",
      reasons: [
        Reason(
          feature: feature, observed: swing.observed, expected: swing.expected,
          contribution: surprise, basis: scene.basis,
          test: scene.baseline.shifts?.test(sign, swing))
      ], evidence: scene.evidence(point.detail?.evidence))
    finding.isLasting = swing.windows > 1
    return finding
  }
}

extension ShiftWatch: Snapshotting {
  /// What the charts have added up, as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.table(&charts, new: ShiftCharts())
  }
}
