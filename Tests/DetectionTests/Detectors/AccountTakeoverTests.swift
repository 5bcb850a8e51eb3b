import TestSupport
import Testing

@testable import Detection

@Suite struct AccountTakeoverTests {
  /// Ordinary traffic that shows which changes are rare, then log-ins of one client.
  private func find(
    failures: Int, changes: Int, from minute: Int64 = 100, threshold: Double = 5
  ) -> [Finding] {
    let nine = monday + 9 * 3600
    let start = nine + minute * 60
    let client = "198.51.100.7"
    var lines = OrdinaryTraffic(seed: 5, perMinute: 14).lines(from: nine, minutes: 180)
    lines += (0..<failures).map { LogLine(start + Int64($0) * 30, client, "POST /login", 401) }
    let success = start + Int64(failures) * 30
    lines.append(LogLine(success, client, "POST /login"))
    lines += (0..<changes).map {
      LogLine(success + 20 + Int64($0) * 15, client, "PUT /me/\(Attacks.word($0))")
    }
    return Stage(lines.inTime).findings(AccountTakeover(), level: 1, threshold: threshold)
      .filter { $0.subject == Subject(.client, client) }
  }

  @Test func ringsAboutASuccessAndUnusualChanges() throws {
    let finding = try #require(find(failures: 14, changes: 3).first)
    #expect(finding.kind == .accountTakeover && finding.gotIn && finding.severity == .critical)
    #expect(
      finding.headline == "a log-in succeeded after 14 failures, then 3 unusual changes")
    #expect(finding.reasons.map(\.feature) == ["failuresBeforeSuccess", "rareChanges"])
  }

  /// Eleven o'clock falls into the run: what the day knows is joined to the hour.
  @Test func ringsAboutARunOverTheHour() {
    #expect(find(failures: 14, changes: 3, from: 115).map(\.gotIn) == [true])
  }

  @Test func ringsAboutALongRunAlone() {
    #expect(find(failures: 25, changes: 0).count == 1)
  }

  @Test func staysSilentAboutAForgottenPassword() {
    #expect(find(failures: 6, changes: 1).isEmpty)
  }

  @Test func staysSilentAboutAPersonWhoMistypes() {
    #expect(find(failures: 3, changes: 3).isEmpty)
  }
}
