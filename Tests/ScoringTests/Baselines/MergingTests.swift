import TestSupport
import Testing

@testable import Scoring

/// What is joined from two stretches is what both together have shown.
@Suite struct MergingTests {
  private func counts(_ days: Range<Int>) -> [CountWindow] {
    var generator = SeededGenerator(seed: UInt64(days.lowerBound + 1))
    return days.flatMap { day in
      (0..<288).map { window in
        let busy = (96..<216).contains(window)
        return CountWindow(
          start: Int64(day * 86_400 + window * 300), count: (busy ? 40 : 15) + generator.below(10))
      }
    }
  }

  @Test func seasons() throws {
    let whole = SeasonalBaseline.learned(from: counts(0..<7) + counts(7..<14), windowSeconds: 300)
    let joined = SeasonalBaseline.learned(from: counts(0..<7), windowSeconds: 300)
      .merged(with: SeasonalBaseline.learned(from: counts(7..<14), windowSeconds: 300))
    for hour in [3, 9, 14, 20] {
      let at = Int64(15 * 86_400 + hour * 3600)
      let (one, other) = (try #require(whole.expectation(at: at)), joined.expectation(at: at)!)
      #expect(abs(one.mean / other.mean - 1) < 0.08, "\(one.mean) \(other.mean)")
    }
    #expect(joined.windows == whole.windows)
    let empty = SeasonalBaseline(windowSeconds: 300)
    #expect(joined.merged(with: empty) == joined && empty.merged(with: joined) == joined)
  }

  @Test func ratios() {
    let samples = (0..<200).map { RatioSample(successes: $0 % 3, trials: 50) }
    let half = RatioBaseline.learned(from: samples)
    let joined = half.merged(with: half)
    #expect(joined.trials == 2 * half.trials && joined.windows == 2 * half.windows)
    #expect(joined.expectation(parent: 0.02).mean < 1.05 * half.expectation(parent: 0.02).mean)
    let full = RatioBaseline.learned(from: samples, memory: 200)
    #expect(full.merged(with: full).windows == 200)
  }

  @Test func quantities() {
    let small = QuantityBaseline.learned(from: (0..<300).map { 900 + Double($0 % 100) })
    let large = QuantityBaseline.learned(from: (0..<300).map { 9000 + Double($0 % 100) })
    #expect(abs(small.merged(with: small).typical / small.typical - 1) < 1e-9)
    let joined = small.merged(with: large)
    #expect(joined.typical > 2 * small.typical && joined.typical < large.typical / 2)
    #expect(joined.typicalFactor > 2)
    #expect(small.merged(with: QuantityBaseline()) == small)
  }

  @Test func tails() throws {
    var generator = SeededGenerator(seed: 9)
    let values = (0..<4000).map { _ in
      (0..<6).reduce(0.0) { sum, _ in sum + Double(generator.below(1000)) }
    }
    let whole = try #require(TailModel(values, level: 0.9))
    let joined = try #require(TailModel(Array(values[..<1000]), level: 0.9))
      .merged(with: try #require(TailModel(Array(values[1000...]), level: 0.9)), level: 0.9)
    #expect(joined.count == 4000)
    for surprise in [0.5, 1.5, 3] {
      let (one, other) = (whole.value(surprise: surprise), joined.value(surprise: surprise))
      #expect(abs(one / other - 1) < 0.1, "\(surprise): \(one) \(other)")
    }
  }

  @Test func levelsThatHaveComeToStay() throws {
    var baseline = SeasonalBaseline.learned(from: counts(0..<7), windowSeconds: 300)
    let before = try #require(baseline.expectation(at: 8 * 86_400)).mean
    baseline.relevel(by: 1.5)
    #expect(abs(baseline.expectation(at: 8 * 86_400)!.mean / before - 1.5) < 1e-3)
    #expect(baseline.windows == 288)
    baseline.relevel(by: .nan)
    baseline.relevel(by: 0)
    #expect(abs(baseline.expectation(at: 8 * 86_400)!.mean / before - 1.5) < 1e-3)
    var ratio = RatioBaseline.learned(
      from: (0..<100).map { _ in RatioSample(successes: 1, trials: 100) })
    ratio.relevel(successes: 300, trials: 10_000)
    #expect(abs(ratio.expectation(parent: 0.03).mean - 0.03) < 1e-4)
    var size = QuantityBaseline.learned(from: (0..<100).map { 900 + Double($0) })
    size.relevel(to: 5000)
    #expect(abs(size.typical - 5000) < 1 && abs(size.z(5000)) < 1e-9)
  }
}
