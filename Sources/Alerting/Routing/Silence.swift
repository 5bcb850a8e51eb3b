import Detection

/// A stretch of time in which some alerts are not sent: maintenance, a known scan. It ends by itself.
public struct Silence: Sendable, Hashable {
  /// When it begins, in seconds since the Unix epoch; it has begun where there is none.
  public var from: Double?
  /// When it ends, in seconds since the Unix epoch. A silence without an end would be forgotten.
  public var until: Double
  /// The alerts that are not sent.
  public var match: AlertMatch
  /// The sinks that are silent, where not all are.
  public var sinks: Set<String>?

  /// A silence.
  public init(
    from: Double? = nil, until: Double, match: AlertMatch = AlertMatch(), sinks: Set<String>? = nil
  ) {
    self.from = from
    self.until = until
    self.match = match
    self.sinks = sinks
  }

  /// True where the alert is not to be sent to the sink at that time.
  func covers(_ alert: Alert, for sink: String, at now: Double) -> Bool {
    now < until && now >= (from ?? now) && sinks?.contains(sink) != false && match.passes(alert)
  }
}
