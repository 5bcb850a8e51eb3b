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
