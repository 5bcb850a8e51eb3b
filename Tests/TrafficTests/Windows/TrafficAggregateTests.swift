import AccessLog
import TestSupport
import Testing
import Traffic

@Suite struct TrafficAggregateTests {
  private func aggregate(_ lines: [LogLine]) -> TrafficAggregate {
    windows(lines).first?.service ?? TrafficAggregate()
  }

  private func lines(_ seed: UInt64) -> [LogLine] {
    var generator = SeededGenerator(seed: seed)
    return (0..<120).map { _ in
      LogLine(
        monday + Int64(generator.below(60)), "192.0.2.\(generator.below(60))",
        ["GET /a", "POST /login"][generator.below(2)], [200, 401, 500][generator.below(3)],
        bytes: generator.below(9000))
    }
  }

  @Test func counts() {
    let whole = aggregate([
      LogLine(monday, "192.0.2.1", "GET /a", bytes: 5),
      LogLine(monday, "192.0.2.2", "POST /login", 401, bytes: 6),
      LogLine(monday, "192.0.2.2", "GET /a", 502, bytes: 7),
    ])
    #expect(whole.requests == 3 && whole.bytes == 18 && whole.clients.estimate == 2)
    #expect(whole.logIns == 1 && whole.failedLogIns == 1 && whole.statuses.serverErrors == 1)
    #expect(whole.errorMajority.leader == PrincipalKey(address("192.0.2.2")))
    #expect(whole.byteMajority.leader == PrincipalKey(address("192.0.2.2")))
    #expect(whole.durations.count == 0)
  }

  @Test(arguments: 0..<10) func mergeOfPartsIsTheWhole(seed: UInt64) {
    let all = lines(seed)
    var merged = aggregate(Array(all[..<(Int(seed) * 12)]))
    merged.merge(aggregate(Array(all[(Int(seed) * 12)...])))
    let whole = aggregate(all)
    #expect(merged.requests == whole.requests && merged.statuses == whole.statuses)
    #expect(merged.bytes == whole.bytes && merged.clients.estimate == whole.clients.estimate)
    #expect(merged.logIns == whole.logIns && merged.failedLogIns == whole.failedLogIns)
    #expect(merged.durations == whole.durations)
  }
}
