import Dispatch
import Synchronization

/// Loads the batches of one log, on a thread of its own where that is wanted: while one batch is
/// counted and judged, the next is read, parsed and inspected. The order stays.
final class BatchPump {
  private let loader: BatchLoader
  private let shared: Shared?
  private var isStarted = false

  /// The batches under way at a time: one in use, one ready, one being loaded.
  private static let depth = 2

  /// What both threads see.
  private final class Shared: Sendable {
    let ready = DispatchSemaphore(value: 0)
    let wanted = DispatchSemaphore(value: BatchPump.depth)
    let full = Mutex<[LoadedBatch]>([])
    let empty = Mutex<[LoadedBatch]>([])
    let isStopped = Mutex(false)
  }

  /// A pump.
  /// - Parameter isThreaded: True to load on a thread of its own.
  init(_ loader: BatchLoader, isThreaded: Bool) {
    self.loader = loader
    shared = isThreaded ? Shared() : nil
  }

  deinit {
    // The loading thread may wait for a batch to be taken: let it see that nobody will.
    guard let shared, isStarted else { return }
    shared.isStopped.withLock { $0 = true }
    shared.wanted.signal()
  }

  /// Takes the next batch in exchange for the one that is done with.
  func next(_ batch: inout LoadedBatch) {
    guard let shared else { return loader.load(into: &batch) }
    if !isStarted { start(shared) }
    let used = batch
    batch = LoadedBatch()
    shared.empty.withLock { $0.append(used) }
    shared.ready.wait()
    batch = shared.full.withLock { $0.removeFirst() }
    shared.wanted.signal()
  }

  private func start(_ shared: Shared) {
    isStarted = true
    // The loader is handed over: from here on only the loading thread uses it.
    nonisolated(unsafe) let loader = loader
    DispatchQueue(label: "tocsin.loader").async {
      var isLast = false
      while !isLast {
        shared.wanted.wait()
        if shared.isStopped.withLock({ $0 }) { return }
        var batch = shared.empty.withLock { $0.popLast() } ?? LoadedBatch()
        loader.load(into: &batch)
        isLast = batch.isLast
        shared.full.withLock { $0.append(batch) }
        shared.ready.signal()
      }
    }
  }
}
