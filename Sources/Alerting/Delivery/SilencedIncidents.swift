import Detection

/// Incidents whose beginning a silence kept from a sink: their end is no news there either.
struct SilencedIncidents: Sendable {
  /// Incidents remembered for each sink; more are forgotten, and their ends are told.
  private static let mostRemembered = 4096

  private var ids: [String: Set<String>] = [:]

  /// Moves the sinks that need not hear of an end from those that are told to the silent ones.
  mutating func apply(_ alert: Alert, _ decision: inout (send: [String], silenced: [String])) {
    for name in decision.silenced where (ids[name]?.count ?? 0) < SilencedIncidents.mostRemembered {
      ids[name, default: []].insert(alert.id)
    }
    for name in decision.send where ids[name]?.contains(alert.id) == true {
      // "Worse now" is told once the silence is over, and the end as well from then on.
      ids[name]?.remove(alert.id)
      guard alert.event == .resolved else { continue }
      decision.send.removeAll { $0 == name }
      decision.silenced.append(name)
    }
  }
}
