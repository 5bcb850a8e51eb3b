import AccessLog
import Scoring
import TestSupport
import Testing
import Traffic

@testable import Detection

/// What is missing, seen by a judge: three days of even traffic with holes in it.
@Suite struct DropWatchTests {
  private let names = ["/a", "/b", "/pay", "/rare", "/health"]

  /// Requests of each endpoint in a minute, and how many clients make them.
  private func usual(_ minute: Int) -> [(requests: UInt32, clients: UInt32)] {
    [(20, 9), (14, 8), (UInt32(11 + minute % 3), 6), (minute % 15 == 0 ? 1 : 0, 1), (6, 1)]
  }

  private var directory: Directory {
    Directory(
      endpoints: ["(no such path)", "(other)"].map { Endpoint(method: "", template: $0) }
        + names.map { Endpoint(method: "GET", template: $0) })
  }

  /// A minute with what a hole takes away missing; nil where nothing is left.
  private func record(
    _ minute: Int, without: (Int, _ endpoint: String) -> Bool
  ) -> WindowRecord? {
    var record = WindowRecord.blank
    record.span = span(minute..<minute + 1)
    var service = TrafficPoint.blank
    for (place, count) in usual(minute).enumerated()
    where count.requests > 0 && !without(minute, names[place]) {
      var point = TrafficPoint.blank
      point.endpoint = EndpointID(place + 2)
      (point.requests, point.clients) = count
      service.requests += count.requests
      record.endpoints.append(point)
    }
    record.service = service
    return service.requests > 0 ? record : nil
  }

  /// The hour's record that tells how many clients an endpoint has.
  private func hour(_ minute: Int) -> WindowRecord {
    var record = WindowRecord.blank
    record.level = EndpointHour.level
    record.span = span(minute - 60..<minute)
    record.hours = usual(minute).enumerated().map { place, count in
      var hour = EndpointHour.blank
      hour.endpoint = EndpointID(place + 2)
      (hour.requests, hour.clients) = (count.requests * 60, count.clients)
      return hour
    }
    return record
  }

  /// What is told of three days, judged by what is learned from them.
  /// - Parameter unread: Lines that fit no format, in minutes that have requests.
  private func told(
    unread: (Int) -> UInt32 = { _ in 0 }, _ without: (Int, String) -> Bool
  ) -> [Incident] {
    var records: [WindowRecord] = []
    for minute in 0..<78 * 60 {
      if minute > 0, minute % 60 == 0 { records.append(hour(minute)) }
      guard var record = record(minute, without: without) else { continue }
      var source = SourceTally.Entry(source: 0)
      (source.requests, source.malformed) = (record.service?.requests ?? 0, unread(minute))
      record.sources = [source]
      records.append(record)
    }
    let model = Learner(levels: 3, windowSeconds: 60).model(records, directory: directory)
    var judge = Judge(
      model: model, budget: AlarmBudget(perWeek: 1), windowSeconds: 60, replays: true)
    var events = records.flatMap { judge.take($0, directory: directory, isLearned: true) }
    events += judge.finish(at: minute(78 * 60), directory: directory)
    return events.filter { $0.event == .resolved }.map(\.incident)
      .filter { $0.kinds.contains(.trafficDrop) }
  }

  /// A log whose format changed: what it lost it lost at once, in the last minute that could be read.
  @Test func staysSilentWhereTheLogCannotBeRead() {
    let isGone = { (minute: Int, _: String) in (4000..<4070).contains(minute) }
    #expect(told(unread: { $0 == 3999 ? 70 * 55 : 0 }, isGone).isEmpty)
    // A tenth of it explains nothing, nor do lines of an hour before.
    #expect(told(unread: { $0 == 3999 ? 70 * 5 : 0 }, isGone).count == 1)
    #expect(told(unread: { $0 == 3930 ? 70 * 55 : 0 }, isGone).count == 1)
  }

  @Test func ringsAboutAnOutage() throws {
    let found = told { minute, _ in (4000..<4070).contains(minute) }
    let incident = try #require(found.first)
    #expect(found.count == 1 && incident.subject == .service && incident.severity == .high)
    #expect(
      incident.headline.hasPrefix("0 requests to the service in a quarter of an hour; usual is 7"))
  }

  @Test func aRestartIsLow() {
    #expect(told { minute, _ in (4003..<4021).contains(minute) }.map(\.severity) == [.low])
  }

  @Test func ringsAboutOneEndpoint() throws {
    let found = told { $1 == "/pay" && (4000..<4060).contains($0) }
    #expect(found.map(\.subject) == [Subject(.endpoint, "GET /pay")])
    #expect(found.map(\.severity) == [.medium])
  }

  /// A monitor that is switched off for an hour.
  @Test func anEndpointOfOneClientIsLow() {
    let found = told { $1 == "/health" && (4000..<4060).contains($0) }
    #expect(found.map(\.severity) == [.low])
  }

  @Test func staysSilentAboutARareEndpoint() {
    #expect(told { $1 == "/rare" && (3000..<4300).contains($0) }.isEmpty)
  }

  @Test func staysSilentAtTheEndOfTheLog() { #expect(told { minute, _ in minute >= 4600 }.isEmpty) }

  @Test func staysSilentAboutADayThatWasNotGiven() {
    #expect(told { minute, _ in (2000..<3440).contains(minute) }.isEmpty)
  }

  /// By night a tenth of the day: the season knows it.
  @Test func staysSilentAtNight() {
    #expect(told { minute, _ in minute % 1440 < 360 && minute % 10 != 0 }.isEmpty)
  }
}
