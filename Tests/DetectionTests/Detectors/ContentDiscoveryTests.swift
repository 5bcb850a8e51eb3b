import TestSupport
import Testing

@testable import Detection

@Suite struct ContentDiscoveryTests {
  private func find(_ lines: [LogLine], level: Int = 0) -> [Finding] {
    Stage(lines).findings(ContentDiscovery(), level: level)
  }

  @Test func ringsAboutASweep() throws {
    let finding = try #require(find(Attacks.contentDiscovery(at: monday, paths: 30)).first)
    #expect(finding.kind == .contentDiscovery && finding.severity == .medium)
    #expect(finding.subject == Subject(.client, "198.51.100.8") && finding.requests == 30)
    #expect(finding.headline.hasSuffix("different paths that do not exist in a minute"))
    #expect((27...33).contains(finding.reasons[0].observed) && finding.evidence.count == 3)
  }

  @Test func ringsAboutASlowSweepInTheHour() {
    let lines = (0..<70).map {
      LogLine(monday + Int64($0) * 50, "198.51.100.8", "GET /\(Attacks.word($0))", 404)
    }
    #expect(find(lines).isEmpty)
    #expect(find(lines, level: 1).count == 1)
  }

  @Test func staysSilentAboutAPageAfterABadDeploy() {
    let missing = (0..<20).map {
      LogLine(monday, "203.0.113.5", "GET /app/\(Attacks.word($0)).js", 404)
    }
    let found = (0..<30).map { LogLine(monday + 1, "203.0.113.5", "GET /orders/\($0)") }
    #expect(find(missing + found).isEmpty)
  }

  @Test func staysSilentAboutOneMissingPathForEver() {
    #expect(
      find((0..<59).map { LogLine(monday + Int64($0), "203.0.113.5", "GET /health", 404) }).isEmpty)
  }

  @Test func staysSilentAboutASearchEngineOnAnOldSite() {
    let lines = (0..<40).map {
      LogLine(
        monday + Int64($0) * 80, "203.0.113.5", "GET /\(Attacks.word($0))", $0 % 4 == 0 ? 404 : 200)
    }
    for level in 0...2 { #expect(find(lines, level: level).isEmpty) }
  }
}
