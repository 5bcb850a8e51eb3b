import AccessLog
import TestSupport
import Testing

@testable import Traffic

@Suite struct MissingTallyTests {
  private func hour(_ lines: [LogLine]) -> MissingTally {
    var assembler = WindowAssembler(settings: WindowSettings())
    var rollUp = RollUp(settings: WindowSettings())
    var hours: [Window] = []
    for window in assembler.add(lines) + assembler.finish() {
      rollUp.add(window) { if $1 == 1 { hours.append($0) } }
    }
    rollUp.finish { if $1 == 1 { hours.append($0) } }
    return hours.reduce(into: MissingTally()) { $0.merge($1.missing) }
  }

  private func lines(_ count: Int, _ status: Int, _ request: (Int) -> String) -> [LogLine] {
    (0..<count).map { LogLine(monday + Int64($0) * 50, "203.0.113.\($0)", request($0), status) }
  }

  /// The minutes' paths are the hour's, each counted once.
  @Test func differentPathsThatAreNotThere() {
    let tally = hour(lines(60, 404) { "GET /old/\($0 % 20)" })
    #expect(tally.requests == 60)
    #expect(abs(tally.paths.estimate - 20) <= 1)
  }

  @Test(arguments: [200, 301, 401, 403, 500])
  func otherAnswersAreNotMissing(status: Int) {
    #expect(hour(lines(9, status) { "GET /a/\($0)" }).requests == 0)
  }

  @Test func neitherAreObjectsOfAnEndpoint() {
    let known = LogLine(monday, "192.0.2.1", "GET /posts/7")
    #expect(hour([known] + lines(9, 404) { "GET /posts/\($0 + 100)" }).requests == 0)
  }

  @Test func norWhatTheTextGivesAway() {
    #expect(hour(lines(9, 404) { "GET /.git/config?\($0)" }).requests == 0)
  }
}
