import Foundation

/// What stands in a state directory's outbox, read without taking it: also while somebody uses it.
public struct OutboxListing: Sendable {
  /// Alerts that wait, by the sinks' names, the first put in first.
  public let waiting: [(sink: String, alert: Alert)]
  /// Alerts that will not be delivered by themselves any more.
  public let deadLetters: [DeadLetter]

  /// Reads the outbox of a state directory; what is not there is empty.
  public init(directory: String) {
    let state = Outbox.replay(directory + "/" + Outbox.fileName).state
    waiting = state.sinks.flatMap { sink in state.waiting(for: sink).map { (sink, $0) } }
    deadLetters = DeadLetters(directory: directory).all()
  }
}

extension Outbox {
  /// True where a process uses the outbox of a state directory.
  public static func isInUse(directory: String) -> Bool {
    let lock = open(directory + "/" + fileName + ".lock", O_RDWR | O_CLOEXEC)
    guard lock >= 0 else { return false }
    defer { close(lock) }
    return flock(lock, LOCK_EX | LOCK_NB) != 0
  }
}
