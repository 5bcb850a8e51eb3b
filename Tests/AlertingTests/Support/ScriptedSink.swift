import Alerting
import Foundation
import Synchronization

/// A sink that answers as it was told, and remembers what it was given.
final class ScriptedSink: AlertSink {
  private let state: Mutex<(script: [Delivery], given: [Alert])>

  init(_ script: [Delivery] = []) { state = Mutex((script, [])) }

  var given: [String] { state.withLock { $0.given.map(\.id) } }
  var alerts: [Alert] { state.withLock { $0.given } }

  func deliver(_ alert: Alert) -> Delivery {
    state.withLock {
      $0.given.append(alert)
      return $0.script.isEmpty ? .delivered : $0.script.removeFirst()
    }
  }
}

/// Time that passes only when somebody sleeps, and then at once.
final class ManualClock: Sendable {
  private let time: Mutex<Double>

  init(_ start: Double = 1_772_420_705) { time = Mutex(start) }

  var now: Double { time.withLock { $0 } }

  func advance(_ seconds: Double) { time.withLock { $0 += seconds } }

  var clock: DeliveryClock {
    DeliveryClock(
      now: { self.now },
      sleep: {
        try Task.checkCancellation()
        self.advance($0)
      },
      chance: { 1 })
  }
}

/// A folder for one test.
final class ScratchFolder: Sendable {
  let path = FileManager.default.temporaryDirectory
    .appending(path: "tocsin-alerting-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Waits until something holds; false where it does not within ten seconds.
func eventually(_ condition: () -> Bool) async -> Bool {
  for _ in 0..<2000 where !condition() { try? await Task.sleep(for: .milliseconds(5)) }
  return condition()
}
