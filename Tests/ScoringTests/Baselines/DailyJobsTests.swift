import Foundation
import Testing

@testable import Scoring

@Suite("Nightly jobs and changed clocks")
struct DailyJobsTests {
  /// Minutes of `days` days, with a day's season moved by `ahead` hours and a job of twenty minutes from
  /// two o'clock on that has `job` times as many.
  private static func history(
    _ seed: UInt64, days: Range<Int64>, job: Double, ahead: Double = 0, level: Double = 12
  ) -> [CountWindow] {
    var noise = Noise(seed)
    return stride(from: days.lowerBound * 86_400, to: days.upperBound * 86_400, by: 60).map {
      CountWindow(start: $0, count: noise.poisson(truth($0, job: job, ahead: ahead, level: level)))
    }
  }

  private static func truth(
    _ start: Int64, job: Double, ahead: Double = 0, level: Double = 12
  ) -> Double {
    let minute = start % 86_400 / 60
    let season = 1 - 0.6 * cos(2 * .pi * (Double(minute) / 60 + ahead - 3) / 24)
    return level * season * ((120..<140).contains(minute) ? job : 1)
  }

  @Test("A job of twenty minutes is expected when it comes, and not the rest of its hour")
  func job() throws {
    let baseline = SeasonalBaseline.learned(
      from: Self.history(1, days: 0..<14, job: 3), windowSeconds: 60)
    for minute in [Int64(115), 120, 130, 139, 141, 150, 179, 700] {
      let start = 14 * 86_400 + minute * 60
      let expected = try #require(baseline.expectation(at: start)).mean
      expectClose(expected / Self.truth(start, job: 3), 1, 0.25)
    }
  }

  @Test("Where nothing is daily there are no jobs; nor is an attack on three days of fourteen one")
  func none() {
    var history = Self.history(2, days: 0..<14, job: 1)
    for index in history.indices
    where history[index].start / 86_400 < 3 && history[index].start % 86_400 < 1200 {
      history[index].count += 60
    }
    #expect(SeasonalBaseline.learned(from: history, windowSeconds: 60).jobs == nil)
  }

  @Test("The season and the jobs turn together, and come back from a model file and a snapshot")
  func turned() throws {
    let baseline = SeasonalBaseline.learned(
      from: Self.history(3, days: 0..<14, job: 3), windowSeconds: 60)
    let earlier = baseline.turned(by: 1)
    for minute in [Int64(65), 75, 100, 500, 1000] {
      let (now, then) = (minute * 60 + 14 * 86_400, minute * 60 + 3600 + 14 * 86_400)
      let moved = try #require(earlier.expectation(at: now)).mean
      expectClose(moved / (try #require(baseline.expectation(at: then)).mean), 1, 0.02)
    }
    #expect(try baseline.fromFile == baseline)
    let (other, isComplete) = baseline.fromSnapshot
    #expect(isComplete && other == baseline && other.jobs != nil)
  }
}
