import AccessLog
import Alerting

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
}
