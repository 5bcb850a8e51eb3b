import Inspection
import TestSupport
import Testing

@testable import Detection

@Suite struct ProvenSignsTests {
  private func find(_ lines: [LogLine], threshold: Double = 5) -> [Finding] {
    let stage = Stage(lines)
    return ProvenSigns.all.flatMap { stage.findings($0, threshold: threshold) }
  }

  private func line(_ request: String, _ status: Int, agent: String = LogLine.browser) -> LogLine {
    LogLine(monday, "198.51.100.10", request, status, agent: agent)
  }

  @Test func oneProofIsEnough() throws {
    let finding = try #require(find(Attacks.injection(at: monday, requests: 1, status: 403)).first)
    #expect(finding.kind == .sqlInjection && finding.severity == .medium && !finding.gotIn)
    #expect(finding.headline == "1 request of SQL injection")
    #expect(finding.surprise == 13 && abs(finding.confidence - 0.92) < 1e-9)
    #expect(finding.reasons.map(\.feature) == ["sql-injectionRequests"])
    #expect(finding.evidence.count == 1)
  }

  @Test func anAnswerMakesItGraver() {
    let answered = find(Attacks.injection(at: monday, requests: 3, status: 200))
    #expect(answered.map(\.severity) == [.high])
    #expect(answered.map(\.headline) == ["3 requests of SQL injection, 3 answered 2xx"])
  }

  @Test func aSecretFileHandedOutIsABreach() throws {
    let files = find([line("GET /.env", 200)]).filter { $0.kind == .sensitiveFileAccess }
    #expect(files.map(\.severity) == [.critical] && files.map(\.gotIn) == [true])
    let refused = find([line("GET /.env", 404)]).filter { $0.kind == .sensitiveFileAccess }
    #expect(refused.map(\.severity) == [.medium] && refused.map(\.gotIn) == [false])
  }

  @Test func aKnownToolIsNoBreachByItself() {
    let scan = line("GET /", 200, agent: "sqlmap/1.8#stable (https://sqlmap.org)")
    let found = find(Array(repeating: scan, count: 5))
    #expect(found.map(\.kind) == [.knownScanner] && found.map(\.severity) == [.medium])
    // Surveys of the whole internet ask every address for its front page.
    #expect(find([scan]).map(\.severity) == [.low])
  }

  @Test func ordinaryTrafficShowsNothing() {
    #expect(find(OrdinaryTraffic(seed: 9).lines(minutes: 60)).isEmpty)
  }

  @Test func everyAccusingSignHasADetector() {
    let hints: Set<Sign> = [.logInPath, .administrationPath, .staticFile, .secretInURL]
    #expect(Set(ProvenSigns.all.map(\.sign)) == Set(Sign.allCases).subtracting(hints))
    #expect(Set(ProvenSigns.all.map(\.kind)).count == ProvenSigns.all.count)
  }
}
