import AccessLog
import Scoring
import TestSupport
import Testing

@testable import Detection

/// What is missing, seen by a judge: three days of even traffic with holes in it.
@Suite struct DropWatchTests {
  private let traffic = EvenTraffic([
    ("GET /a", 60, 200), ("GET /b", 40, 200), ("POST /pay", 200, 201), ("GET /rare", 4, 200),
  ])

  /// Three days without what a hole takes away, judged by what is learned from it.
  private func told(_ without: (LogLine) -> Bool, hours: Int = 78) -> [Incident] {
    let stage = Stage(traffic.lines(0..<hours).filter { !without($0) })
    return stage.told(by: stage.model(), replays: true).filter { $0.kinds.contains(.trafficDrop) }
  }

  private func minutes(_ line: LogLine) -> Int { Int(line.time - monday) / 60 }

  @Test func ringsAboutAnOutage() throws {
    let incident = try #require(told { (4000..<4070).contains(minutes($0)) }.first)
    #expect(incident.subject == .service && incident.severity == .high)
    #expect(
      incident.headline.hasPrefix("0 requests to the service in a quarter of an hour; usual is 7"))
  }

  @Test func aRestartIsLow() {
    let found = told { (4003..<4021).contains(minutes($0)) }
    #expect(found.map(\.severity) == [.low])
  }

  @Test func ringsAboutOneEndpoint() throws {
    let found = told { $0.request == "POST /pay" && (4000..<4060).contains(minutes($0)) }
    let incident = try #require(found.first)
    #expect(found.count == 1 && incident.subject == Subject(.endpoint, "POST /pay"))
    #expect(incident.severity == .medium)
  }

  @Test func staysSilentAboutARareEndpoint() {
    #expect(told { $0.request == "GET /rare" && (3000..<4300).contains(minutes($0)) }.isEmpty)
  }

  @Test func staysSilentAtTheEndOfTheLog() { #expect(told { minutes($0) >= 4600 }.isEmpty) }

  @Test func staysSilentAboutADayThatWasNotGiven() {
    #expect(told { (2000..<3440).contains(minutes($0)) }.isEmpty)
  }

  /// By night a tenth of the day: the season knows it, on every night that follows.
  @Test func staysSilentAtNight() {
    #expect(
      told({ line in
        let isNight = minutes(line) % 1440 < 360
        return isNight && minutes(line) % 10 != 0
      }).isEmpty)
  }

  /// A monitor that is switched off for an hour.
  @Test func anEndpointOfOneClientIsLow() {
    let monitor = EvenTraffic([("GET /health", 240, 200)], clients: 1).lines(0..<78)
    let lines = (traffic.lines(0..<78) + monitor.filter { !(4000..<4070).contains(minutes($0)) })
    let stage = Stage(lines.inTime)
    let found = stage.told(by: stage.model(), replays: true)
      .filter { $0.kinds.contains(.trafficDrop) }
    #expect(found.map(\.severity) == [.low])
  }
}
