import Dispatch
import Engine
import Foundation

/// Turns the system's signals into requests to a live run.
final class SignalHandlers {
  private let sources: [any DispatchSourceSignal]

  /// Listens from now on.
  /// - Parameter wake: Ends the run's waiting, on another thread.
  init(_ requests: LiveRequests, wake: @escaping () -> Void) {
    let meanings: [(Int32, LiveRequests.Request)] = [
      (SIGTERM, .stop), (SIGINT, .stop), (SIGHUP, .reload), (SIGUSR1, .status),
    ]
    // Waking is safe from any thread; the closure is only handed on.
    nonisolated(unsafe) let wake = wake
    sources = meanings.map { number, request in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        requests.ask(request)
        wake()
      }
      source.resume()
      return source
    }
  }

  /// Listens no more.
  func stop() { for source in sources { source.cancel() } }
}
