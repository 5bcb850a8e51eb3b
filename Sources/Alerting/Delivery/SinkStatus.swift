/// How one sink is doing, for the run's status and its end.
public struct SinkStatus: Sendable, Hashable {
  /// The sink's name in the configuration.
  public var name: String
  /// Alerts that wait for it.
  public var waiting = 0
  /// Alerts it has been handed since the start, also within a summary.
  public var delivered = 0
  /// Attempts that failed and were, or will be, repeated.
  public var failed = 0
  /// Alerts it refused for good; they are among the dead letters.
  public var refused = 0
  /// Alerts dropped because they were too many or too old; they are among the dead letters.
  public var dropped = 0
  /// Alerts that were not sent because of a silence.
  public var silenced = 0
  /// Follow-ups that said nothing new and were left out.
  public var leftOut = 0
  /// Why the last attempt failed; nothing after one that did not.
  public var lastError: String?
  /// True where the receiver said that it never wants to be called again: its alerts go to the dead
  /// letters until the configuration is read anew.
  public var isDisabled = false

  /// The status of a sink that has done nothing yet.
  public init(name: String) { self.name = name }

  /// Takes in what happened to an alert.
  mutating func note(_ outcome: DeliveryStage.Outcome) {
    switch outcome {
    case .delivered, .summarised:
      delivered += 1
      lastError = nil
    case .failed(let reason, _):
      failed += 1
      lastError = reason
    case .refused(let reason):
      refused += 1
      lastError = reason
    case .leftOut: leftOut += 1
    case .notNoted(let reason): lastError = reason
    }
  }
}

/// What became of an alert that was handed in.
public struct Submission: Sendable, Hashable {
  /// The sinks that will be told of it.
  public var sinks: [String]
  /// The sinks that are not told because of a silence.
  public var silenced: [String]
  /// True where all sinks have had it, or it waits for them already.
  public var isRepetition: Bool
  /// Why it could not be written to the disk: it is delivered if the process lives.
  public var problem: String?
}
