import Testing
import Traffic

@Suite struct StatusTallyTests {
  private func tally(_ statuses: [Int32]) -> StatusTally {
    statuses.reduce(into: StatusTally()) { $0.count($1) }
  }

  @Test func everyStatusHasItsPlace() {
    let all = tally([100, 101, 200, 299, 301, 304, 400, 401, 403, 404, 410, 422, 429, 500, 599])
    #expect(all.successful == 2 && all.redirected == 4 && all.serverErrors == 2)
    #expect(all.unauthorized == 1 && all.forbidden == 1 && all.notFound == 2)
    #expect(all.throttled == 1 && all.otherClientErrors == 2 && all.clientErrors == 7)
  }

  @Test func whatIsNoStatusIsNotCounted() {
    #expect(tally([-1, 0, 99, 600, 999, .max, .min]) == StatusTally())
  }

  @Test func mergeOfPartsIsTheWhole() {
    let statuses = (0..<700).map { Int32($0) }
    var merged = tally(Array(statuses[..<300]))
    merged.merge(tally(Array(statuses[300...])))
    #expect(merged == tally(statuses))
  }
}
