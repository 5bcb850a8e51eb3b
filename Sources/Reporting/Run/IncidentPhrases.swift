import AccessLog
import Alerting
import Detection

/// What the terminal and the HTML report say about an incident in the same words.
enum IncidentPhrases {
  /// "2026-03-02 03:04:05 to 03:05:05 UTC (1 min), 13 requests; over".
  static func when(_ incident: IncidentReport) -> String {
    let alert = incident.latest
    let span = alert.window
    let seconds = span.end.seconds &- span.start.seconds
    let length = span.end > span.start ? " (\(Figures.duration(seconds: seconds)))" : ""
    let requests = alert.requests > 0 ? ", " + Figures.count(alert.requests, "request") : ""
    return UTCTime.readable(span) + " UTC" + length + requests + (incident.isOver ? "; over" : "")
  }

  /// "yes", "no sign of it", or nothing where the question makes no sense.
  static func gotIn(_ alert: Alert) -> String? {
    if alert.gotIn { return "yes" }
    let question = alert.kinds.contains { KindCatalogue.entry(for: $0).isAttack }
    return question ? "no sign of it" : nil
  }

  /// "99 %, surprise 12.5".
  static func sure(_ alert: Alert) -> String {
    Figures.confidence(alert.confidence) + ", surprise " + Figures.value(alert.surprise)
  }

  /// The kinds besides the main one.
  static func otherKinds(_ alert: Alert) -> String? {
    let others = alert.kinds.filter { $0 != alert.kind }
    return others.isEmpty ? nil : others.map(\.rawValue).joined(separator: ", ")
  }

  /// "failedLogIns 12, expected 0.25 ± 0.5 (7 days of this endpoint)".
  static func reason(_ reason: Reason) -> String {
    let spread = reason.spread > 0 ? " ± " + Figures.value(reason.spread) : ""
    let basis = reason.basis.isEmpty ? "" : " (\(reason.basis))"
    return "\(reason.feature) \(Figures.value(reason.observed)), expected "
      + "\(Figures.value(reason.expected))\(spread)\(basis)"
  }
}
