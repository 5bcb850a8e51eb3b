import TestSupport
import Testing

@testable import Detection

@Suite struct PrivilegeProbingTests {
  private let client = "198.51.100.7"

  private func find(_ lines: [LogLine], level: Int = 0) -> [Finding] {
    Stage(lines.inTime).findings(PrivilegeProbing(), level: level)
  }

  /// Functions that refuse whoever asks.
  private func doors(_ count: Int, every seconds: Int64 = 4, status: Int = 403) -> [LogLine] {
    (0..<count).map {
      LogLine(
        monday + Int64($0) * seconds, client, "GET /api/functions/\(Attacks.word($0))", status)
    }
  }

  @Test func ringsAboutManyClosedFunctions() throws {
    let finding = try #require(find(doors(12)).first)
    #expect(finding.kind == .privilegeProbing && finding.subject == Subject(.client, client))
    #expect(finding.severity == .medium && !finding.gotIn && finding.evidence.count == 3)
    #expect(finding.headline.hasSuffix(" functions in a minute that are closed to most"))
  }

  @Test func aFunctionThatAnswersSaysThatTheyGotIn() throws {
    let opened = [
      LogLine(monday, "203.0.113.9", "POST /api/functions/grant", 401),
      LogLine(monday, "203.0.113.8", "POST /api/functions/grant", 401),
      LogLine(monday + 55, client, "POST /api/functions/grant", 200),
    ]
    let finding = try #require(find(doors(12) + opened).first)
    #expect(finding.gotIn && finding.severity == .critical)
  }

  @Test func ringsAboutASlowProberInTheHour() {
    let slow = doors(14, every: 200)
    #expect(find(slow).isEmpty && find(slow, level: 1).count == 1)
  }

  /// A page for others loads five things at once.
  @Test func staysSilentAboutAPageOfOthers() {
    #expect(find(doors(5, every: 0)).isEmpty)
  }

  /// Every place refuses an expired token, and they are open to others.
  @Test func staysSilentAboutAnExpiredSession() {
    let others = (0..<80).map {
      LogLine(
        monday + Int64($0 / 4), "203.0.113.\($0)", "GET /api/functions/\(Attacks.word($0 % 16))")
    }
    let expired = (0..<16).map {
      LogLine(monday + 30 + Int64($0), client, "GET /api/functions/\(Attacks.word($0))", 401)
    }
    #expect(find(others + expired).isEmpty)
  }

  /// An administrator is answered.
  @Test func staysSilentAboutAnAdministrator() {
    let lines = (0..<40).map {
      LogLine(monday + Int64($0), client, "GET /admin/\(Attacks.word($0))")
    }
    #expect(find(lines).isEmpty)
  }
}
