import TestSupport
import Testing

@testable import Detection

@Suite struct CredentialSharingTests {
  private func find(_ lines: [LogLine], level: Int = 1, habits: Habits = Habits()) -> [Finding] {
    Stage(lines.inTime).findings(CredentialSharing(), level: level, habits: habits)
  }

  private func requests(
    networks: Int, every seconds: Int64 = 60, status: Int = 200, from start: Int64 = monday
  ) -> [LogLine] {
    (0..<networks * 2).map {
      LogLine(
        start + Int64($0) * seconds, "203.\($0 % networks).113.7", "GET /orders", status,
        user: "partner", agent: "agent \($0 % 3)")
    }
  }

  @Test func ringsAboutAKeyThatIsUsedEverywhere() throws {
    let finding = try #require(find(requests(networks: 14)).first)
    #expect(finding.kind == .credentialSharing && finding.subject == Subject(.user, "partner"))
    #expect(finding.severity == .medium && finding.headline.hasPrefix("one credential used from 1"))
  }

  @Test func ringsWithinAMinute() {
    #expect(find(requests(networks: 9, every: 2), level: 0).count == 1)
  }

  @Test func staysSilentAboutAPersonOnTheWay() {
    #expect(find(requests(networks: 3)).isEmpty)
  }

  /// Many addresses of one network are one site.
  @Test func staysSilentAboutACluster() {
    let lines = (0..<60).map {
      LogLine(monday + Int64($0) * 30, "203.0.113.\($0)", "GET /orders", user: "sync")
    }
    #expect(find(lines).isEmpty)
  }

  /// A user whose password is guessed from everywhere is no one who shares it.
  @Test func staysSilentAboutAVictim() {
    #expect(find(requests(networks: 14, status: 401)).isEmpty)
  }

  @Test func staysSilentAboutAnAccountThatIsAlwaysShared() throws {
    let days = (0..<4).flatMap { day in
      requests(networks: 14, from: monday + Int64(day) * 86_400)
    }
    let habits = Habits.learned(from: Stage(days).records.map(\.record))
    #expect(find(requests(networks: 14), habits: habits).isEmpty)
  }
}
