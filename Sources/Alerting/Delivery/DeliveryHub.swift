import Detection
import Synchronization

/// From a decided alert to all of its sinks: routing, the outbox, and a worker for each sink.
///
/// Handing an alert in writes it to the disk and returns; it never waits for a receiver. Whatever
/// happens to the process after that, each of the alert's sinks gets it at least once, under the same
/// id, in the order of its incident.
public final class DeliveryHub: Sendable {
  /// A sink and how it is to be told.
  public struct Sink: Sendable {
    /// Its name in the configuration: the outbox knows it by that.
    public var name: String
    /// The sink.
    public var sink: any AlertSink
    /// How fast it is told.
    public var policy: DeliveryPolicy

    /// A sink.
    public init(_ name: String, _ sink: any AlertSink, policy: DeliveryPolicy = DeliveryPolicy()) {
      self.name = name
      self.sink = sink
      self.policy = policy
    }
  }

  /// Bounds of what waits.
  public struct Bounds: Sendable, Hashable {
    /// Seconds that an alert may wait for a sink: after a long weekend it is history, and stands
    /// among the dead letters.
    public var longestWait: Double
    /// Seconds between two looks at what has waited too long, was held, or was asked to be retried.
    public var upkeep: Double

    /// Bounds; the default keeps alerts for three days.
    public init(longestWait: Double = 3 * 86_400, upkeep: Double = 15) {
      self.longestWait = longestWait
      self.upkeep = upkeep
    }
  }

  private struct State {
    var sinks: [Sink] = []
    var routing = Routing(Router([]))
    var status: [String: SinkStatus] = [:]
    /// Incidents that a silence kept from a sink, so that their end is kept from it too.
    var silenced = SilencedIncidents()
    var tasks: [Task<Void, Never>] = []
    var isStopped = false
  }

  private let outbox: Outbox
  private let clock: DeliveryClock
  private let schedule: RetrySchedule
  private let bounds: Bounds
  private let report: @Sendable (String, Alert, DeliveryStage.Outcome) -> Void
  private let state: Mutex<State>

  /// A hub; its workers begin at once with what the outbox holds.
  /// - Parameter report: Hears of every attempt, by the sink's name, on the workers' threads.
  public init(
    sinks: [Sink], routing: Routing, outbox: Outbox, clock: DeliveryClock = DeliveryClock(),
    schedule: RetrySchedule = RetrySchedule(), bounds: Bounds = Bounds(),
    report: @escaping @Sendable (String, Alert, DeliveryStage.Outcome) -> Void = { _, _, _ in }
  ) {
    self.outbox = outbox
    self.clock = clock
    self.schedule = schedule
    self.bounds = bounds
    self.report = report
    state = Mutex(State())
    reload(sinks: sinks, routing: routing)
  }

  deinit {
    state.withLock { for task in $0.tasks { task.cancel() } }
  }

  // MARK: - Handing in

  /// Takes an alert in for its sinks. It is on the disk when this returns.
  @discardableResult
  public func submit(_ alert: Alert) -> Submission {
    let now = clock.now()
    let decision = state.withLock { state in
      var decision = state.routing.decide(alert, at: now)
      state.silenced.apply(alert, &decision)
      for name in decision.silenced { state.status[name]?.silenced += 1 }
      return decision
    }
    var submission = Submission(
      sinks: decision.send, silenced: decision.silenced, isRepetition: false)
    guard !decision.send.isEmpty else { return submission }
    do throws(Outbox.Failure) {
      submission.isRepetition = try !outbox.put(alert, for: decision.send, at: now)
    } catch {
      submission.problem = error.description
    }
    return submission
  }

  /// How each sink is doing, in the order of the configuration; then those that alerts wait for and
  /// that the configuration does not have any more.
  public func status() -> [SinkStatus] {
    let (known, status) = state.withLock { ($0.sinks.map(\.name), $0.status) }
    let orphans = outbox.sinks.filter { !known.contains($0) && outbox.count(for: $0) > 0 }
    return (known + orphans).map { name in
      var sink = status[name] ?? SinkStatus(name: name)
      sink.waiting = outbox.count(for: name)
      sink.dropped = outbox.dropped(for: name)
      return sink
    }
  }

  // MARK: - Life

  /// Opens files anew, after somebody else has moved them (log rotation, SIGHUP).
  public func reopen() {
    for sink in state.withLock({ $0.sinks }) { (sink.sink as? any ReopenableSink)?.reopen() }
  }

  /// Goes on with other sinks and another routing; what waits for a sink of the same name goes to
  /// the new one. A delivery that is under way is broken off and repeated, under the same id.
  public func reload(sinks: [Sink], routing: Routing) {
    let former = state.withLock { state in
      let former = state.tasks
      state.sinks = sinks
      state.routing = routing
      for sink in sinks {
        var status = state.status[sink.name] ?? SinkStatus(name: sink.name)
        status.isDisabled = false
        state.status[sink.name] = status
      }
      state.tasks = []
      return former
    }
    for task in former { task.cancel() }
    let tasks = sinks.flatMap(workers) + [upkeep()]
    state.withLock { state in
      if state.isStopped { for task in tasks { task.cancel() } }
      state.tasks += tasks
    }
  }

  /// Waits until nothing waits any more, but no longer than so many seconds, and ends the workers.
  /// What is left stays on the disk for the next start.
  /// - Returns: How many deliveries are left.
  @discardableResult
  public func stop(deadline: Double) async -> Int {
    let end = clock.now() + deadline
    let names = state.withLock { $0.sinks.map(\.name) }
    let left = { names.reduce(0) { $0 + self.outbox.count(for: $1) } }
    while left() > 0, clock.now() < end {
      guard (try? await clock.sleep(0.02)) != nil else { break }
    }
    let tasks = state.withLock { state in
      state.isStopped = true
      return state.tasks
    }
    for task in tasks { task.cancel() }
    return left()
  }

  // MARK: - Workers

  private func workers(of sink: Sink) -> [Task<Void, Never>] {
    let stage = DeliveryStage(
      name: sink.name, sink: sink.sink, outbox: outbox, policy: sink.policy, schedule: schedule,
      clock: clock,
      holds: { [weak self] alert, now in
        self?.state.withLock { $0.routing.hold(alert, for: sink.name, at: now) } ?? false
      },
      report: { [weak self] alert, outcome in self?.note(sink.name, alert, outcome) })
    let executor = DeliveryExecutor()
    let delivery = Task(executorPreference: executor) { [weak self] in
      if await stage.run() == .receiverGone { await self?.bury(sink.name) }
    }
    guard let repeating = sink.sink as? any RepeatingSink else { return [delivery] }
    let repetition = Task(executorPreference: executor) { [clock, weak self] in
      while (try? await clock.sleep(repeating.period)) != nil {
        if let problem = await repeating.repeatWhatIsOpen(at: clock.now()) {
          self?.state.withLock { $0.status[sink.name]?.lastError = problem }
        }
      }
    }
    return [delivery, repetition]
  }

  private func note(_ name: String, _ alert: Alert, _ outcome: DeliveryStage.Outcome) {
    state.withLock { $0.status[name]?.note(outcome) }
    report(name, alert, outcome)
  }

  /// Nobody listens any more: what comes for this sink goes to the dead letters.
  private func bury(_ name: String) async {
    state.withLock {
      $0.status[name]?.isDisabled = true
      $0.status[name]?.lastError = DeliveryHub.gone
    }
    for await _ in outbox.arrivals(for: name) {
      while let alert = outbox.next(for: name), !Task.isCancelled {
        note(name, alert, .refused(reason: DeliveryHub.gone))
        do throws(Outbox.Failure) {
          try outbox.bury(alert, of: name, reason: DeliveryHub.gone, at: clock.now())
        } catch {
          note(name, alert, .notNoted(reason: error.description))
          try? outbox.settle(alert, with: name)
        }
      }
    }
  }

  private static let gone =
    "The receiver does not want to be called any more. Take the sink out of the configuration, or give it another address."

  /// Looks every few seconds at what no arrival tells of.
  private func upkeep() -> Task<Void, Never> {
    Task(executorPreference: DeliveryExecutor()) { [clock, bounds, outbox, weak self] in
      while (try? await clock.sleep(bounds.upkeep)) != nil, self != nil {
        let now = clock.now()
        _ = try? outbox.expire(before: now - bounds.longestWait, at: now)
        try? outbox.takeRequests(at: now)
        outbox.nudge()
      }
    }
  }
}
