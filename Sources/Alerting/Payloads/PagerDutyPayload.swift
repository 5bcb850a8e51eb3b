import Detection

/// An event for PagerDuty's Events API v2: `trigger` when an incident opens or escalates, `resolve`
/// when it is over, under one `dedup_key`.
public enum PagerDutyPayload {
  /// The path behind the service's address.
  public static let path = "/v2/enqueue"

  /// The body to POST.
  /// - Parameter routingKey: The integration's key. A secret.
  public static func make(_ alert: Alert, routingKey: String) -> [UInt8] {
    var json = JSONBytes()
    json.object { json in
      json.field("routing_key", routingKey)
      json.field("event_action", alert.event == .resolved ? "resolve" : "trigger")
      // At most 255 characters; an id of ours has 16.
      json.field("dedup_key", TextLimit.utf8("tocsin-" + alert.id, 255))
      guard alert.event != .resolved else { return }
      json.field("client", "Tocsin")
      json.field("payload", object: { write(alert, to: &$0) })
    }
    return json.bytes
  }

  private static func write(_ alert: Alert, to json: inout JSONBytes) {
    json.field("summary", TextLimit.utf16(alert.title, 1024))
    json.field("source", alert.subject.phrase)
    json.field("severity", severity(alert.severity))
    if let time = UTCTime.rfc3339(alert.time) { json.field("timestamp", time) }
    if alert.subject.rung == .endpoint { json.field("component", alert.subject.value) }
    json.field("group", alert.subject.rung.rawValue)
    json.field("class", alert.kind.rawValue)
    json.key("custom_details")
    alert.write(to: &json)
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .critical: "critical"
    case .high: "error"
    case .medium: "warning"
    case .low: "info"
    }
  }
}
