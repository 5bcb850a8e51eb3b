import TestSupport
import Testing

@testable import Detection

@Suite struct EgressByPrincipalTests {
  private let population = Stage(OrdinaryTraffic(seed: 3).lines(minutes: 120)).population()

  private func find(_ lines: [LogLine], population: PopulationModel?) -> [Finding] {
    Stage(lines).findings(EgressByPrincipal(), population: population)
  }

  private func download(_ count: Int, bytes: Int, agents: Int = 1) -> [LogLine] {
    (0..<count).map {
      LogLine(
        monday + Int64($0 % 60), "198.51.100.9", "GET /export/\($0)", bytes: bytes,
        agent: "agent \($0 % agents)")
    }.inTime
  }

  @Test func ringsAboutMuchMoreThanOthersReceive() throws {
    let finding = try #require(find(download(40, bytes: 5 << 20), population: population).first)
    #expect(finding.kind == .egressSurge && finding.severity == .high)
    #expect(
      finding.headline.hasPrefix("received 200 MiB in a minute; 98 % of clients receive less"))
    #expect(finding.reasons[0].observed == Double(200 << 20))
    #expect(finding.reasons[0].expected > 1000 && finding.reasons[0].expected < 50_000)
  }

  @Test func staysSilentBelowTheFloor() {
    #expect(find(download(10, bytes: 200_000), population: population).isEmpty)
  }

  @Test func staysSilentWithoutHistory() {
    #expect(find(download(40, bytes: 5 << 20), population: nil).isEmpty)
  }

  @Test func staysSilentWhereOthersReceiveAsMuch() {
    let others = (0..<250).map {
      LogLine(monday, "203.0.113.\($0)", "GET /export/1", bytes: (1 + $0 % 9) << 22)
    }
    let population = Stage(others).population()
    #expect(find(download(2, bytes: 20 << 20), population: population).isEmpty)
  }

  @Test func staysSilentAboutManyPeopleBehindOneAddress() {
    #expect(find(download(40, bytes: 5 << 20, agents: 20), population: population).isEmpty)
  }
}
