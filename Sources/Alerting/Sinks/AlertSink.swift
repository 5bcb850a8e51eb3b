/// Somewhere an alert can go.
///
/// One file for each sort of sink. A sink turns the alert into its own format (`Payloads`), hands
/// it over once and says how that went; it neither waits to try again nor remembers anything: one
/// stage before the sinks does that for all of them.
///
/// The same alert may come twice, after a restart for example: it then has the same `deliveryID`,
/// and a sink passes that on where its receiver can tell repetitions apart by it.
public protocol AlertSink: Sendable {
  /// Hands one alert over.
  /// - Returns: How it went. A sink has no other way to fail.
  func deliver(_ alert: Alert) async -> Delivery
}

/// A sink whose receiver has to hear again and again of what is not over (Alertmanager), or that has
/// to forget in time (a blocklist).
public protocol RepeatingSink: AlertSink {
  /// Seconds between two repetitions.
  var period: Double { get }

  /// Says again what is still open.
  /// - Parameter now: Seconds since the Unix epoch.
  /// - Returns: Why it failed; nothing where it did not.
  func repeatWhatIsOpen(at now: Double) async -> String?
}

/// A sink that holds a file open, which somebody else may move away (log rotation).
public protocol ReopenableSink: AlertSink {
  /// Opens the file of the same name anew.
  func reopen()
}

/// How handing an alert over went.
public enum Delivery: Sendable, Hashable {
  /// The receiver has it.
  case delivered
  /// It failed for now: trying again makes sense, not before the given number of seconds where the
  /// receiver named one.
  case tryAgain(reason: String, after: Double?)
  /// It failed and would fail again: the receiver will never take this alert.
  case refused(reason: String)
  /// Nobody listens any more and nobody will: the other end of a pipe was closed, an address is gone.
  case receiverGone
}

extension Alert {
  /// The same for the same turn of the same incident, over retries, restarts and re-runs.
  public var deliveryID: String { "\(id)-\(event.rawValue)-\(time.microseconds)" }
}
