import Alerting
import Detection
import Reporting

/// The incidents of a run for its report: the shown ones with all their alerts, up to `capacity`; of
/// the others how many there were.
struct IncidentList {
  /// The most incidents in a report: more than anybody reads, few enough for memory and a browser.
  static let capacity = 5000

  private var alerts: [Alert] = []
  private var shown: Set<String> = []
  private var below: Set<String> = []
  private var unlisted = 0

  /// Notes an alert; false if it is too mild to be told.
  mutating func take(_ alert: Alert, minimum: Severity) -> Bool {
    guard alert.severity >= minimum else {
      if below.count < Self.capacity { below.insert(alert.id) }
      return false
    }
    if shown.count < Self.capacity { shown.insert(alert.id) }
    if shown.contains(alert.id) {
      alerts.append(alert)
    } else if alert.event == .opened {
      unlisted += 1
    }
    return true
  }

  /// The incidents with their alerts.
  var reports: [IncidentReport] { IncidentReport.group(alerts) }
  /// How many are below the severity asked for.
  var hidden: Int { below.subtracting(shown).count }
  /// What the reader of the report should know.
  var notes: [String] {
    guard unlisted > 0 else { return [] }
    return [
      "\(unlisted) further incidents are not listed here, only the first \(Self.capacity):"
        + " --alerts FILE writes them all."
    ]
  }
}
