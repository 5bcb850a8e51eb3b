import TestSupport
import Testing

@testable import Detection

@Suite struct WindowRecorderTests {
  private func record(_ lines: [LogLine], level: Int = 0) -> WindowRecord {
    Stage(lines.inTime).records.first { $0.record.level == level }!.record
  }

  @Test func leavesOutWhoCannotMatter() {
    let quiet = (0..<50).map { LogLine(monday, "203.0.113.\($0)", "GET /orders") }
    let found = record(quiet + Attacks.bruteForce(at: monday, tries: 6))
    #expect(found.principalCount == 51 && found.suspects.count == 1)
    #expect(found.suspects[0].aggregate.failedLogIns == 6)
    #expect(found.service?.requests == 56 && found.service?.failedLogIns == 6)
  }

  @Test(arguments: [
    Attacks.contentDiscovery(at: monday, paths: 12), Attacks.walk(at: monday, objects: 40),
    Attacks.injection(at: monday, requests: 1),
    [LogLine(monday, "198.51.100.7", "GET /a", bytes: 3 << 20)],
    (0..<70).map { LogLine(monday + $0 % 60, "198.51.100.7", "GET /a") },
  ]) func keepsWhoCouldMatter(lines: [LogLine]) {
    #expect(record(lines).suspects.count == 1)
  }

  @Test func coarserWindowsAreAboutPrincipalsOnly() {
    let hour = record(Attacks.injection(at: monday, requests: 1), level: 1)
    #expect(hour.service == nil && hour.endpoints.isEmpty && hour.suspects.count == 1)
    #expect(hour.span.words == "an hour")
  }

  @Test func endpointsStandByTheirNumber() {
    let found = record([
      LogLine(monday, "192.0.2.1", "GET /b"), LogLine(monday + 1, "192.0.2.1", "GET /a"),
      LogLine(monday + 2, "192.0.2.1", "GET /none", 404),
    ])
    #expect(found.endpoints.map(\.endpoint) == [0, 2, 3])
    #expect(found.endpoints.allSatisfy { $0.detail == nil && $0.p95 == -1 })
  }

  /// A scanner whose every request bears a sign has evidence for what else it does, too.
  @Test func everySuspectHasEvidence() {
    for lines in [
      Attacks.contentDiscovery(at: monday, paths: 12), Attacks.walk(at: monday, objects: 40),
    ] {
      #expect(record(lines).suspects.allSatisfy { !$0.evidence.isEmpty })
    }
  }
}
