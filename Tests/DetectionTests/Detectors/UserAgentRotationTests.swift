import TestSupport
import Testing

@testable import Detection

@Suite struct UserAgentRotationTests {
  private func find(
    _ count: Int, agents: Int, request: (Int) -> String = { "GET /price/\($0)" }
  ) -> [Finding] {
    let lines = (0..<count).map {
      LogLine(
        monday + Int64($0 * 3500 / count), "198.51.100.7", request($0),
        agent: "Mozilla/5.0 (Version \($0 * 7 % agents))")
    }
    return Stage(lines).findings(UserAgentRotation(), level: 1)
  }

  @Test func ringsAboutAListOfAgents() throws {
    let finding = try #require(find(200, agents: 40).first)
    #expect(finding.kind == .userAgentRotation && finding.severity == .low)
    #expect(finding.headline.hasSuffix("and asked for the same 1 endpoints with all of them"))
  }

  @Test func staysSilentAboutAFewAgents() { #expect(find(200, agents: 9).isEmpty) }

  @Test func staysSilentAboutFewRequests() { #expect(find(29, agents: 29).isEmpty) }

  /// An office: its people go everywhere, log in, load pictures.
  @Test func staysSilentAboutPeople() {
    let places = [
      "/", "/orders", "/users", "/search", "/cart", "/help", "/news", "/account", "/faq",
    ]
    #expect(find(400, agents: 40, request: { "GET " + places[$0 % places.count] }).isEmpty)
    #expect(find(400, agents: 40, request: { $0 % 20 == 0 ? "POST /login" : "GET /" }).isEmpty)
    #expect(find(400, agents: 40, request: { $0 % 20 == 0 ? "GET /a.css" : "GET /" }).isEmpty)
  }

  /// Carriers' gateways with as many telephones are usual at this service.
  @Test func staysSilentWhereOthersShowAsMany() {
    let others = (0..<230).flatMap { client in
      (0..<60 + client % 30).map {
        LogLine(
          monday + Int64($0 * 30), "203.0.113.\(client)", "GET /feed",
          agent: "App/\($0 % (20 + client % 40))")
      }
    }.inTime
    let population = Stage(others).population(level: 1)
    let lines = (0..<80).map {
      LogLine(monday + Int64($0), "198.51.100.7", "GET /feed", agent: "App/\($0 % 45)")
    }
    #expect(
      Stage(lines).findings(UserAgentRotation(), level: 1, population: population).isEmpty)
  }
}
