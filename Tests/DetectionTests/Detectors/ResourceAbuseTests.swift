import TestSupport
import Testing

@testable import Detection

@Suite struct ResourceAbuseTests {
  /// A day of lists of twenty and fifty, asked for by eight clients.
  private let usual = EvenTraffic([
    ("GET /orders?limit=20", 60, 200), ("GET /orders?limit=50&offset=200", 30, 200),
  ]).lines(0..<24)

  private func find(_ lines: [LogLine]) -> [Finding] {
    Stage((usual + lines).inTime).hourFindings(ResourceAbuse(), threshold: 4)
  }

  private func ask(_ query: String, hour: Int = 25, bytes: Int = 500) -> [LogLine] {
    [
      LogLine(
        monday + Int64(hour) * 3600, "198.51.100.7", "GET /orders?\(query)", bytes: bytes)
    ]
  }

  @Test func ringsAboutFarMoreThanOthersAskFor() throws {
    let finding = try #require(find(ask("limit=1000000", bytes: 40 << 20)).first)
    #expect(finding.kind == .resourceAbuse && finding.severity == .medium)
    #expect(finding.subject == Subject(.client, "198.51.100.7"))
    #expect(finding.headline == "asked GET /orders for 1000000 at once; others ask for 50 at most")
    #expect(finding.evidence.count == 1)
  }

  @Test func refusedItIsLow() { #expect(find(ask("limit=1000000")).map(\.severity) == [.low]) }

  @Test func whatLiesFarInCountsToo() {
    let found = find(ask("offset=90000000"))
    #expect(found.first?.headline.contains("for what lies 90000000 in; others") == true)
  }

  /// Pages of one digit are asked for as others are.
  @Test func whereOthersAskForTheFirstPagesTheMillionthIsFar() {
    let pages = EvenTraffic([
      ("GET /orders?page=1", 60, 200), ("GET /orders?page=2", 30, 200),
    ]).lines(0..<24)
    let found = Stage((pages + ask("page=1000000")).inTime)
      .hourFindings(ResourceAbuse(), threshold: 4)
    #expect(
      found.first?.headline.hasSuffix("what lies 1000000 in; others ask for 2 at most") == true)
  }

  @Test func staysSilentAboutAPage() {
    #expect(find(ask("limit=900")).isEmpty && find(ask("limit=400&offset=1900")).isEmpty)
  }

  /// An export that takes as much every night.
  @Test func staysSilentAboutAHabit() {
    let nights = (1...5).flatMap { ask("limit=100000", hour: $0 * 24 + 2) }
    let found = find(nights).map { ($0.span.start.seconds - monday) / 86_400 }
    #expect(found == [1, 2, 3])
  }

  @Test func staysSilentWhereSeveralAskForAsMuch() {
    let others = (1...3).flatMap { client in
      [
        LogLine(
          monday + 26 * 3600 + Int64(client) * 3600, "203.0.113.\(client)",
          "GET /orders?limit=100000")
      ]
    }
    let found = find(others + ask("limit=100000", hour: 31))
    #expect(!found.contains { $0.subject.value == "198.51.100.7" })
  }

  @Test func staysSilentAtAnEndpointThatFewUse() {
    let few = EvenTraffic([("GET /export?limit=20", 60, 200)], clients: 2).lines(0..<24)
    let ask = LogLine(monday + 25 * 3600, "198.51.100.7", "GET /export?limit=1000000")
    #expect(Stage(few + [ask]).hourFindings(ResourceAbuse(), threshold: 4).isEmpty)
  }
}
