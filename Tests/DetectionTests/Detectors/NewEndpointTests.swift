import TestSupport
import Testing

@testable import Detection

@Suite struct NewEndpointTests {
  private let usual = EvenTraffic([
    ("GET /a", 20, 200), ("GET /b", 10, 200), ("POST /a", 6, 201), ("GET /c", 4, 200),
  ])

  private func find(_ new: [LogLine], hours: Int = 100) -> [Finding] {
    Stage((usual.lines(0..<hours) + new).inTime).hourFindings(NewEndpoint(), threshold: 3.5)
  }

  private func visits(
    _ request: String, clients: Int, hour: Int = 90, status: Int = 200
  ) -> [LogLine] {
    (0..<clients * 2).map {
      LogLine(
        monday + Int64(hour) * 3600 + Int64($0) * 30, "203.0.113.\(40 + $0 / 2)", request, status)
    }
  }

  @Test func ringsOnceAboutWhatWasNeverThere() throws {
    let found = find(visits("GET /debug", clients: 3) + visits("GET /debug", clients: 3, hour: 95))
    let finding = try #require(found.first)
    #expect(found.count == 1 && finding.severity == .low)
    #expect(finding.subject == Subject(.endpoint, "GET /debug"))
    #expect(finding.headline == "GET /debug answers, and was never seen before")
  }

  /// One client that comes back hour after hour: a web shell.
  @Test func oneClientIsEnoughInTime() {
    let visits = (90..<96).flatMap { hour in
      (0..<3).map {
        LogLine(monday + Int64(hour * 3600 + $0), "198.51.100.7", "POST /upload/up.php")
      }
    }
    #expect(find(visits).map(\.subject) == [Subject(.endpoint, "POST /upload/up.php")])
  }

  @Test func aReleaseIsOneIncident() throws {
    let release = ["GET /v", "GET /w", "POST /x", "GET /y", "GET /z"]
      .flatMap { visits($0, clients: 3) }
    let late = visits("GET /z2", clients: 3, hour: 91)
    let found = find(release + late)
    #expect(found.count == 1 && found.first?.subject == .service)
    #expect(
      found.first?.headline.hasPrefix("5 endpoints answer that were never seen before:") == true)
  }

  @Test func staysSilentInTheFirstDays() {
    #expect(find(visits("GET /debug", clients: 5, hour: 60)).isEmpty)
  }

  @Test func staysSilentAboutASingleVisitAndAboutRefusals() {
    #expect(find(visits("GET /debug", clients: 1)).isEmpty)
    #expect(find(visits("GET /debug", clients: 5, status: 401)).isEmpty)
  }

  @Test func staysSilentAboutFiles() {
    #expect(find(visits("GET /assets/new.css", clients: 5)).isEmpty)
  }

  /// Pages that come and go all the time.
  @Test func staysSilentWhereRareEndpointsAreCommon() {
    let pages = (0..<60).flatMap { visits("GET /blog/\(Attacks.word($0))", clients: 2, hour: $0) }
    #expect(find(pages + visits("GET /blog/news", clients: 2)).isEmpty)
  }
}
