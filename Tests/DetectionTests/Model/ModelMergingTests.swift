import Scoring
import TestSupport
import Testing

@testable import Detection

@Suite struct ModelMergingTests {
  private static func learned(from day: Int, days: Int, seed: UInt64) -> Model {
    let lines = OrdinaryTraffic(seed: seed)
      .lines(from: monday + Int64(day) * 86_400, minutes: days * 1440)
    return Stage(lines).model()!
  }
  private static let first = learned(from: 0, days: 2, seed: 1)
  private static let second = learned(from: 3, days: 1, seed: 2)

  @Test func whatIsJoinedKnowsBoth() throws {
    let joined = try Self.first.merged(with: Self.second)
    #expect(joined.history.requests == Self.first.history.requests + Self.second.history.requests)
    #expect(joined.history.words == "2 days" || joined.history.words == "3 days")
    #expect(
      joined.populations[0].count
        == Self.first.populations[0].count + Self.second.populations[0].count)
    #expect(
      Set(joined.endpoints.keys) == Set(Self.first.endpoints.keys).union(Self.second.endpoints.keys)
    )
    let at = monday + 5 * 86_400 + 12 * 3600
    let mean = { (model: Model) in model.service.requests.expectation(at: at)!.mean }
    let (low, high) = (
      min(mean(Self.first), mean(Self.second)), max(mean(Self.first), mean(Self.second))
    )
    #expect(mean(joined) > 0.95 * low && mean(joined) < 1.05 * high)
    // An attack is as strange to both together as to each.
    let alone = try #require(Self.first.populations[0].requests.surprise(30))
    let together = try #require(joined.populations[0].requests.surprise(30))
    #expect(abs(alone - together) < 0.4 * alone, "\(alone) \(together)")
  }

  @Test func theOrderDoesNotMatter() throws {
    #expect(
      try Self.first.merged(with: Self.second).history
        == Self.second.merged(with: Self.first).history)
    #expect(try Self.first.merged(with: Self.second) == Self.second.merged(with: Self.first))
  }

  @Test func theSameTimeIsRefused() {
    #expect(throws: ModelMergeError.sameTime) { try Self.first.merged(with: Self.first) }
    #expect(
      ModelMergeError.sameTime.description
        == "The models tell of the same time. What is joined are stretches of one service's history,"
        + " one after the other; train one model on both logs together instead.")
  }

  @Test func windowsHaveToFit() {
    var other = Self.second
    other.history.windowSeconds = 30
    #expect(throws: ModelMergeError.windows(60, 30)) { try Self.first.merged(with: other) }
    #expect(
      ModelMergeError.windows(60, 30).description
        == "The models were learned from windows of 60 s and of 30 s, which do not fit: train one of"
        + " them again with --window.")
  }

  /// Months are learned in stretches, in the memory of one.
  @Test func longHistoriesAreLearnedInStretches() throws {
    let stage = Stage(OrdinaryTraffic(seed: 5, perMinute: 3).lines(minutes: 4 * 1440))
    var settings = Analyst.Settings()
    settings.isTraining = true
    settings.historySeconds = 86_400
    var analyst = Analyst(model: nil, settings: settings)
    for (window, record) in stage.records {
      let told = analyst.take(window, level: record.level, directory: stage.directory)
      #expect(told.isEmpty)
      #expect(analyst.historyCount < 1600)
    }
    let learned = analyst.learn(directory: stage.directory)
    let model = try #require(learned)
    let requests = stage.records.filter { $0.record.level == 0 }
      .reduce(0) { $0 + Int($1.record.service!.requests) }
    #expect(model.history.requests == requests)
    let at = monday + 5 * 86_400 + 12 * 3600
    let whole = try #require(stage.model()?.service.requests.expectation(at: at)).mean
    #expect(abs(model.service.requests.expectation(at: at)!.mean / whole - 1) < 0.15)
  }
}
