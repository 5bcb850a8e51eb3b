import Dispatch
import Engine
import Foundation
import Synchronization

/// Turns the system's signals into requests to a live run.
final class SignalHandlers {
  private let sources: [any DispatchSourceSignal]
  private let waker = Waker()

  /// What ends the run's waiting; it is called on other threads.
  private final class Waker: Sendable {
    let wake = Mutex<(@Sendable () -> Void)?>(nil)
  }

  /// Listens from now on; what comes before there is a run is kept for it.
  init(_ requests: LiveRequests) {
    let meanings: [(Int32, LiveRequests.Request)] = [
      (SIGTERM, .stop), (SIGINT, .stop), (SIGHUP, .reload), (SIGUSR1, .status),
    ]
    sources = meanings.map { [waker] number, request in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        requests.ask(request)
        waker.wake.withLock { $0 }?()
      }
      source.resume()
      return source
    }
  }

  /// Says how the run's waiting is ended.
  func wakes(_ follower: TailSet) {
    // `wake` is the one thing of a tail set that any thread may call.
    nonisolated(unsafe) let follower = follower
    waker.wake.withLock { $0 = { follower.wake() } }
  }

  /// Listens no more.
  func stop() { for source in sources { source.cancel() } }
}
