import TestSupport
import Testing

@testable import Detection

@Suite struct UnusualErrorsTests {
  /// A day and two hours of four endpoints, of which one has always shown a 400 now and then.
  private let usual = EvenTraffic([
    ("GET /a", 21, 200), ("GET /b", 21, 200), ("GET /c", 21, 200), ("GET /d", 21, 200),
    ("POST /a", 1, 400), ("POST /a", 20, 200),
  ]).lines(0..<26)
  private let now = monday + 26 * 3600

  private func find(_ lines: [LogLine]) -> [Finding] {
    let all = usual + EvenTraffic([("GET /a", 21, 200), ("POST /a", 20, 200)]).lines(26..<27)
    return Stage((all + lines).inTime).hourFindings(UnusualErrors(), threshold: 4)
  }

  private func errors(
    _ client: String, _ requests: [String], _ status: Int, bytes: Int = 500
  ) -> [LogLine] {
    requests.enumerated().map { LogLine(now + Int64($0) * 9, client, $1, status, bytes: bytes) }
  }

  @Test func ringsAboutAClientThatDrawsNewErrorsFromSeveralEndpoints() throws {
    let found = find(errors("198.51.100.7", ["GET /a", "GET /b", "GET /c", "GET /d"], 500))
    let finding = try #require(found.first)
    #expect(found.count == 1 && finding.kind == .unusualErrors && finding.severity == .medium)
    #expect(finding.subject == Subject(.client, "198.51.100.7"))
    #expect(
      finding.headline == "drew errors from 4 endpoints that these had never shown")
    #expect(finding.reasons[0].feature == "status 500 of GET /a" && finding.evidence.count == 4)
  }

  @Test func badRequestsOfOneClientAreLow() {
    let found = find(errors("198.51.100.7", ["GET /a", "GET /b", "GET /c"], 422))
    #expect(found.map(\.severity) == [.low])
  }

  @Test func ringsAboutAnEndpointWhoseClientsGetANewError() throws {
    let lines = (1...6).flatMap { errors("203.0.113.\($0)", ["GET /b"], 500) }
    let finding = try #require(find(lines).first)
    #expect(finding.subject == Subject(.endpoint, "GET /b") && finding.severity == .low)
    #expect(
      finding.headline == "answered 6 requests of 6 clients with 500, as it never did before")
  }

  /// A stack trace where there was a short page.
  @Test func theSizeOfAnErrorIsPartOfIt() {
    let large = (1...6).flatMap { errors("203.0.113.\($0)", ["POST /a"], 400, bytes: 40_000) }
    let usual = (1...6).flatMap { errors("203.0.113.\($0)", ["POST /a"], 400, bytes: 510) }
    #expect(find(large).count == 1 && find(usual).isEmpty)
  }

  @Test func staysSilentAboutOneOddErrorAndAboutTwo() {
    #expect(find(errors("198.51.100.7", ["GET /a"], 500)).isEmpty)
    #expect(find(errors("198.51.100.7", ["GET /a", "GET /b", "GET /a"], 500)).isEmpty)
  }

  @Test(arguments: [401, 403, 404, 410, 429, 499, 502, 503, 504])
  func staysSilentAboutWhatIsNotTheEndpointsOwn(status: Int) {
    let requests = ["GET /a", "GET /b", "GET /c", "GET /d"]
    #expect(find((1...6).flatMap { errors("203.0.113.\($0)", requests, status) }).isEmpty)
  }

  @Test func staysSilentAboutANewEndpoint() {
    let lines = (1...6).flatMap { errors("203.0.113.\($0)", ["GET /new"], 500) }
    #expect(find(lines).isEmpty)
  }
}
