import Synchronization

/// Takes alerts from the outbox to one sink, in order, until the sink has them: the one place where
/// deliveries are tried again, held back and summarised.
///
/// One for each sink, each in a task of its own, so that a dead receiver holds up nobody else. An
/// alert that cannot be delivered holds up the later ones of its own sink: the receiver is down, and
/// "resolved" must not come before "opened". One that the receiver refuses is put among the dead
/// letters and said.
public final class DeliveryStage: Sendable {
  /// What happened to an alert, for logs and counters.
  public enum Outcome: Sendable, Hashable {
    case delivered
    /// Seconds until the next attempt.
    case failed(reason: String, wait: Double)
    /// It is among the dead letters.
    case refused(reason: String)
    /// A summary of many alerts told of it.
    case summarised(in: String)
    /// A later message about the same incident says all that it says, or nothing in it was new.
    case leftOut
    /// What happened to it could not be written down: it may be delivered once more.
    case notNoted(reason: String)
  }

  /// Why a stage came to its end.
  public enum End: Sendable, Hashable {
    /// Nothing waits any more that may be sent now.
    case empty
    /// The task was cancelled, while alerts may still wait.
    case cancelled
    /// Nobody listens any more.
    case receiverGone
  }

  /// What is to be sent next: one alert, or a summary of several.
  private struct Message {
    var alert: Alert
    var covers: [Alert]
  }

  private struct Memory {
    var gate: RateGate
    var followUps = FollowUps()
    var storm: Storm?
    /// True where the rate was used up since the last message.
    var isStormy = false
  }

  private let name: String
  private let sink: any AlertSink
  private let outbox: Outbox
  private let policy: DeliveryPolicy
  private let schedule: RetrySchedule
  private let clock: DeliveryClock
  private let holds: @Sendable (Alert, Double) -> Bool
  private let report: @Sendable (Alert, Outcome) -> Void
  private let memory: Mutex<Memory>

  /// A stage.
  /// - Parameters:
  ///   - name: The sink's name in the configuration and the outbox.
  ///   - holds: True for an alert that must not be sent yet, at a moment in seconds since the epoch.
  ///   - report: Hears of every attempt.
  public init(
    name: String, sink: any AlertSink, outbox: Outbox, policy: DeliveryPolicy = DeliveryPolicy(),
    schedule: RetrySchedule = RetrySchedule(), clock: DeliveryClock = DeliveryClock(),
    holds: @escaping @Sendable (Alert, Double) -> Bool = { _, _ in false },
    report: @escaping @Sendable (Alert, Outcome) -> Void = { _, _ in }
  ) {
    self.name = name
    self.sink = sink
    self.outbox = outbox
    self.policy = policy
    self.schedule = schedule
    self.clock = clock
    self.holds = holds
    self.report = report
    memory = Mutex(Memory(gate: RateGate(policy.rate)))
  }

  /// Delivers whatever comes until the task is cancelled or the receiver is gone.
  public func run() async -> End {
    for await _ in outbox.arrivals(for: name) {
      let end = await drain()
      if end != .empty { return end }
    }
    return .cancelled
  }

  /// Delivers what waits and is not held.
  public func drain() async -> End {
    var failures = 0
    while let message = next() {
      if Task.isCancelled { return .cancelled }
      let pause = memory.withLock { memory in
        let wait = memory.gate.take(at: clock.now())
        if wait > 0 { memory.isStormy = true }
        return wait
      }
      if pause > 0 {
        // What is said next is decided after the wait: more may have come.
        guard (try? await clock.sleep(pause)) != nil else { return .cancelled }
        continue
      }
      switch await sink.deliver(message.alert) {
      case .delivered:
        failures = 0
        settle(message)
      case .refused(let reason):
        failures = 0
        for alert in message.covers { bury(alert, reason) }
      case .receiverGone:
        return .receiverGone
      case .tryAgain(let reason, let asked):
        failures += 1
        let wait = schedule.wait(failures: failures, asked: asked, chance: clock.chance())
        report(message.alert, .failed(reason: reason, wait: wait))
        guard (try? await clock.sleep(wait)) != nil else { return .cancelled }
      }
    }
    return .empty
  }

  /// The next message, after what need not be said was settled.
  private func next() -> Message? {
    while true {
      let now = clock.now()
      let waiting = outbox.waiting(for: name)
      guard let index = waiting.firstIndex(where: { !holds($0, now) }) else { return nil }
      let alert = waiting[index]
      // What was held of the same incident comes too late now.
      for earlier in waiting[..<index] where earlier.id == alert.id { settle(earlier, .leftOut) }
      let isTooSoon = memory.withLock {
        $0.followUps.isTooSoon(alert, at: now, interval: policy.followUpInterval)
      }
      guard isTooSoon else { return message(alert, of: waiting[index...], now) }
      settle(alert, .leftOut)
    }
  }

  private func message(_ alert: Alert, of waiting: ArraySlice<Alert>, _ now: Double) -> Message {
    let single = Message(alert: alert, covers: [alert])
    guard policy.summarisesStorms else { return single }
    return memory.withLock { memory in
      if memory.gate.isFull(at: now) { memory.storm = nil }
      guard memory.isStormy else { return single }
      let covered = Array(waiting.filter { !holds($0, now) }.prefix(Storm.most))
      guard covered.count >= Storm.fewest else { return single }
      let storm = memory.storm ?? Storm(first: alert)
      memory.storm = storm
      return storm.summary(of: covered).map { Message(alert: $0, covers: covered) } ?? single
    }
  }

  private func settle(_ message: Message) {
    let isSummary = message.covers.first != message.alert
    memory.withLock { memory in
      memory.isStormy = false
      if isSummary { memory.storm?.note(message.covers) }
      for alert in message.covers { memory.followUps.note(alert, at: clock.now()) }
    }
    for alert in message.covers {
      settle(alert, isSummary ? .summarised(in: message.alert.id) : .delivered)
    }
  }

  private func settle(_ alert: Alert, _ outcome: Outcome) {
    report(alert, outcome)
    do throws(Outbox.Failure) {
      try outbox.settle(alert, with: name)
    } catch {
      report(alert, .notNoted(reason: error.description))
    }
  }

  private func bury(_ alert: Alert, _ reason: String) {
    report(alert, .refused(reason: reason))
    do throws(Outbox.Failure) {
      try outbox.bury(alert, of: name, reason: reason, at: clock.now())
    } catch {
      report(alert, .notNoted(reason: error.description))
      // Whatever the disk says, an alert that is refused must not be sent for ever.
      try? outbox.settle(alert, with: name)
    }
  }
}
