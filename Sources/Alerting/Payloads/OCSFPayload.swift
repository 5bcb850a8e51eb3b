import AccessLog
import Detection

/// An alert as a Detection Finding (class 2004) of the Open Cybersecurity Schema Framework, version
/// 1.7.0, which is the first place to look at when a field is in doubt (schema.ocsf.io/1.7.0).
public enum OCSFPayload {
  /// The schema's version.
  public static let version = "1.7.0"

  /// The event, without a line break.
  /// - Parameter productVersion: This program's version.
  public static func make(_ alert: Alert, productVersion: String) -> [UInt8] {
    var json = JSONBytes()
    json.object { json in
      let activity = activity(alert.event)
      json.field("activity_id", activity)
      json.field("category_uid", 2)
      json.field("class_uid", 2004)
      json.field("type_uid", 200_400 + activity)
      json.field("severity_id", severity(alert.severity))
      json.field("status_id", alert.event == .resolved ? 4 : 1)
      json.field("is_alert", alert.event != .resolved)
      moment("time", alert.time, &json)
      moment("start_time", alert.window.start, &json)
      moment("end_time", alert.window.end, &json)
      json.field("message", alert.title)
      json.field("count", alert.requests)
      confidence(alert.confidence, &json)
      json.field("metadata", object: { metadata(productVersion, &$0) })
      json.field("finding_info", object: { finding(alert, &$0) })
      json.field("remediation", object: { $0.field("desc", alert.advice) })
      json.field("evidences", array: { evidence(alert, &$0) })
      if !alert.reasons.isEmpty {
        json.field("anomaly_analyses", array: { json in json.object { analysis(alert, &$0) } })
      }
    }
    return json.bytes
  }

  private static func metadata(_ productVersion: String, _ json: inout JSONBytes) {
    json.field("version", version)
    json.field(
      "product",
      object: {
        $0.field("name", "Tocsin")
        $0.field("vendor_name", "Tocsin")
        $0.field("version", productVersion)
      })
  }

  private static func finding(_ alert: Alert, _ json: inout JSONBytes) {
    json.field("uid", alert.id)
    json.field("title", alert.title)
    json.field("desc", alert.headline)
    json.field("types", alert.kinds.map(\.rawValue) + alert.owasp)
    json.field(
      "analytic",
      object: {
        $0.field("type_id", 2)  // behavioural
        $0.field("name", KindCatalogue.entry(for: alert.kind).name)
        $0.field("uid", alert.kind.rawValue)
      })
    json.field(
      "attacks",
      array: { json in
        for id in alert.attack {
          json.object { json in
            json.field("technique", object: { $0.field("uid", String(id.prefix { $0 != "." })) })
            if id.contains(".") { json.field("sub_technique", object: { $0.field("uid", id) }) }
          }
        }
      })
  }

  /// Evidence lines, each with the client where the alert is about one.
  private static func evidence(_ alert: Alert, _ json: inout JSONBytes) {
    for line in alert.evidence {
      json.object { json in
        if alert.subject.rung == .client {
          json.field("src_endpoint", object: { $0.field("ip", alert.subject.value) })
        }
        if alert.subject.rung == .user {
          json.field("user", object: { $0.field("name", alert.subject.value) })
        }
        json.field(
          "data",
          object: {
            $0.field("file", line.file)
            $0.field("line", line.line)
            $0.field("offset", line.offset)
            $0.field("text", line.text)
          })
      }
    }
  }

  /// The reasons: what was observed against the baseline.
  private static func analysis(_ alert: Alert, _ json: inout JSONBytes) {
    json.field(
      "analysis_targets",
      array: { json in
        json.object {
          $0.field("name", alert.subject.value)
          $0.field("type", alert.subject.rung.rawValue)
        }
      })
    json.field(
      "anomalies",
      array: { json in
        for reason in alert.reasons { observation(reason, reason.observed, &json) }
      })
    json.field(
      "baselines",
      array: { json in
        for reason in alert.reasons { observation(reason, reason.expected, &json) }
      })
  }

  /// A value is a string in OCSF.
  private static func observation(_ reason: Reason, _ value: Double, _ json: inout JSONBytes) {
    json.object { json in
      json.field("observation_parameter", reason.feature)
      json.field(
        "observations",
        array: { json in
          json.object { $0.field("value", Figures.value(value)) }
        })
      if !reason.basis.isEmpty { json.field("observation_type", reason.basis) }
    }
  }

  private static func confidence(_ value: Double, _ json: inout JSONBytes) {
    guard value.isFinite else { return }
    json.field("confidence_score", Int(min(max(value, 0), 1) * 100))
    json.field("confidence_id", value < 0.5 ? 1 : value < 0.9 ? 2 : 3)
  }

  /// Milliseconds since the epoch; nothing for a time that the log does not have.
  private static func moment(_ name: String, _ time: Timestamp, _ json: inout JSONBytes) {
    if !time.isAbsent { json.field(name, UTCTime.milliseconds(time)) }
  }

  private static func activity(_ event: Incident.Event) -> Int {
    switch event {
    case .opened: 1
    case .escalated: 2
    case .resolved: 3
    }
  }

  private static func severity(_ severity: Severity) -> Int {
    switch severity {
    case .low: 2
    case .medium: 3
    case .high: 4
    case .critical: 5
    }
  }
}
