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
    /// An alert was put in for these sinks, at a moment in seconds since the Unix epoch; `again` where
    /// they are to have it once more.
    case put(Alert, sinks: [String], at: Double = 0, again: Bool = false)
    /// It was delivered to a sink, or the sink refused it for good.
    case settled(delivery: String, sink: String)
  }

  /// An alert that did not fit, or waited too long.
  struct Dropped: Sendable, Hashable {
    var alert: Alert
    var sink: String
  }

  private struct Queue: Sendable {
    var waiting: [Alert] = []
    /// When each of them was put in.
    var since: [Double] = []
    var settled: [String] = []
    var known: Set<String> = []
  }

  private var queues: [String: Queue] = [:]
  /// Alerts dropped because too many waited for one sink, until somebody takes them.
  private(set) var dropped: [Dropped] = []

  /// Takes a record in.
  /// - Returns: False where it changes nothing.
  mutating func apply(_ record: Record) -> Bool {
    switch record {
    case .put(let alert, let sinks, let time, let again):
      if again { for sink in sinks { forget(alert.deliveryID, of: sink) } }
      return put(alert, for: sinks, at: time)
    case .settled(let delivery, let sink): return settle(delivery, sink)
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
        + zip(queue.waiting, queue.since).map { .put($0, sinks: [sink], at: $1) }
    }
  }

  /// The sinks for which something waits or has been settled, in the order of their names.
  var sinks: [String] { queues.keys.sorted() }

  /// The alerts that were put in before a moment and still wait for a sink.
  func waiting(for sink: String, since moment: Double) -> [Alert] {
    guard let queue = queues[sink] else { return [] }
    return zip(queue.waiting, queue.since).filter { $1 < moment }.map(\.0)
  }

  /// What was dropped since the last call.
  mutating func takeDropped() -> [Dropped] {
    defer { dropped = [] }
    return dropped
  }

  /// Forgets that a delivery was settled, so that it is taken in again.
  private mutating func forget(_ delivery: String, of sink: String) {
    guard var queue = queues.removeValue(forKey: sink) else { return }
    if let place = queue.settled.firstIndex(of: delivery) {
      queue.settled.remove(at: place)
      queue.known.remove(delivery)
    }
    queues[sink] = queue
  }

  private mutating func put(
    _ alert: Alert, for sinks: [String], at time: Double
  ) -> Bool {
    let new = newSinks(of: alert, among: sinks)
    for sink in new {
      // Taken out and put back, so that the arrays in it are changed in place.
      var queue = queues.removeValue(forKey: sink) ?? Queue()
      queue.known.insert(alert.deliveryID)
      queue.waiting.append(alert)
      queue.since.append(time)
      if queue.waiting.count > OutboxState.mostWaiting { drop(from: &queue, of: sink) }
      queues[sink] = queue
    }
    return !new.isEmpty
  }

  /// Drops the oldest of the least urgent.
  private mutating func drop(from queue: inout Queue, of sink: String) {
    guard let least = queue.waiting.map(\.severity).min(),
      let place = queue.waiting.firstIndex(where: { $0.severity == least })
    else { return }
    let alert = queue.waiting.remove(at: place)
    queue.since.remove(at: place)
    OutboxState.remember(alert.deliveryID, in: &queue)
    dropped.append(Dropped(alert: alert, sink: sink))
  }

  private mutating func settle(_ delivery: String, _ sink: String) -> Bool {
    var queue = queues.removeValue(forKey: sink) ?? Queue()
    if let place = queue.waiting.firstIndex(where: { $0.deliveryID == delivery }) {
      queue.waiting.remove(at: place)
      queue.since.remove(at: place)
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
