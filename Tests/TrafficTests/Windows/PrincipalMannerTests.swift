import AccessLog
import TestSupport
import Testing

@testable import Traffic

@Suite struct PrincipalMannerTests {
  private func manner(_ times: [Int64], request: (Int) -> String = { "GET /a?x=\($0)" })
    -> PrincipalManner
  {
    let lines = times.enumerated().map { LogLine(monday + $1, "192.0.2.1", request($0)) }
    var settings = WindowSettings()
    settings.windowSeconds = 3600
    return windows(lines, settings: settings)[0].client("192.0.2.1")!.manner
  }

  @Test func aClockIsEven() throws {
    let even = manner(Array(stride(from: 0, to: 600, by: 10)))
    #expect(try #require(even.unevenness(requests: 60)) < 0.01)
    let bursts = manner((0..<60).map { Int64($0 / 10 * 100 + $0 % 10) })
    #expect(try #require(bursts.unevenness(requests: 60)) > 1)
    #expect(manner([0, 5]).unevenness(requests: 2) == nil)
    #expect(manner([5, 5, 5]).unevenness(requests: 3) == nil)
  }

  @Test func countsPagesQueriesAndAsks() {
    let found = manner((0..<40).map { Int64($0) }) { $0 < 20 ? "GET /a?page=\($0)" : "GET /a" }
    #expect(abs(found.pages.estimate - 21) <= 2 && found.queries == 20 && found.asks == 19)
    #expect(found.claims == .browser && found.referers == 0)
  }

  /// A monoid: parts merged are the whole.
  @Test func partsMergeToTheWhole() {
    let lines = (0..<120).map {
      LogLine(monday + Int64($0 * $0 / 9), "192.0.2.1", "GET /a?x=\($0 % 50)")
    }
    var hourly = WindowSettings()
    hourly.windowSeconds = 3600
    let whole = windows(lines, settings: hourly)[0].client("192.0.2.1")!.manner
    var merged = PrincipalManner()
    for window in windows(lines) { merged.merge(window.client("192.0.2.1")!.manner) }
    #expect(merged.pages == whole.pages && merged.queries == whole.queries)
    #expect(merged.first == whole.first && merged.last == whole.last)
    #expect(abs(merged.pauseSquares - whole.pauseSquares) < 1e-2)
  }
}
