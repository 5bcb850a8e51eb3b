import Foundation
import TestSupport
import Testing

@testable import Detection

@Suite struct AnalystTests {
  /// What an analyst tells about a log: with each event the number of windows that it had seen.
  private func story(
    _ lines: [LogLine], model: Model? = nil, _ change: (inout Analyst.Settings) -> Void = { _ in }
  ) -> (told: [String], model: Model?) {
    var settings = Analyst.Settings()
    change(&settings)
    let stage = Stage(lines)
    var analyst = Analyst(model: model, settings: settings)
    var told: [String] = []
    for (count, entry) in stage.records.enumerated() {
      let events = analyst.take(entry.window, level: entry.record.level, directory: stage.directory)
      told += events.map { "\(count) \($0.event) \($0.incident.subject.value)" }
    }
    let last = analyst.finish(directory: stage.directory)
    told += last.map { "end \($0.event) \($0.incident.subject.value)" }
    return (told, analyst.model)
  }

  private let lines =
    (OrdinaryTraffic(seed: 3).lines(minutes: 240)
    + Attacks.bruteForce(at: monday + 60, tries: 60)).inTime

  @Test func gathersFirstAndTellsAtTheEnd() {
    let (told, model) = story(lines)
    #expect(told == ["end opened 198.51.100.7", "end resolved 198.51.100.7"])
    #expect(model?.history.words == "4 hours")
  }

  @Test func judgesAtOnceWhenTheHistoryIsLongEnough() {
    let told = story(lines) { $0.historySeconds = 7200 }.told
    #expect(told.count == 2 && told.allSatisfy { !$0.hasPrefix("end") })
    let late = (lines + Attacks.bruteForce("198.51.100.8", at: monday + 3 * 3600, tries: 60)).inTime
    let two = story(late) { $0.historySeconds = 7200 }.told
    #expect(two.count(where: { $0.contains("opened") }) == 2)
  }

  /// Memory for the history is bounded: when it is used up, what is there has to do.
  @Test func judgesAtOnceWhenTheMemoryIsUsedUp() {
    let told = story(lines) { $0.historyBytes = 40_000 }.told
    #expect(told.count == 2 && told.allSatisfy { !$0.hasPrefix("end") })
  }

  @Test func judgesAtOnceWithAModel() throws {
    let model = try #require(story(OrdinaryTraffic(seed: 9).lines(minutes: 600)).model)
    let told = story(lines, model: model).told
    #expect(told.first?.hasPrefix("end") == false && told.first?.contains("opened") == true)
    let kept = try JSONDecoder().decode(Model.self, from: JSONEncoder().encode(model))
    #expect(story(lines, model: kept).told == told)
  }

  /// A live run keeps numbers only, and learns the same from them.
  @Test func aLiveRunLearnsTheSameFromLess() throws {
    var integration: [LogLine] = []
    for number in 0..<1200 as Range<Int64> {
      let time = monday + number / 300 * 3600 + number % 300
      integration.append(LogLine(time, "203.0.113.5", "GET /o/\(number)"))
    }
    var days: [LogLine] = []
    for day in 0..<3 as Range<Int64> {
      for var line in integration + lines {
        line.time += day * 86_400
        days.append(line)
      }
    }
    days = days.inTime
    let stage = Stage(days)
    var live = Analyst.Settings()
    live.isLive = true
    var analysts = [Analyst(model: nil), Analyst(model: nil, settings: live)]
    for place in analysts.indices {
      for (window, record) in stage.records {
        _ = analysts[place].take(window, level: record.level, directory: stage.directory)
      }
    }
    #expect(analysts[1].historyBytes * 4 < analysts[0].historyBytes * 3)
    let models = analysts.indices.compactMap { analysts[$0].learn(directory: stage.directory) }
    try #require(models.count == 2)
    #expect(models[0].habits == models[1].habits && models[0].habits != Habits())
    #expect(models[0].service == models[1].service && models[0].endpoints == models[1].endpoints)
    #expect(models[0].inventory == models[1].inventory)
  }

  /// A pause of a month is no history.
  @Test func aLongPauseIsNoHistory() {
    var early = lines[0]
    early.time -= 40 * 86_400
    #expect(story([early] + lines).told == story(lines).told)
  }

  @Test func nothingSaysNothing() {
    let (told, model) = story([])
    #expect(told.isEmpty && model == nil)
  }
}
