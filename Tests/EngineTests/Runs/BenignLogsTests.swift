import Detection
import Foundation
import TestSupport
import Testing

@testable import Engine

/// Real logs in which nobody attacks: nothing above low may ring.
@Suite(.enabled(if: SharedData.exists)) struct BenignLogsTests {
  private static let folder = SharedData.folder.appending(path: "data/attacks/benign").path
  private static let logs =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".log") }.sorted()

  @Test(arguments: logs) func nothingAboveLowRings(log: String) {
    let run = FilesRun([Self.folder + "/" + log])
    #expect(run.addsUp && run.accounts[1] > 0)
    #expect(run.alerts.filter { $0.severity > .low }.map(\.title) == [])
  }
}
