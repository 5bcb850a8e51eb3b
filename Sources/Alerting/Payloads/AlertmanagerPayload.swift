import AccessLog
import Detection

/// Alerts for Prometheus Alertmanager's API v2.
///
/// There labels are identity, and routing looks at nothing else, so that the severity has to be one:
/// an incident that escalates is a new alert for Alertmanager, and the ones of its lower severities
/// are ended in the same call. Numbers and sentences are annotations. Alertmanager forgets an alert
/// that is not sent again, so whoever sends repeats this while the incident is open.
public enum AlertmanagerPayload {
  /// The path behind the service's address.
  public static let path = "/api/v2/alerts"

  /// The body to POST: an array.
  public static func make(_ alert: Alert) -> [UInt8] { make([alert]) }

  /// The body to POST for several alerts.
  public static func make(_ alerts: [Alert]) -> [UInt8] {
    var json = JSONBytes()
    json.array { json in for alert in alerts { write(alert, to: &json) } }
    return json.bytes
  }

  private static func write(_ alert: Alert, to json: inout JSONBytes) {
    let isOver = alert.event == .resolved
    write(alert, alert.severity, end: isOver ? alert.time : nil, to: &json)
    for lower in Severity.allCases where lower < alert.severity && alert.event != .opened {
      write(alert, lower, end: alert.time, to: &json)
    }
  }

  private static func write(
    _ alert: Alert, _ severity: Severity, end: Timestamp?, to json: inout JSONBytes
  ) {
    json.object { json in
      json.field(
        "labels",
        object: {
          $0.field("alertname", "TocsinIncident")
          $0.field("incident", alert.id)
          $0.field("severity", severity.name)
          $0.field("subject", alert.subject.value)
          $0.field("subject_type", alert.subject.rung.rawValue)
        })
      json.field(
        "annotations",
        object: {
          $0.field("summary", alert.title)
          $0.field("description", alert.advice)
          $0.field("kind", alert.kind.rawValue)
          $0.field("got_in", alert.gotIn ? "yes" : "no")
          $0.field("confidence", Figures.confidence(alert.confidence))
          $0.field("surprise", Figures.value(alert.surprise))
        })
      if let start = UTCTime.rfc3339(alert.window.start) { json.field("startsAt", start) }
      // The end may not lie before the start.
      if let end, let text = UTCTime.rfc3339(max(end, alert.window.start)) {
        json.field("endsAt", text)
      }
    }
  }
}
