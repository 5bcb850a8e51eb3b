import TestSupport
import Testing

@testable import Detection

@Suite struct SuspiciousAgentTests {
  private let bot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"

  private func find(_ lines: [LogLine], population: PopulationModel? = nil) -> [Finding] {
    Stage(lines).findings(SuspiciousAgent(), level: 1, population: population)
  }

  private func lines(
    _ count: Int, agent: String, every seconds: Int64 = 7, _ request: (Int) -> String,
    _ status: Int = 200
  ) -> [LogLine] {
    (0..<count).map {
      LogLine(
        monday + Int64($0) * seconds, "198.51.100.7", request($0), status, agent: agent)
    }
  }

  @Test func aSearchEngineDoesNotLogIn() throws {
    let finding = try #require(find(lines(4, agent: bot, { _ in "POST /login" }, 401)).first)
    #expect(finding.kind == .suspiciousAgent && finding.severity == .low)
    #expect(finding.headline == "says it is a search engine's crawler and tries to log in")
  }

  @Test func aSearchEngineDoesNotAttackOrSweep() {
    let attack = find(lines(3, agent: bot, { "GET /a?id=\($0)'%20union%20select%201,2--%20" }))
    #expect(attack.first?.headline == "says it is a search engine's crawler and attacks")
    let sweep = find(lines(200, agent: bot, { "GET /\(Attacks.word($0))" }, 404))
    #expect(sweep.first?.headline.hasSuffix("asks for one missing path after the other") == true)
  }

  @Test func staysSilentAboutAFormSentNowAndThen() {
    let mixed = lines(40, agent: bot, { $0 % 8 == 0 ? "POST /login" : "GET /page/\($0)" }, 401)
    #expect(find(mixed).isEmpty)
  }

  @Test func staysSilentAboutACrawlerAtWork() {
    let mixed = lines(400, agent: bot, { "GET /page/\(Attacks.word($0))" }).enumerated().map {
      var line = $1
      line.status = $0 % 3 == 0 ? 404 : 200
      return line
    }
    #expect(find(mixed).isEmpty)
  }

  /// What browsers do at a service: three hundred hours with referers.
  private func population(referer: String) -> PopulationModel {
    let text = (0..<40).flatMap { number in
      (0..<250).map {
        LogLine(monday + Int64(number * 80), "203.0.113.\($0)", "GET /orders/\(number)")
          .text.replacing("\"-\"", with: "\"\(referer)\"")
      }
    }
    var learner = PopulationLearner(level: 1)
    for (window, record) in Stage(log: text).records where record.level == 1 {
      learner.learn(window.principals)
    }
    return learner.model(seconds: 604_800)
  }

  private func browse(_ request: (Int) -> String) -> [LogLine] {
    lines(500, agent: LogLine.browser, request)
  }

  @Test func aBrowserComesFromPages() throws {
    let known = population(referer: "https://shop.example/")
    #expect(known.browsers.hours >= 100 && known.browsers.withReferer == known.browsers.hours)
    let finding = try #require(find(browse { "GET /orders/\($0)" }, population: known).first)
    #expect(finding.headline.hasPrefix("says it is a browser and took "))
    #expect(finding.headline.hasSuffix(" pages in an hour without a referer or a picture"))
  }

  @Test func staysSilentWhereBrowsersSendNone() {
    let known = population(referer: "-")
    #expect(find(browse { "GET /orders/\($0)" }, population: known).isEmpty)
    #expect(find(browse { "GET /orders/\($0)" }).isEmpty)
  }

  @Test func staysSilentAboutPollingAndTools() {
    let known = population(referer: "https://shop.example/")
    #expect(find(browse { _ in "GET /wall" }, population: known).isEmpty)
    let tool = lines(500, agent: "python-requests/2.32") { "GET /orders/\($0)" }
    #expect(find(tool, population: known).isEmpty)
  }
}
