import Foundation
import Testing

@testable import Scoring

@Suite("Counts with a season")
struct SeasonalBaselineTests {
  /// A service with a day (factor 4 between night and noon) and a week (Sundays half).
  private static func truth(_ start: Int64, level: Double = 40) -> Double {
    let hour = Double(start % 86_400) / 3600
    let sunday = (start / 86_400 + 4) % 7 == 0
    return level * exp(0.7 * sin((hour - 6) / 24 * 2 * .pi)) * (sunday ? 0.5 : 1)
  }

  private static func history(
    _ seed: UInt64, days: Double, step: Int64 = 60, level: Double = 40, dispersion: Double = 0.02
  ) -> [CountWindow] {
    var noise = Noise(seed)
    return stride(from: Int64(0), to: Int64(days * 86_400), by: Int64.Stride(step)).map {
      CountWindow(
        start: $0, count: noise.negativeBinomial(truth($0, level: level), dispersion))
    }
  }

  @Test("Three weeks show day, week and dispersion, though one window in ten is an attack")
  func history() throws {
    var history = Self.history(1, days: 21, step: 300)
    for index in history.indices where index % 40 < 4 { history[index].count += 500 }
    let baseline = SeasonalBaseline.learned(from: history, windowSeconds: 300)
    for second in stride(from: Int64(0), to: 7 * 86_400, by: 7200) {
      let expected = try #require(baseline.expectation(at: second + 1800))
      expectClose(expected.mean / Self.truth(second + 1800), 1, 0.12)
    }
    #expect(baseline.dispersion > 0.015 && baseline.dispersion < 0.04)
    let noon = try #require(baseline.expectation(at: 12 * 3600))
    let night = try #require(baseline.expectation(at: 0))
    #expect(noon.surprise(120) < 4)
    #expect(night.surprise(120) > 8)
    #expect(noon.surprise(15, side: .lower) > 4)
    expectClose(noon.z(Int(noon.mean + 2 * noon.spread)), 2, 0.05)
  }

  @Test("A week after two weeks of history: about as many alarms as the surprise promises")
  func calibration() throws {
    let all = Self.history(2, days: 21)
    let baseline = SeasonalBaseline.learned(
      from: all.filter { $0.start < 14 * 86_400 }, windowSeconds: 60)
    let later = all.filter { $0.start >= 14 * 86_400 }
    let surprises = try later.map { window in
      try #require(baseline.expectation(at: window.start)).surprise(window.count)
    }
    let beyondTwo = surprises.count { $0 > 2 }
    let beyondFour = surprises.count { $0 > 4 }
    #expect(beyondTwo > 20 && beyondTwo < 110, "\(beyondTwo) of 100.8")
    #expect(beyondFour <= 3)
  }

  @Test("An attack in the only hour known of its hour does not hide in the cold start")
  func coldStart() throws {
    var history = Self.history(3, days: 0.5, dispersion: 0.01)
    for index in 0..<60 { history[index].count += 400 }
    let baseline = SeasonalBaseline.learned(from: history, windowSeconds: 60)
    let first = try #require(baseline.expectation(at: 0))
    #expect(first.mean < 60)
    #expect(first.surprise(420) > 6)
  }

  @Test("Nothing known, nothing said; little known, little said")
  func warmUp() throws {
    var baseline = SeasonalBaseline(windowSeconds: 60)
    #expect(baseline.expectation(at: 0) == nil)
    baseline.learn(10, at: 0)
    let young = try #require(baseline.expectation(at: 60))
    #expect(young.surprise(20) < 1)
    for minute in 1..<60 { baseline.learn(10 + minute % 3, at: Int64(minute) * 60) }
    let older = try #require(baseline.expectation(at: 3600))
    #expect(older.dispersion < young.dispersion)
    #expect(older.surprise(20) < 2)
    #expect(older.surprise(500) > 4)
  }

  @Test("Online it finds the season, refuses the flood, and takes a day to accept a new normal")
  func online() throws {
    var baseline = SeasonalBaseline(windowSeconds: 300)
    var refused = 0
    for window in Self.history(4, days: 15, step: 300) {
      if case .refused = baseline.learn(window.count, at: window.start) { refused += 1 }
    }
    #expect(refused < 15)
    let day: Int64 = 15 * 86_400
    for hour in stride(from: Int64(0), to: 24, by: 3) {
      let second = day + hour * 3600
      let expected = try #require(baseline.expectation(at: second))
      expectClose(expected.mean / Self.truth(second + 1800), 1, 0.25)
    }
    let before = baseline
    var flood = baseline
    for step in 0..<24 {
      #expect(flood.learn(2000, at: day + Int64(step) * 300) != .learned)
    }
    #expect(flood.level == before.level)
    for step in 24..<2000 { flood.learn(2000, at: day + Int64(step) * 300) }
    #expect(flood.level > 3 * before.level)
  }

  @Test("An endpoint too rare to have a season leans on its service's")
  func parent() throws {
    let service = SeasonalBaseline.learned(
      from: Self.history(5, days: 14, step: 300), windowSeconds: 300)
    let rare = SeasonalBaseline.learned(
      from: Self.history(6, days: 3, step: 300, level: 0.05), windowSeconds: 300,
      leaningOn: service.season())
    let noon: Int64 = 12 * 3600
    let expected = try #require(
      rare.expectation(at: noon, prior: service.seasonalPrior(at: noon)))
    expectClose(expected.mean / Self.truth(noon, level: 0.05), 1, 0.35)
    #expect(expected.surprise(1) < 2)
    #expect(expected.surprise(10) > 4)
  }

  @Test("Always zero: a first request is a little odd, a hundred are very")
  func zeros() throws {
    let history = (0..<500).map { CountWindow(start: Int64($0) * 60, count: 0) }
    let baseline = SeasonalBaseline.learned(from: history, windowSeconds: 60)
    let expected = try #require(baseline.expectation(at: 0))
    #expect(expected.surprise(0) == 0)
    #expect(expected.surprise(1) > 1.5 && expected.surprise(1) < 4)
    #expect(expected.surprise(100) > 8)
  }

  @Test("Small, and the same after a model file")
  func codable() throws {
    // 62 floats more lie in one array, 47 where there are days of late.
    #expect(MemoryLayout<SeasonalBaseline>.size <= 160)
    let baseline = SeasonalBaseline.learned(
      from: Self.history(7, days: 4, step: 600), windowSeconds: 600)
    let copy = try JSONDecoder().decode(
      SeasonalBaseline.self, from: JSONEncoder().encode(baseline))
    #expect(copy == baseline)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(
        SeasonalProfile.self, from: Data(#"{"numbers":[1],"hourSpread":1,"daySpread":1}"#.utf8))
    }
  }

  @Test("Hostile numbers: no trap, nothing that is not finite")
  func hostile() throws {
    for seconds in [-1, 0, 1e300, .nan, 60] {
      var baseline = SeasonalBaseline(windowSeconds: seconds)
      for count in [0, -5, Int.max, Int.min, 3] {
        for start in [0, Int64.max, Int64.min, -1, 60] {
          baseline.learn(count, at: start)
          let expected = try #require(baseline.expectation(at: start))
          #expect(expected.mean.isFinite && expected.dispersion.isFinite && expected.mean >= 0)
          #expect(expected.surprise(count) >= 0)
        }
      }
    }
    let odd = [CountWindow(start: .min, count: .max), CountWindow(start: .max, count: -1)]
    #expect(SeasonalBaseline.learned(from: odd, windowSeconds: 60).level.isFinite)
  }
}
