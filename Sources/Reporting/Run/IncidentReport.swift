import Alerting
import Detection

/// An incident as it is shown: all its alerts, the newest of which says how it stands.
public struct IncidentReport: Sendable, Hashable {
  /// The turns before the newest, in the order in which they were decided.
  public private(set) var earlier: [Alert]
  /// The newest turn.
  public private(set) var latest: Alert

  /// An incident from its first alert.
  public init(_ first: Alert) {
    earlier = []
    latest = first
  }

  /// All its turns, the oldest first.
  public var turns: [Alert] { earlier + [latest] }
  /// True where it has been resolved.
  public var isOver: Bool { latest.event == .resolved }

  /// Takes the next turn.
  public mutating func add(_ alert: Alert) {
    earlier.append(latest)
    latest = alert
  }

  /// The incidents that alerts in the order of their decision tell about, in order of their opening.
  /// - Complexity: O(*n*).
  public static func group(_ alerts: [Alert]) -> [IncidentReport] {
    var incidents: [IncidentReport] = []
    var places: [String: Int] = [:]
    for alert in alerts {
      if let place = places[alert.id] {
        incidents[place].add(alert)
      } else {
        places[alert.id] = incidents.count
        incidents.append(IncidentReport(alert))
      }
    }
    return incidents
  }

  /// The gravest first: by severity, then those that got in, then the surest, then the oldest.
  public static func gravestFirst(_ incidents: [IncidentReport]) -> [IncidentReport] {
    incidents.sorted { a, b in
      let (a, b) = (a.latest, b.latest)
      if a.severity != b.severity { return a.severity > b.severity }
      if a.gotIn != b.gotIn { return a.gotIn }
      if a.confidence != b.confidence { return a.confidence > b.confidence }
      if a.window.start != b.window.start { return a.window.start < b.window.start }
      return a.id < b.id
    }
  }
}
