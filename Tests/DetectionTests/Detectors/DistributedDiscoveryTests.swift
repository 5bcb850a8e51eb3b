import Scoring
import TestSupport
import Testing

@testable import Detection

@Suite struct DistributedDiscoveryTests {
  /// Twenty-six hours of two endpoints, with a missing path or two that change from hour to hour.
  private let usual =
    EvenTraffic([("GET /a", 20, 200), ("POST /b", 20, 200)]).lines(0..<27)
    + (0..<54).map { number in
      LogLine(
        monday + Int64(number) * 1800 + 7, "203.0.113.\(number % 9)", "GET /old-\(number)", 404)
    }
  private let now = monday + 26 * 3600

  private func find(_ lines: [LogLine]) -> [Finding] {
    let stage = Stage((usual + lines).inTime)
    let records = stage.records.map(\.record).filter { $0.missing != nil }
    guard let known = DistributedDiscovery.learned(from: records.dropLast()) else { return [] }
    return records.suffix(1).compactMap { record in
      let scene = HourScene(
        span: record.span, directory: stage.directory, inventory: Inventory(), outliers: nil,
        threshold: 5, serviceThreshold: 4.6, outlierThreshold: 5)
      return record.missing.flatMap { DistributedDiscovery().examine($0, known, scene) }
    }
  }

  /// Clients that ask one after the other for some paths each.
  private func sweep(clients: Int, each: Int, path: (Int) -> String) -> [LogLine] {
    (0..<clients * each).map { number in
      let client = "198.51.\(number % clients).7"
      return LogLine(
        now + Int64(number * 3500 / (clients * each)), client, "GET \(path(number))", 404)
    }
  }

  @Test func ringsAboutASweepThatManyShareOut() throws {
    let finding = try #require(find(sweep(clients: 60, each: 4) { "/w\($0)" }).first)
    #expect(finding.kind == .contentDiscovery && finding.subject == .service)
    #expect(finding.severity == .medium && finding.evidence.count == IncidentBook.evidenceLimit)
    #expect(
      finding.headline == "62 clients asked for 236 different paths that do not exist in an hour,"
        + " none of them for many; usual are 2")
    #expect(finding.reasons[0].test?.surprise == finding.surprise)
  }

  /// The whole way: learned from the log, judged by the hour, told as an incident of the service.
  @Test func isToldAsAnIncidentOfTheService() throws {
    let stage = Stage((usual + sweep(clients: 60, each: 4) { "/w\($0)" }).inTime)
    var settings = Analyst.Settings()
    settings.budget = AlarmBudget(perWeek: 1)
    var analyst = Analyst(model: nil, settings: settings)
    var events: [IncidentEvent] = []
    for (window, record) in stage.records {
      events += analyst.take(window, level: record.level, directory: stage.directory)
    }
    events += analyst.finish(directory: stage.directory)
    let opened = events.filter { $0.event == .opened && $0.incident.kind == .contentDiscovery }
    #expect(opened.map(\.incident.subject) == [.service])
  }

  @Test func staysSilentAboutWhatADeployHasLost() {
    #expect(find(sweep(clients: 90, each: 4) { "/assets/\($0 % 20).js" }).isEmpty)
  }

  @Test func staysSilentAboutObjectsThatAreGone() {
    let there = (0..<40).map { LogLine(now + Int64($0), "192.0.2.9", "GET /posts/\($0)", 200) }
    #expect(find(there + sweep(clients: 60, each: 4) { "/posts/\(1000 + $0)" }).isEmpty)
  }

  @Test func leavesSingleScannersToTheirOwnDetector() {
    #expect(find(sweep(clients: 8, each: 80) { "/w\($0)" }).isEmpty)
  }

  /// Forty paths an hour are too few for one client to be told.
  @Test func eightThatEachAskForFortyAreOne() {
    #expect(find(sweep(clients: 8, each: 40) { "/w\($0)" }).count == 1)
  }

  @Test func aFewPathsAreNoSweep() {
    #expect(find(sweep(clients: 25, each: 2) { "/w\($0)" }).isEmpty)
  }

  @Test func aDayOfHoursIsNeeded() {
    let records = Stage(Array(usual.inTime.prefix(500))).records.map(\.record)
    #expect(DistributedDiscovery.learned(from: records) == nil)
  }
}
