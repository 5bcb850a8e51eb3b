import TestSupport
import Testing

@testable import Detection

@Suite struct BruteForceTests {
  private func find(_ lines: [LogLine], level: Int = 0) -> [Finding] {
    Stage(lines).findings(BruteForce(), level: level)
  }

  @Test func ringsAboutManyRefusals() throws {
    let finding = try #require(find(Attacks.bruteForce(at: monday, tries: 20)).first)
    #expect(finding.kind == .bruteForce && finding.subject == Subject(.client, "198.51.100.7"))
    #expect(finding.headline == "20 failed log-ins in a minute")
    #expect(finding.severity == .medium && !finding.gotIn && finding.evidence.count == 3)
    #expect(abs(finding.surprise - 10.4) < 1e-9)
  }

  @Test func aSuccessBehindThemSaysThatTheyGotIn() throws {
    let finding = try #require(
      find(Attacks.bruteForce(at: monday, tries: 20, succeeds: true)).first)
    #expect(finding.headline == "20 failed log-ins in a minute, then a success")
    #expect(finding.severity == .critical && finding.gotIn)
  }

  @Test func ringsAboutRefusedHTTPAuthentication() {
    let lines = (0..<20).map {
      LogLine(monday + Int64($0), "198.51.100.7", "GET /admin", 401, user: "root")
    }
    #expect(find(lines).map(\.requests) == [20])
  }

  /// A guesser who keeps below the floor of a minute is seen in the hour.
  @Test func ringsAboutASlowGuesserInTheHour() {
    let lines = Attacks.bruteForce(at: monday, tries: 30, every: 100, succeeds: true)
    #expect(find(lines).isEmpty)
    #expect(find(lines, level: 1).map(\.gotIn) == [true])
  }

  @Test func staysSilentAboutAPersonWhoMistypes() {
    #expect(find(Attacks.bruteForce(at: monday, tries: 5, succeeds: true)).isEmpty)
  }

  @Test func staysSilentAboutAnExpiredToken() {
    let lines = (0..<50).map {
      LogLine(monday + Int64($0), "198.51.100.7", "GET /orders/\($0)", 401)
    }
    #expect(find(lines).isEmpty)
  }

  @Test func staysSilentAboutASharedAddress() {
    let lines = (0..<60).map {
      LogLine(monday + Int64($0 / 2), "198.51.100.7", "POST /login", $0 % 3 == 0 ? 401 : 200)
    }
    #expect(find(lines).isEmpty)
  }

  /// HTTP authentication names the user with every request; being throttled is no wrong password.
  @Test func staysSilentAboutAThrottledIntegration() {
    let lines = (0..<60).map {
      LogLine(monday + Int64($0), "198.51.100.7", "GET /orders/\($0)", 429, user: "sync")
    }
    #expect(find(lines).isEmpty)
  }

  @Test func staysSilentWhereTheServiceItselfIsLikeThat() {
    // Three hundred clients' minutes, one in ten with many refusals.
    let lines = (0..<300).flatMap { client -> [LogLine] in
      let address = "203.0.\(client / 250).\(client % 250 + 1)"
      return client % 10 == 0
        ? Attacks.bruteForce(address, at: monday, tries: 5 + client / 15, every: 1)
        : [LogLine(monday, address, "GET /orders")]
    }
    let population = Stage(lines).population()
    let stage = Stage(Attacks.bruteForce(at: monday, tries: 15))
    #expect(stage.findings(BruteForce(), population: population).isEmpty)
    #expect(!stage.findings(BruteForce()).isEmpty)
  }
}
