import Foundation
import Testing

@testable import Scoring

@Suite("The level follows growth")
struct RecentDaysTests {
  private static let day: Int64 = 86_400

  /// Windows of five minutes with a day and growth, `rate` a week.
  private static func history(
    _ seed: UInt64, days: Range<Int64>, rate: Double, level: Double = 60
  ) -> [CountWindow] {
    var noise = Noise(seed)
    return stride(from: days.lowerBound * day, to: days.upperBound * day, by: 300).map {
      CountWindow(start: $0, count: noise.poisson(truth($0, rate: rate, level: level)))
    }
  }

  private static func truth(_ start: Int64, rate: Double, level: Double = 60) -> Double {
    let hour = Double(start % day) / 3600
    return level * exp(0.6 * sin((hour - 6) / 24 * 2 * .pi))
      * pow(1 + rate, Double(start) / 604_800)
  }

  /// Expected over true, in the mean over a day.
  private static func ratio(_ baseline: SeasonalBaseline, day number: Int64, rate: Double) -> Double
  {
    let starts = stride(from: number * day, to: (number + 1) * day, by: 300)
    let sums = starts.reduce(into: (0.0, 0.0)) { sums, start in
      sums.0 += baseline.expectation(at: start)?.mean ?? 0
      sums.1 += truth(start, rate: rate)
    }
    return sums.0 / sums.1
  }

  @Test("Growth of 5 % a week: within 4 % of it on every day of the history and six weeks on")
  func growth() {
    var baseline = SeasonalBaseline.learned(
      from: Self.history(1, days: 0..<14, rate: 0.05), windowSeconds: 300)
    for day in Int64(1)..<14 {
      expectClose(Self.ratio(baseline, day: day, rate: 0.05), 1, 0.04)
    }
    for week in Int64(2)..<8 {
      let days = week * 7..<week * 7 + 7
      for window in Self.history(UInt64(week), days: days, rate: 0.05) {
        baseline.learn(window.count, at: window.start)
      }
      expectClose(Self.ratio(baseline, day: days.upperBound, rate: 0.05), 1, 0.04)
    }
  }

  @Test("Where nothing grows nothing is corrected, and three odd days of seven move nothing")
  func steady() {
    var history = Self.history(3, days: 0..<14, rate: 0)
    for index in history.indices where history[index].start / Self.day >= 11 {
      history[index].count = history[index].count * 3 / 5
    }
    let baseline = SeasonalBaseline.learned(from: history, windowSeconds: 300)
    expectClose(Self.ratio(baseline, day: 14, rate: 0), 1, 0.1)
    let quiet = SeasonalBaseline.learned(
      from: Self.history(4, days: 0..<14, rate: 0), windowSeconds: 300)
    expectClose(Self.ratio(quiet, day: 14, rate: 0), 1, 0.01)
  }

  @Test("After a changed level the days are those of the new one")
  func changedLevel() {
    var baseline = SeasonalBaseline.learned(
      from: Self.history(5, days: 0..<14, rate: 0), windowSeconds: 300)
    let before = Self.ratio(baseline, day: 15, rate: 0)
    baseline.relevel(by: 1.5)
    expectClose(Self.ratio(baseline, day: 15, rate: 0), 1.5 * before, 1e-4)
  }

  @Test("Rare requests have no days: their empty windows are not told")
  func rare() {
    let baseline = SeasonalBaseline.learned(
      from: Self.history(6, days: 0..<14, rate: 0, level: 2), windowSeconds: 300)
    #expect(baseline.days == nil)
  }

  @Test("A model file and a snapshot keep the days; a file of before has none")
  func kept() throws {
    let baseline = SeasonalBaseline.learned(
      from: Self.history(7, days: 0..<14, rate: 0.05), windowSeconds: 300)
    #expect(try baseline.fromFile == baseline)
    let (other, isComplete) = baseline.fromSnapshot
    #expect(isComplete && other == baseline)
    let file = try JSONEncoder().encode(baseline)
    var older = try #require(JSONSerialization.jsonObject(with: file) as? [String: Any])
    older["days"] = nil
    let data = try JSONSerialization.data(withJSONObject: older)
    #expect(try JSONDecoder().decode(SeasonalBaseline.self, from: data).days == nil)
  }
}
