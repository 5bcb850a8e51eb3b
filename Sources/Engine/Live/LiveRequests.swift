import Synchronization

/// What is asked of a live run from outside (by signals): told on any thread, done by the run's own.
public final class LiveRequests: Sendable {
  /// Something asked for.
  public enum Request: Sendable, Hashable {
    /// Save the state and end.
    case stop
    /// Read the configuration anew and open files anew.
    case reload
    /// Write the status.
    case status
  }

  private let waiting = Mutex<[Request]>([])
  private let stopping = Atomic(false)

  /// Nothing asked for.
  public init() {}

  /// Asks for something; what was asked for already is asked for once.
  public func ask(_ request: Request) {
    if request == .stop { stopping.store(true, ordering: .releasing) }
    waiting.withLock { if !$0.contains(request) { $0.append(request) } }
  }

  /// True once the run is to end: looked at between two batches.
  public var isStopping: Bool { stopping.load(ordering: .acquiring) }

  /// Takes what was asked for, in its order.
  func take() -> [Request] {
    waiting.withLock { waiting in
      defer { waiting.removeAll() }
      return waiting
    }
  }
}
