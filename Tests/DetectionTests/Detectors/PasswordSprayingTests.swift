import TestSupport
import Testing

@testable import Detection

@Suite struct PasswordSprayingTests {
  private func find(_ lines: [LogLine], level: Int = 0) -> [Finding] {
    Stage(lines).findings(PasswordSpraying(), level: level)
  }

  /// HTTP authentication with one name after the other.
  private func tries(
    _ count: Int, names: Int, every seconds: Int64 = 2, status: Int = 401
  ) -> [LogLine] {
    (0..<count).map {
      LogLine(
        monday + Int64($0) * seconds, "198.51.100.7", "GET /me", status, user: "user\($0 % names)")
    }
  }

  @Test func ringsAboutManyNames() throws {
    let finding = try #require(find(tries(20, names: 20)).first)
    #expect(finding.kind == .passwordSpraying && finding.severity == .high && !finding.gotIn)
    #expect(finding.subject == Subject(.client, "198.51.100.7"))
    #expect(finding.headline.hasPrefix("20 failed log-ins for "))
  }

  @Test func aSuccessAmongThemSaysThatTheyGotIn() throws {
    let lines =
      tries(20, names: 20) + [LogLine(monday + 50, "198.51.100.7", "GET /me", user: "eve")]
    let finding = try #require(find(lines).first)
    #expect(finding.gotIn && finding.severity == .critical)
    #expect(finding.headline.hasSuffix(", and one that succeeded"))
  }

  /// One name every two minutes is seen in the hour.
  @Test func ringsAboutASlowSprayerInTheHour() {
    let lines = tries(28, names: 28, every: 120)
    #expect(find(lines).isEmpty && find(lines, level: 1).count == 1)
  }

  @Test func leavesOneNameToBruteForce() {
    #expect(find(tries(40, names: 2, every: 1)).isEmpty)
    #expect(Stage(tries(40, names: 2, every: 1)).findings(BruteForce()).count == 1)
    #expect(Stage(tries(20, names: 20)).findings(BruteForce()).isEmpty)
  }

  /// Three hundred people behind one address, of whom every tenth mistypes.
  @Test func staysSilentAboutASharedAddress() {
    let lines = (0..<300).map {
      LogLine(
        monday + Int64($0 / 6), "198.51.100.7", "GET /me", $0 % 10 == 0 ? 401 : 200,
        user: "user\($0)")
    }
    #expect(find(lines).isEmpty)
  }
}
