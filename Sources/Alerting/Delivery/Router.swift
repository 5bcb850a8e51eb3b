import Detection

/// Which sinks hear of which alerts.
///
/// A sink hears of an alert if any of its routes lets it pass. What opened must also end: a route
/// looks at the incident and never at the turn in its life, so that a sink that was told of an
/// incident is told that it is over (a severity only rises, kinds only join).
public struct Router: Sendable, Hashable {
  /// Lets some alerts pass to one sink.
  public struct Route: Sendable, Hashable {
    /// The sink's name in the configuration.
    public var sink: String
    /// The least urgent severity that passes.
    public var minimum: Severity
    /// Kinds that pass, where not all do: an alert passes with any of its kinds.
    public var kinds: Set<Kind>?

    /// A route; the default lets everything pass.
    public init(sink: String, minimum: Severity = .low, kinds: Set<Kind>? = nil) {
      self.sink = sink
      self.minimum = minimum
      self.kinds = kinds
    }

    /// True where the alert passes.
    public func passes(_ alert: Alert) -> Bool {
      guard alert.severity >= minimum else { return false }
      return kinds.map { wanted in alert.kinds.contains(where: wanted.contains) } ?? true
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
