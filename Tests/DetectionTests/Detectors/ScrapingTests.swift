import TestSupport
import Testing

@testable import Detection

@Suite struct ScrapingTests {
  private func take(
    _ pages: Int, every seconds: Int64, agent: String = "python-requests/2.32",
    status: (Int) -> Int = { _ in 200 }, request: (Int) -> String = { "GET /list?page=\($0 + 1)" }
  ) -> [LogLine] {
    (0..<pages).map {
      LogLine(
        monday + Int64($0) * seconds, "198.51.100.7", request($0), status($0), bytes: 9000,
        agent: agent)
    }
  }

  private func find(_ lines: [LogLine], level: Int = 1, habits: Habits = Habits()) -> [Finding] {
    Stage(lines).findings(Scraping(), level: level, habits: habits)
  }

  @Test func ringsAboutPageAfterPage() throws {
    let finding = try #require(find(take(500, every: 7)).first)
    #expect(finding.kind == .scraping && finding.severity == .low)
    #expect(
      finding.headline.hasSuffix("different pages in an hour, one after the other, 4.3 MiB in all"))
  }

  @Test func whereItHurtsItIsMedium() {
    let found = find(take(500, every: 7, status: { $0 % 5 == 0 ? 503 : 200 }))
    #expect(found.map(\.severity) == [.medium])
  }

  @Test func aSlowOneIsSeenInADay() {
    let lines = take(4000, every: 21, request: { "GET /products/\(1000 + $0)" })
    #expect(find(lines, level: 1).isEmpty && find(lines, level: 2).count == 1)
  }

  @Test func staysSilentAboutAPoliteCrawler() {
    let agent = "Mozilla/5.0 (compatible; ExampleBot/1.0; +https://example.org/bot)"
    #expect(find(take(500, every: 7, agent: agent)).isEmpty)
    #expect(find(take(1500, every: 2, agent: agent)).isEmpty)
  }

  @Test func staysSilentAboutMonitorsAndPolling() {
    #expect(find(take(1500, every: 2, request: { _ in "GET /health" })).isEmpty)
    #expect(find(take(1500, every: 2, request: { "GET /news?since=\($0 / 30)" })).isEmpty)
  }

  /// The time in a query keeps caches away and makes no other page of it; paths and pages do.
  @Test func aTimeStampMakesNoOtherPage() {
    let poll = take(
      700, every: 5, request: { "GET /news?since=0&_=\((monday + Int64($0) * 5) * 1000)" })
    let walk = take(500, every: 7, request: { "GET /p/\($0)?_=\(monday + Int64($0) * 7)" })
    #expect(find(poll).isEmpty && find(walk).count == 1)
  }

  /// A person reads in bursts: pages, then a pause.
  @Test func staysSilentAboutAPerson() {
    let lines = take(340, every: 1).enumerated().map { place, line in
      var line = line
      line.time = monday + Int64(place / 20 * 200 + place % 20)
      return line
    }
    #expect(find(lines).isEmpty)
  }

  @Test func staysSilentAboutWhoChangesThingsAndLoadsPictures() {
    let writing = take(
      500, every: 7, request: { ($0 % 50 == 0 ? "POST" : "GET") + " /list?page=\($0)" })
    let pictures = take(
      500, every: 7, request: { $0 % 3 == 0 ? "GET /i/\($0).png" : "GET /l?page=\($0)" })
    #expect(find(writing).isEmpty && find(pictures).isEmpty)
  }

  @Test func staysSilentAboutAHabit() {
    let days = (0..<3).flatMap { day in
      take(500, every: 7).map { line in
        var line = line
        line.time += Int64(day) * 86_400
        return line
      }
    }
    let habits = Habits.learned(from: Stage(days).records.map(\.record))
    #expect(find(take(500, every: 7), habits: habits).isEmpty)
  }
}
