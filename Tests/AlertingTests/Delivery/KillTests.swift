import Foundation
import Synchronization
import TestSupport
import Testing

/// A sender that is killed again and again in the middle of a storm, with a receiver that fails half
/// the time: every alert arrives, and a repetition carries the id of what it repeats.
///
/// The whole of it (1,000 incidents, 200 kills) runs where `TOCSIN_KILLS` is set to 200.
@Suite(.serialized) struct KillTests {
  /// The sender, beside the test bundle.
  private static let path: String? = {
    let bundle =
      Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
      ?? Bundle.main.executableURL
    let path = bundle?.deletingLastPathComponent().appending(path: "alert-storm").path
    return path.flatMap { FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil }
  }()

  @Test(.enabled(if: path != nil, "needs the built alert-storm"))
  func everyAlertArrivesWhateverIsKilled() async throws {
    let kills = ProcessInfo.processInfo.environment["TOCSIN_KILLS"].flatMap { Int($0) } ?? 6
    let incidents = kills * 5
    let folder = try ScratchFolder()
    let random = Mutex(SeededGenerator(seed: 7))
    let taken = Mutex<[String]>([])
    let receiver = try LocalReceiver { call, _ in
      // A receiver as slow as one over a network makes the storm long enough to be killed in.
      usleep(20_000)
      guard random.withLock({ Bool.random(using: &$0) }) else { return .status(500) }
      taken.withLock { $0.append(call.headers["webhook-id"] ?? "none") }
      return .status(200)
    }
    defer { receiver.stop() }
    let path = try #require(KillTests.path)
    let arguments = [folder.path, receiver.address("/"), "\(incidents)"]
    var killed = 0
    while killed < kills {
      let process = try SystemProgram.start(path, arguments)
      let milliseconds = random.withLock { Int.random(in: 30..<250, using: &$0) }
      // Not `Task.sleep`, which comes late where other tests use up the threads.
      usleep(UInt32(milliseconds) * 1000)
      // One that is done already was not killed in a storm, but there is no storm left either.
      let isDone = !process.isRunning
      kill(process.processIdentifier, SIGKILL)
      #expect(SystemProgram.wait(for: process, seconds: 10))
      if isDone { break }
      killed += 1
    }
    let last = try SystemProgram.start(path, arguments)
    #expect(SystemProgram.wait(for: last, seconds: 300))
    #expect(last.terminationStatus == 0)
    let ids = taken.withLock { $0 }
    let expected = (0..<incidents).map {
      "incident\($0)-opened-\((1_772_420_705 + $0) * 1_000_000)"
    }
    #expect(Set(ids) == Set(expected), "lost or invented")
    #expect(killed > 0)
    print(
      "\(killed) kills, \(incidents) incidents, \(receiver.calls.count) calls, \(ids.count) accepted:"
        + " \(ids.count - Set(ids).count) repetitions under the same id, \(incidents - Set(ids).count) lost"
    )
  }
}
