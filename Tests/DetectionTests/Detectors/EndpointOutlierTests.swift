import TestSupport
import Testing

@testable import Detection

@Suite struct EndpointOutlierTests {
  /// Four days of four endpoints, uneven as traffic is.
  private static let usual: [LogLine] = {
    var generator = SeededGenerator(seed: 5)
    return (0..<96).flatMap { hour in
      ["GET /a", "GET /b", "GET /c", "POST /d"].flatMap { request in
        (0..<60 + generator.below(60)).map { _ in
          LogLine(
            monday + Int64(hour * 3600 + generator.below(3600)),
            "203.0.113.\(generator.below(30))", request,
            generator.below(25) == 0 ? 400 : 200, bytes: 400 + generator.below(300))
        }
      }
    }.inTime
  }()

  private static let outliers = EndpointOutlierModel.learned(
    from: Stage(usual).records.map(\.record), Stage(usual).directory)

  private func find(_ lines: [LogLine]) -> [Finding] {
    Stage(lines.inTime).hourFindings(EndpointOutlier(), outliers: Self.outliers, threshold: 3)
  }

  private func hour(_ count: Int, clients: Int, bytes: Int, _ status: (Int) -> Int) -> [LogLine] {
    (0..<count).map {
      LogLine(
        monday + Int64($0 * 3600 / count), "203.0.113.\($0 % clients)", "GET /a", status($0),
        bytes: bytes + $0 % 200)
    }
  }

  @Test func ringsAboutAnHourLikeNoOther() throws {
    let found = find(hour(400, clients: 1, bytes: 90_000) { $0 % 3 == 0 ? 403 : 302 })
    let finding = try #require(found.first)
    #expect(finding.kind == .endpointOutlier && finding.severity == .low)
    #expect(finding.subject == Subject(.endpoint, "GET /a"))
    #expect(finding.headline.hasPrefix("an hour unlike any other of GET /a, most of all in "))
    #expect(finding.reasons.count == 5)
    let contributions = finding.reasons.map(\.contribution)
    #expect(contributions == contributions.sorted(by: >))
  }

  @Test func staysSilentAboutABusierHourOfTheSameKind() {
    #expect(find(hour(110, clients: 28, bytes: 450) { $0 % 25 == 0 ? 400 : 200 }).isEmpty)
  }

  @Test func staysSilentAboutFewRequestsAndNewEndpoints() {
    #expect(find(hour(49, clients: 1, bytes: 90_000) { _ in 403 }).isEmpty)
    let new = hour(400, clients: 1, bytes: 90_000) { _ in 403 }.map { line in
      var line = line
      line.request = "POST /login"
      return line
    }
    #expect(find(new).isEmpty)
  }
}
