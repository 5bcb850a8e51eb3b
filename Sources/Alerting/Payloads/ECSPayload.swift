import Detection

/// An alert as a document of the Elastic Common Schema, version 8.11.
public enum ECSPayload {
  /// The schema's version.
  public static let version = "8.11.0"

  /// The document, without a line break.
  public static func make(_ alert: Alert) -> [UInt8] {
    var json = JSONBytes()
    json.object { json in
      json.field("@timestamp", UTCTime.rfc3339(alert.time))
      json.field("ecs", object: { $0.field("version", version) })
      json.field("message", alert.title)
      json.field("tags", ["tocsin"] + alert.owasp)
      json.field("event", object: { event(alert, &$0) })
      json.field(
        "rule",
        object: {
          $0.field("id", alert.kind.rawValue)
          $0.field("name", KindCatalogue.entry(for: alert.kind).name)
          $0.field("category", alert.kinds.map(\.rawValue).joined(separator: ","))
        })
      if !alert.attack.isEmpty { json.field("threat", object: { threat(alert, &$0) }) }
      subject(alert.subject, &json)
      json.field(
        "labels",
        object: {
          $0.field("incident", alert.id)
          $0.field("subject_type", alert.subject.rung.rawValue)
          $0.field("subject", alert.subject.value)
          $0.field("got_in", alert.gotIn)
          $0.field("advice", alert.advice)
        })
    }
    return json.bytes
  }

  private static func event(_ alert: Alert, _ json: inout JSONBytes) {
    json.field("kind", "alert")
    json.field("category", ["intrusion_detection", "web"])
    json.field("type", ["info"])
    json.field("provider", "tocsin")
    json.field("action", alert.event.rawValue)
    json.field("id", alert.deliveryID)
    json.field("severity", risk(alert.severity))
    json.field("risk_score", risk(alert.severity))
    json.field("start", UTCTime.rfc3339(alert.window.start))
    json.field("end", UTCTime.rfc3339(alert.window.end))
    json.field("reason", alert.headline)
    if let line = alert.evidence.first { json.field("original", line.text) }
  }

  /// Techniques and sub-techniques stand in fields of their own.
  private static func threat(_ alert: Alert, _ json: inout JSONBytes) {
    var techniques: [String] = []
    for id in alert.attack.map({ String($0.prefix { $0 != "." }) }) where !techniques.contains(id) {
      techniques.append(id)
    }
    let finer = alert.attack.filter { $0.contains(".") }
    json.field("framework", "MITRE ATT&CK")
    json.field(
      "technique",
      object: { json in
        json.field("id", techniques)
        if !finer.isEmpty { json.field("subtechnique", object: { $0.field("id", finer) }) }
      })
  }

  private static func subject(_ subject: Subject, _ json: inout JSONBytes) {
    switch subject.rung {
    case .client:
      json.field("source", object: { $0.field("ip", subject.value) })
      json.field("related", object: { $0.field("ip", [subject.value]) })
    case .user:
      json.field("user", object: { $0.field("name", subject.value) })
      json.field("related", object: { $0.field("user", [subject.value]) })
    case .endpoint:
      let parts = subject.value.split(separator: " ", maxSplits: 1)
      guard parts.count == 2 else { return }
      json.field(
        "http",
        object: {
          $0.field("request", object: { $0.field("method", String(parts[0])) })
        })
      json.field("url", object: { $0.field("path", String(parts[1])) })
    case .network, .service, .source: break
    }
  }

  /// Elastic's own risk scores for its four severities of detection rules.
  private static func risk(_ severity: Severity) -> Int {
    switch severity {
    case .low: 21
    case .medium: 47
    case .high: 73
    case .critical: 99
    }
  }
}
