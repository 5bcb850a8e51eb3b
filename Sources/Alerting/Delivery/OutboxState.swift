import Detection

/// What waits to be delivered to whom, and what has been: the outbox without its file.
///
/// Each alert waits for each of its sinks by itself, in the order in which it was put in. An alert
/// that is waiting for a sink or was settled with it is not taken in for it again: after a restart
/// the engine decides some alerts once more, under the same ids.
struct OutboxState: Sendable {
  /// Alerts that may wait for one sink: days of a dead receiver, and 10 MB of memory at most.
  static let mostWaiting = 2000
  /// Settled deliveries remembered for each sink, to know a repetition: more than a restart from the
  /// last checkpoint can bring again.
  static let mostRemembered = 4096

  /// A turn in the outbox's life, as it stands in its file.
  enum Record: Sendable, Hashable {
    /// An alert was put in for these sinks.
    case put(Alert, sinks: [String])
    /// It was delivered to a sink, or the sink refused it for good.
    case settled(delivery: String, sink: String)
  }

  private struct Queue: Sendable {
    var waiting: [Alert] = []
    var settled: [String] = []
    var known: Set<String> = []
  }

  private var queues: [String: Queue] = [:]
  /// Alerts dropped because too many waited for one sink.
  private(set) var dropped = 0

  /// Takes a record in.
  /// - Returns: False where it changes nothing.
  mutating func apply(_ record: Record) -> Bool {
    switch record {
    case .put(let alert, let sinks): put(alert, for: sinks)
    case .settled(let delivery, let sink): settle(delivery, sink)
    }
  }

  /// The alerts that wait for a sink, the first put in first.
  func waiting(for sink: String) -> [Alert] { queues[sink]?.waiting ?? [] }

  /// The sinks that would take the alert in for the first time.
  func newSinks(of alert: Alert, among sinks: [String]) -> [String] {
    sinks.filter { queues[$0]?.known.contains(alert.deliveryID) != true }
  }

  /// The fewest records that give this state, for a file that has grown long.
  func records() -> [Record] {
    queues.keys.sorted().flatMap { sink -> [Record] in
      let queue = queues[sink] ?? Queue()
      return queue.settled.map { .settled(delivery: $0, sink: sink) }
        + queue.waiting.map { .put($0, sinks: [sink]) }
    }
  }

  private mutating func put(_ alert: Alert, for sinks: [String]) -> Bool {
    let new = newSinks(of: alert, among: sinks)
    for sink in new {
      // Taken out and put back, so that the arrays in it are changed in place.
      var queue = queues.removeValue(forKey: sink) ?? Queue()
      queue.known.insert(alert.deliveryID)
      queue.waiting.append(alert)
      if queue.waiting.count > OutboxState.mostWaiting { drop(from: &queue) }
      queues[sink] = queue
    }
    return !new.isEmpty
  }

  /// Drops the oldest of the least urgent.
  private mutating func drop(from queue: inout Queue) {
    guard let least = queue.waiting.map(\.severity).min(),
      let place = queue.waiting.firstIndex(where: { $0.severity == least })
    else { return }
    OutboxState.remember(queue.waiting.remove(at: place).deliveryID, in: &queue)
    dropped += 1
  }

  private mutating func settle(_ delivery: String, _ sink: String) -> Bool {
    var queue = queues.removeValue(forKey: sink) ?? Queue()
    if let place = queue.waiting.firstIndex(where: { $0.deliveryID == delivery }) {
      queue.waiting.remove(at: place)
    } else if queue.known.contains(delivery) {
      queues[sink] = queue
      return false
    }
    OutboxState.remember(delivery, in: &queue)
    queues[sink] = queue
    return true
  }

  private static func remember(_ delivery: String, in queue: inout Queue) {
    queue.known.insert(delivery)
    queue.settled.append(delivery)
    if queue.settled.count > mostRemembered { queue.known.remove(queue.settled.removeFirst()) }
  }
}
