import Foundation
import TestSupport
import Testing
import Traffic

@Suite struct PrincipalFeaturesTests {
  private func features(_ lines: [LogLine]) -> [String: Double] {
    let values = PrincipalFeatures.values(windows(lines)[0].client("192.0.2.1")!)
    return Dictionary(uniqueKeysWithValues: zip(PrincipalFeatures.names, values))
  }

  private func line(_ request: String, _ status: Int = 200, bytes: Int = 100) -> LogLine {
    LogLine(monday, "192.0.2.1", request, status, bytes: bytes)
  }

  @Test func namesAndValuesGoTogether() {
    #expect(features([line("GET /")]).count == PrincipalFeatures.names.count)
  }

  @Test func sharesAreOfAllRequests() {
    let found = features([
      line("GET /a"), line("GET /a", 401), line("POST /a", 403), line("GET /b", 404),
      line("GET /c", 500), line("GET /d", 302), line("DELETE /a", 429), line("GET /x.css", 400),
    ])
    #expect(found["unauthorizedShare"] == 0.25 && found["notFoundShare"] == 0.125)
    #expect(found["clientErrorShare"] == 0.25 && found["serverErrorShare"] == 0.125)
    #expect(found["redirectShare"] == 0.125 && found["unsafeShare"] == 0.25)
    #expect(found["staticShare"] == 0.125 && found["pathsPerRequest"] == 0.625)
    #expect(found["logRequests"] == log1p(8) && found["logBytesPerRequest"] == log1p(100))
  }

  @Test func aWalkShowsInItsSteps() {
    let found = features((0..<20).map { line("GET /users/\($0)") })
    #expect(found["sequentialShare"] == 19.0 / 20)
    #expect(abs(found["logDistinctObjects"]! - log1p(20)) < 0.15)
  }

  @Test func allAreFiniteForAnyTraffic() {
    var generator = SeededGenerator(seed: 5)
    let lines = (0..<800).map { _ in
      line(
        "GET /\(generator.below(90))/e\(generator.below(70))", 100 + generator.below(500),
        bytes: generator.below(1 << 40))
    }
    for value in features(lines).values { #expect(value.isFinite && value >= 0) }
  }
}
