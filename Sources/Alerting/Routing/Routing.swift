/// Who hears of what, and when: routes, silences and quiet hours together.
public struct Routing: Sendable, Hashable {
  /// Which sinks hear of which alerts.
  public var router: Router
  /// What is not sent.
  public var silences: [Silence]
  /// What waits.
  public var quietHours: [QuietHours]

  /// A routing.
  public init(_ router: Router, silences: [Silence] = [], quietHours: [QuietHours] = []) {
    self.router = router
    self.silences = silences
    self.quietHours = quietHours
  }

  /// A routing that sends everything to all of these sinks.
  public init(everythingTo sinks: [String]) {
    self.init(Router(sinks.map { Router.Route(sink: $0) }))
  }

  /// The sinks that hear of an alert, and those that would have but for a silence.
  /// - Parameter now: Seconds since the Unix epoch.
  public func decide(_ alert: Alert, at now: Double) -> (send: [String], silenced: [String]) {
    let names = router.sinks(for: alert)
    let silenced = names.filter { name in
      silences.contains { $0.covers(alert, for: name, at: now) }
    }
    return (names.filter { !silenced.contains($0) }, silenced)
  }

  /// True where the alert has to wait for the end of quiet hours.
  public func hold(_ alert: Alert, for sink: String, at now: Double) -> Bool {
    quietHours.contains { $0.hold(alert, for: sink, at: now) }
  }
}
