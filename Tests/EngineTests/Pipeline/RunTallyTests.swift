import AccessLog
import TestSupport
import Testing

@testable import Engine

@Suite struct RunTallyTests {
  private func tally(_ lines: [LogLine]) -> RunTally { PipelineRun(lines.log).pipeline.tally }

  @Test func countsRequestsByStatusClientAndTime() {
    let tally = tally([
      LogLine(monday, "192.0.2.1", "GET /a"), LogLine(monday + 1, "192.0.2.2", "GET /a", 500),
      LogLine(monday + 70, "192.0.2.2", "GET /b", 404),
      LogLine(monday + 7300, "192.0.2.2", "GET /b", user: "alice"),
    ])
    #expect(tally.statuses.successful == 2 && tally.statuses.serverErrors == 1)
    #expect(tally.distinctClients.estimate == 2)
    let top = tally.clients.top(9)
    #expect(top.map(\.key.address.description) == ["192.0.2.2", "192.0.2.1"])
    #expect(top.map(\.requests) == [3, 1] && top.map(\.errors) == [2, 0])
    #expect(tally.volume.map(\.start.seconds) == [monday, monday + 60, monday + 7260])
    #expect(tally.volume.map(\.requests) == [2, 1, 1] && tally.volume.map(\.errors) == [1, 0, 0])
  }

  /// Beyond the limit neighbours are joined, and nothing is lost.
  @Test func stretchesAreJoinedWhereThereAreTooMany() {
    let minutes = RunTally.stretchLimit + 500
    let lines = (0..<minutes).map { LogLine(monday + Int64($0) * 60, "192.0.2.1", "GET /a") }
    let tally = tally(lines)
    #expect(tally.step == 120 && tally.volume.count == minutes / 2)
    #expect(tally.volume.reduce(0) { $0 + $1.requests } == minutes)
    #expect(tally.volume.allSatisfy { $0.start.seconds % 120 == 0 })
  }
}
