import TestSupport
import Testing

@testable import Detection

@Suite struct DeprecatedEndpointTests {
  private let new = EvenTraffic([("GET /api/v2/users", 20, 200)])
  private let old = EvenTraffic([("GET /api/v1/users", 10, 200)])

  private func find(_ lines: [LogLine]) -> [Finding] {
    Stage(lines.inTime).hourFindings(DeprecatedEndpoint(), threshold: 3.5)
  }

  @Test func ringsAboutAVersionThatComesBack() throws {
    let found = find(new.lines(0..<150) + old.lines(0..<40) + old.lines(140..<142))
    let finding = try #require(found.first)
    #expect(found.count == 1 && finding.kind == .deprecatedEndpoint && finding.severity == .low)
    #expect(finding.subject == Subject(.endpoint, "GET /api/v1/users"))
    #expect(
      finding.headline == "/api/v1 is used again after 100 hours in which nobody did,"
        + " first of all GET /api/v1/users")
  }

  @Test func staysSilentAboutAWeekend() {
    #expect(find(new.lines(0..<150) + old.lines(0..<40) + old.lines(100..<142)).isEmpty)
  }

  @Test func staysSilentAboutAVersionThatIsSeldomUsed() {
    let seldom = [0, 80, 160, 240].flatMap { old.lines($0..<$0 + 1) }
    #expect(find(new.lines(0..<250) + seldom).isEmpty)
  }

  @Test func staysSilentAboutTheNewestVersion() {
    #expect(find(old.lines(0..<150) + new.lines(0..<40) + new.lines(140..<142)).isEmpty)
  }

  @Test func staysSilentAboutRefusals() {
    let refused = EvenTraffic([("GET /api/v1/users", 10, 410)])
    #expect(find(new.lines(0..<150) + old.lines(0..<40) + refused.lines(140..<142)).isEmpty)
  }

  @Test(arguments: [
    ("GET /api/v1/users", "/api/", 1.0), ("GET /v2.1/x", "/", 2.1), ("POST /x/V3", "/x/", 3.0),
  ]) func readsVersions(name: String, base: String, number: Double) {
    let version = InterfaceVersion(name)
    #expect(version?.base == base && version?.number == number)
  }

  @Test(arguments: ["GET /video", "GET /v", "GET /value1", "GET /", "(other)", "GET /a/b/c/d/v1"])
  func readsNone(name: String) { #expect(InterfaceVersion(name) == nil) }
}
