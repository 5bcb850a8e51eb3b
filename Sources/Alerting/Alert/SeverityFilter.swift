import Detection

/// Lets through what is at least as urgent as the user wants to hear about (`--min-severity`).
///
/// An incident's severity only ever rises, so that whoever heard of it also hears that it is over.
public struct SeverityFilter: Sendable, Hashable {
  /// The least urgent severity that passes.
  public var minimum: Severity

  /// A filter; the default lets everything pass.
  public init(minimum: Severity = .low) { self.minimum = minimum }

  /// True where the turn of an incident is to be said.
  public func passes(_ event: IncidentEvent) -> Bool { event.incident.severity >= minimum }

  /// True where the alert is to be said.
  public func passes(_ alert: Alert) -> Bool { alert.severity >= minimum }
}
