/// Takes alerts from the outbox to one sink, in order, until the sink has them: the one place where
/// deliveries are tried again.
///
/// One for each sink, each in a task of its own, so that a dead receiver holds up nobody else. An
/// alert that cannot be delivered holds up the later ones of its own sink: the receiver is down, and
/// "resolved" must not come before "opened". One that the receiver refuses is put aside and said.
public struct DeliveryStage: Sendable {
  /// What happened to an alert, for logs and counters.
  public enum Outcome: Sendable, Hashable {
    case delivered
    /// Seconds until the next attempt.
    case failed(reason: String, wait: Double)
    case refused(reason: String)
    /// The receiver has it, or refused it, but the outbox could not be written.
    case notNoted(reason: String)
  }

  /// Why a stage came to its end.
  public enum End: Sendable, Hashable {
    /// Nothing waits any more.
    case empty
    /// The task was cancelled, while alerts may still wait.
    case cancelled
    /// Nobody listens any more.
    case receiverGone
  }

  /// Where the time goes and chance comes from: a test brings its own.
  public struct Surroundings: Sendable {
    /// Waits so many seconds; throws where the task was cancelled meanwhile.
    public var sleep: @Sendable (Double) async throws -> Void
    /// A number drawn evenly from 0..<1.
    public var chance: @Sendable () -> Double

    /// Surroundings; the default is the system's.
    public init(
      sleep: @escaping @Sendable (Double) async throws -> Void = {
        try await Task.sleep(for: .seconds($0))
      },
      chance: @escaping @Sendable () -> Double = { .random(in: 0..<1) }
    ) {
      self.sleep = sleep
      self.chance = chance
    }
  }

  private let name: String
  private let sink: any AlertSink
  private let outbox: Outbox
  private let schedule: RetrySchedule
  private let surroundings: Surroundings
  private let report: @Sendable (Alert, Outcome) -> Void

  /// A stage.
  /// - Parameters:
  ///   - name: The sink's name in the configuration and the outbox.
  ///   - report: Hears of every attempt.
  public init(
    name: String, sink: any AlertSink, outbox: Outbox, schedule: RetrySchedule = RetrySchedule(),
    surroundings: Surroundings = Surroundings(),
    report: @escaping @Sendable (Alert, Outcome) -> Void = { _, _ in }
  ) {
    self.name = name
    self.sink = sink
    self.outbox = outbox
    self.schedule = schedule
    self.surroundings = surroundings
    self.report = report
  }

  /// Delivers whatever comes until the task is cancelled or the receiver is gone.
  public func run() async -> End {
    for await _ in outbox.arrivals(for: name) {
      let end = await drain()
      if end != .empty { return end }
    }
    return .cancelled
  }

  /// Delivers what waits.
  public func drain() async -> End {
    var failures = 0
    while let alert = outbox.next(for: name) {
      if Task.isCancelled { return .cancelled }
      switch await sink.deliver(alert) {
      case .delivered:
        failures = 0
        settle(alert, .delivered)
      case .refused(let reason):
        failures = 0
        settle(alert, .refused(reason: reason))
      case .receiverGone:
        return .receiverGone
      case .tryAgain(let reason, let asked):
        failures += 1
        let wait = schedule.wait(failures: failures, asked: asked, chance: surroundings.chance())
        report(alert, .failed(reason: reason, wait: wait))
        guard (try? await surroundings.sleep(wait)) != nil else { return .cancelled }
      }
    }
    return .empty
  }

  private func settle(_ alert: Alert, _ outcome: Outcome) {
    report(alert, outcome)
    do throws(Outbox.Failure) {
      try outbox.settle(alert, with: name)
    } catch {
      report(alert, .notNoted(reason: error.description))
    }
  }
}
