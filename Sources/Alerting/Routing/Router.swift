import Detection

/// Which sinks hear of which alerts.
///
/// A sink hears of an alert if any of its routes lets it pass. What opened must also end: apart from
/// `events` a route looks at the incident and never at the turn in its life, so that a sink that was
/// told of an incident is told that it is over (a severity only rises, kinds only join).
public struct Router: Sendable, Hashable {
  /// Lets some alerts pass to one sink.
  public struct Route: Sendable, Hashable {
    /// The sink's name in the configuration.
    public var sink: String
    /// The alerts that pass.
    public var match: AlertMatch
    /// Turns in an incident's life that pass, where not all do: a chat may want only what opened.
    public var events: Set<Incident.Event>?

    /// A route; the default lets everything pass.
    public init(
      sink: String, minimum: Severity = .low, kinds: Set<Kind>? = nil,
      subjects: [SubjectPattern]? = nil, events: Set<Incident.Event>? = nil
    ) {
      self.init(
        sink: sink, match: AlertMatch(minimum: minimum, kinds: kinds, subjects: subjects),
        events: events)
    }

    /// A route for the alerts that are meant.
    public init(sink: String, match: AlertMatch, events: Set<Incident.Event>? = nil) {
      self.sink = sink
      self.match = match
      self.events = events
    }

    /// True where the alert passes.
    public func passes(_ alert: Alert) -> Bool {
      events?.contains(alert.event) != false && match.passes(alert)
    }
  }

  /// The routes, in the order of the configuration.
  public var routes: [Route]

  /// A router with these routes.
  public init(_ routes: [Route]) { self.routes = routes }

  /// The names of the sinks that hear of an alert, each once, in the order of the routes.
  public func sinks(for alert: Alert) -> [String] {
    var names: [String] = []
    for route in routes where route.passes(alert) && !names.contains(route.sink) {
      names.append(route.sink)
    }
    return names
  }
}
