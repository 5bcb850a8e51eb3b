import AccessLog
import Scoring
import TestSupport
import Testing
import Traffic

@testable import Detection

@Suite struct RefusalWatchTests {
  private static let endpoint = "POST /login"

  /// What is told about the log-in endpoint in the minutes of a log, by the ordinary day's model.
  private func find(_ lines: [LogLine]) -> [Finding] {
    let stage = Stage(lines.inTime)
    let model = OrdinaryDay.model
    var watch = RefusalWatch()
    return stage.records.map(\.record).filter { $0.level == 0 }.flatMap { record in
      record.endpoints.compactMap { point -> Finding? in
        guard stage.directory.endpoint(point.endpoint) == Self.endpoint,
          let baseline = model.endpoints[Self.endpoint]
        else { return nil }
        let start = record.span.start.seconds
        return watch.examine(
          point,
          TrafficScene(
            span: record.span, directory: stage.directory, baseline: baseline,
            parent: ParentExpectation(service: model.service, at: start), threshold: 6,
            subject: Subject(.endpoint, Self.endpoint), history: model.history.words))
      }
    }
  }

  /// Three log-ins a minute, each from a client of its own, none of them a surprise by itself.
  private func stuffing(minutes: Int, network: (Int) -> String = { "198.\($0 % 250).7.9" })
    -> [LogLine]
  {
    (0..<minutes * 3).map {
      LogLine(
        OrdinaryDay.noon + Int64($0) * 20, network($0), "POST /login", $0 % 40 == 7 ? 200 : 401)
    }
  }

  @Test func addsUpWhatNoMinuteBetrays() throws {
    let found = find(OrdinaryDay.minutes(40) + stuffing(minutes: 40))
    let first = try #require(found.first)
    #expect(first.kind == .credentialStuffing && first.severity == .high)
    #expect(first.subject == Subject(.endpoint, Self.endpoint))
    #expect(first.span.end.seconds <= OrdinaryDay.noon + 15 * 60)
  }

  /// Four in five from one network: it can be blocked.
  @Test func namesTheNetwork() {
    let found = find(stuffing(minutes: 30) { "198.51.100.\($0 % 200)" })
    #expect(found.first?.subject == Subject(.network, "198.51.100.0/24"))
  }

  @Test func staysSilentOnAnOrdinaryDay() {
    #expect(find(OrdinaryDay.lines).isEmpty && find(OrdinaryDay.minutes(240)).isEmpty)
  }

  /// One client that guesses is brute force, however long it goes on.
  @Test func staysSilentAboutOneClient() {
    #expect(find(stuffing(minutes: 60) { _ in "198.51.100.7" }).isEmpty)
  }

  /// More log-ins with the usual share.
  @Test func staysSilentOnMondayMorning() {
    let lines = (0..<900).map {
      LogLine(
        OrdinaryDay.noon + Int64($0) * 4, "198.\($0 % 250).7.9", "POST /login",
        $0 % 9 == 0 ? 401 : 200)
    }
    #expect(find(lines).isEmpty)
  }

  /// The log-in service is down: everybody is refused, and nobody gets in any more.
  @Test func staysSilentAboutAnOutage() {
    let lines = OrdinaryDay.minutes(60).map { line in
      var line = line
      if line.request == Self.endpoint { line.status = 401 }
      return line
    }
    #expect(lines.count { $0.status == 401 } > 15)
    #expect(find(lines).isEmpty)
  }

  /// Lorden's bound: on average the sum passes h not before eʰ windows. In 40,000 windows of the
  /// usual share a surprise of 4 may be passed about four times.
  @Test func falseAlarmsAreAsRareAsStated() {
    var generator = SeededGenerator(seed: 1)
    var sum = RefusalSum()
    var passed = 0
    let share = RatioExpectation(mean: 0.1, concentration: 1e6, trials: 1e6)
    for minute in 0..<40_000 {
      let outcomes = (0..<4).map { _ in generator.below(10) == 0 }
      let refused = outcomes.count { $0 }
      sum.takeClients(
        refused: Double(refused), of: 4, share, at: Int64(minute) * 60)
      if sum.surprise >= 4 {
        passed += 1
        sum = RefusalSum()
      }
    }
    #expect(passed <= 8)
  }
}
