import AccessLog
import TestSupport
import Testing
import Traffic

@Suite struct WindowTests {
  private func line(_ request: String, _ status: Int = 200, client: String = "192.0.2.1") -> LogLine
  {
    LogLine(monday, client, request, status)
  }

  private func texts(_ places: EvidencePlaces, _ window: Window) -> [Int64] {
    places.lines(on: window.shelf).map(\.lineNumber)
  }

  @Test func endpointsStandInTheOrderInWhichTheyCame() {
    let window = windows([line("GET /b"), line("GET /a"), line("GET /b"), line("GET /no", 404)])[0]
    #expect(window.endpoints.map(\.requests) == [2, 1, 1])
    #expect(window.endpointIDs == [2, 3, Endpoint.unknown])
    #expect(window.service.requests == 4)
  }

  @Test func refusalsAndSignsAreKeptAsEvidence() throws {
    let window = windows([
      line("GET /a"), line("GET /no", 404), line("GET /a?id=1'%20or%201=1--%20"),
      line("GET /no2", 404), line("GET /no3", 404), line("GET /no4", 404),
    ])[0]
    let client = try #require(window.client("192.0.2.1"))
    #expect(texts(client.evidence, window) == [2, 4, 5])
    #expect(texts(client.signEvidence, window) == [3])
    #expect(
      String(decoding: window.shelf.lines[0].text, as: UTF8.self) == line("GET /no", 404).text)
  }

  /// Who does nothing wrong but much is shown by an ordinary request.
  @Test func theFifthOrdinaryRequestIsKept() throws {
    let window = windows((1...9).map { line("GET /a/\($0)") })[0]
    #expect(texts(try #require(window.client("192.0.2.1")).evidence, window) == [5])
  }

  @Test func serverErrorsAreTheEndpointsEvidence() {
    let window = windows([line("GET /a"), line("GET /a", 500), line("GET /b", 503)])[0]
    #expect(texts(window.service.evidence, window) == [2, 3])
    #expect(window.endpoints.map { texts($0.evidence, window) } == [[2], [3]])
  }

  @Test func refusedLogInsAreTheEndpointsEvidence() {
    let window = windows((1...5).map { line("POST /login", 401, client: "192.0.2.\($0)") })[0]
    #expect(texts(window.endpoints[0].logInEvidence, window) == [1, 2, 3])
    #expect(window.endpoints[0].evidence.count == 0)
  }

  @Test func aUserIsAPrincipalBesideTheClient() {
    let window = windows([
      LogLine(monday, "192.0.2.1", "GET /a", user: "alice"),
      LogLine(monday, "192.0.2.2", "GET /a", user: "alice"), line("GET /a"),
    ])[0]
    let users = window.principals.aggregates.filter { $0.key.isUser }
    #expect(users.map(\.requests) == [2])
    #expect(window.client("192.0.2.1")?.requests == 2 && window.service.requests == 3)
  }

  @Test func longLinesAreCut() {
    let window = windows([line("GET /no/" + String(repeating: "x", count: 3000), 404)])[0]
    #expect(window.shelf.lines.map(\.text.count) == [KeptLine.longest])
  }

  @Test func hintsAboutThePathAccuseNobody() {
    let window = windows([
      line("POST /login"), line("GET /admin"), line("GET /style.css"), line("GET /a?token=s3cret"),
    ])[0]
    #expect(window.client("192.0.2.1")?.tally == -1)
  }
}
