import TestSupport
import Testing

@testable import Detection

@Suite struct CacheBustingTests {
  private func find(_ perMinute: Int, _ request: (Int) -> String) -> [Finding] {
    let lines = (0..<perMinute).map {
      LogLine(monday + Int64($0 * 60 / perMinute), "198.51.100.7", request($0))
    }
    return Stage(lines).findings(CacheBusting())
  }

  @Test func ringsAboutEverNewQueries() throws {
    let finding = try #require(find(180) { "GET /search?x=\(Attacks.word($0 * 7919))" }.first)
    #expect(finding.kind == .cacheBusting && finding.severity == .low)
    #expect(
      finding.headline
        == "180 requests to one path in a minute, hardly two with the same parameters")
  }

  @Test func asAFloodItIsMedium() {
    #expect(find(900) { "GET /?\(Attacks.word($0))" }.map(\.severity) == [.medium])
  }

  @Test func staysSilentAboutPages() { #expect(find(180) { "GET /list?page=\($0 + 10)" }.isEmpty) }

  @Test func staysSilentAboutObjects() { #expect(find(180) { "GET /item?id=\($0)" }.isEmpty) }

  @Test func staysSilentAboutPolling() {
    #expect(find(60) { "GET /news?_=17724096\($0)" }.isEmpty)
    #expect(find(200) { "GET /news?since=\($0 % 5)" }.isEmpty)
  }

  @Test func staysSilentAboutManyPaths() {
    #expect(find(180) { "GET /\(Attacks.word($0))?x=\(Attacks.word($0))" }.isEmpty)
  }

  /// Tiles of a map: where others do it too, it is usual.
  @Test func staysSilentWhereOthersDoIt() {
    let tile = { (client: Int, number: Int) in
      LogLine(
        monday + Int64(number / 3), "203.0.113.\(client)", "GET /tile?x=a\(number)&y=b\(client)")
    }
    let others = (0..<220).flatMap { client in (0..<100 + client % 80).map { tile(client, $0) } }
    let population = Stage(others.inTime).population()
    let lines = (0..<170).map { tile(250, $0) }
    #expect(Stage(lines).findings(CacheBusting(), population: population).isEmpty)
  }
}
