import TestSupport
import Testing

@testable import Detection

@Suite struct CrowdsTests {
  /// Feeds findings one a minute; answers the subjects that they end up with.
  private func subjects(_ findings: [(Kind, String)], every minutes: Int = 1) -> [String] {
    var crowds = Crowds()
    var book = IncidentBook()
    return findings.enumerated().map { index, found in
      let at = index * minutes
      let one = finding(found.0, Subject(.client, found.1), at..<at + 1)
      let gathered = crowds.gather([one], book)
      _ = book.take(gathered, at: minute(at + 1))
      return gathered[0].subject.value
    }
  }

  /// A client that takes a new address of its /64 for every few requests is one client.
  @Test func addressesOfOneSiteAreOneNetwork() {
    let found = (1...6).map { (Kind.sqlInjection, "2001:db8:5:6::\($0)") }
    #expect(
      subjects(found) == ["2001:db8:5:6::1", "2001:db8:5:6::2"]
        + [String](repeating: "2001:db8:5:6::/64", count: 4))
  }

  @Test func addressesOfOneNetworkThatGuessAreTheNetwork() {
    let found = (1...5).map { (Kind.bruteForce, "203.0.113.\($0)") }
    #expect(subjects(found).last == "203.0.113.0/24")
  }

  /// What a request proves is never put on an IPv4 network: its neighbours may be honest.
  @Test func proofStaysWithItsClient() {
    let found = (1...9).map { (Kind.sqlInjection, "203.0.113.\($0)") }
    #expect(subjects(found) == found.map(\.1))
  }

  @Test func guessersFromAnywhereAreOneAttack() {
    let found = (1...8).map { (Kind.bruteForce, "203.\($0).113.7") }
    #expect(subjects(found).prefix(5) == found.map(\.1).prefix(5))
    #expect(subjects(found).suffix(3) == ["*", "*", "*"])
  }

  /// One guesser every two hours is no crowd.
  @Test func rareGuessersAreToldOneByOne() {
    let found = (1...8).map { (Kind.bruteForce, "203.\($0).113.7") }
    #expect(subjects(found, every: 120) == found.map(\.1))
  }
}
