import AccessLog
import Scoring
import TestSupport
import Testing

@testable import Detection

@Suite struct ShiftWatchTests {
  private static let model = Months().model(days: 15)!

  /// What a judge tells of days that follow the history: minutes from their beginning.
  private func story(_ months: Months, days: Int, budget: Double = 1) -> (
    told: [(event: Incident.Event, kind: Kind, minute: Int)], judge: Judge
  ) {
    var judge = Judge(
      model: Self.model, budget: AlarmBudget(perWeek: budget), windowSeconds: 60)
    var told: [(Incident.Event, Kind, Int)] = []
    for record in months.records(from: 15, days: days) {
      for event in judge.take(record, directory: Directory()) {
        let minute = (event.time.seconds - monday) / 60 - 15 * 1440
        told.append((event.event, event.incident.kind, Int(minute)))
      }
    }
    return (told, judge)
  }

  @Test func quietDaysAreQuiet() {
    #expect(story(Months(seed: 2), days: 7, budget: 0.1).told.isEmpty)
  }

  /// Half as many again, which no single minute betrays, are told within half an hour, once; after a
  /// day the baseline has followed, and the incident is over.
  @Test func aChangedLevelIsToldOnceAndFollowed() throws {
    let change = monday + 16 * 86_400 + 12 * 3600
    let (told, judge) = story(Months(seed: 3, rate: { $0 < change ? 1 : 1.5 }), days: 5)
    let opened = told.filter { $0.event == .opened }
    #expect(opened.count == 1 && opened.first?.kind == .trafficSurge)
    let at = 1440 + 720
    #expect(try #require(opened.first).minute - at < 30)
    let resolved = try #require(told.first { $0.event == .resolved })
    #expect(resolved.minute - at < 1440 + 120, "\(resolved.minute)")
    let noon = monday + 21 * 86_400 + 12 * 3600
    let before = try #require(Self.model.service.requests.expectation(at: noon)).mean
    let after = try #require(judge.model?.service.requests.expectation(at: noon)).mean
    #expect(abs(after / before - 1.5) < 0.1, "\(after / before)")
  }

  @Test func fewerRequestsAreADrop() {
    let change = monday + 15 * 86_400 + 12 * 3600
    let told = story(Months(seed: 4, rate: { $0 < change ? 1 : 0.6 }), days: 1).told
    #expect(told.first?.kind == .trafficDrop)
  }

  @Test func moreErrorsAddUp() throws {
    let change = monday + 15 * 86_400 + 12 * 3600
    let told = story(Months(seed: 5, errors: { $0 < change ? 1 : 4 }), days: 1).told
    let first = try #require(told.first)
    #expect(first.kind == .errorSurge && first.minute - 720 < 60)
  }

  /// A short history knows no season, and its charts stay silent, all but that of durations until it has
  /// each weekday twice.
  @Test func aShortHistoryHasNoCharts() throws {
    let model = try #require(Months().model(days: 1))
    #expect(model.service.shifts == nil && Self.model.service.shifts != nil)
    let week = try #require(Months().model(days: 8))
    let tails = try #require(week.service.shifts)
    for sign in ShiftSign.allCases {
      let isKnown = tails.surprise(sign, ShiftCharts()) != nil
      #expect(isKnown == (sign == .slowerAnswers), "\(sign)")
    }
  }

  /// The slowest twentieth takes three times as long, which no single minute betrays.
  @Test func slowerAnswersAddUp() throws {
    let change = monday + 15 * 86_400 + 12 * 3600
    let told = story(Months(seed: 8, slowness: { $0 < change ? 1 : 3 }), days: 1).told
    let first = try #require(told.first)
    #expect(first.kind == .latencySurge && first.minute - 720 < 30, "\(first.minute)")
  }

  /// What charts have added up outlives a restart.
  @Test func aRestartForgetsNothing() throws {
    let change = monday + 15 * 86_400 + 600 * 60
    let records = Months(seed: 6, rate: { $0 < change ? 1 : 1.4 }).records(from: 15, days: 2)
    func judge() -> Judge {
      Judge(model: Self.model, budget: AlarmBudget(perWeek: 1), windowSeconds: 60)
    }
    var (whole, part) = (judge(), judge())
    for record in records[..<605] {
      _ = whole.take(record, directory: Directory())
      _ = part.take(record, directory: Directory())
    }
    var archive = SnapshotArchive()
    try part.snapshot(&archive)
    var again = judge()
    var reading = SnapshotArchive(reading: archive.bytes)
    try again.snapshot(&reading)
    for record in records[605...] {
      let told = whole.take(record, directory: Directory()).map(\.incident.id)
      #expect(again.take(record, directory: Directory()).map(\.incident.id) == told)
    }
    #expect(again.book.count == whole.book.count && whole.book.count > 0)
  }
}
