import Foundation
import Testing

@testable import Scoring

@Suite("Ratios and quantities")
struct RatioBaselineTests {
  @Test("Three failures of three first requests are no alarm where the service fails at times")
  func shrinkage() {
    let fresh = RatioBaseline()
    #expect(fresh.expectation(parent: 0.05).surprise(successes: 3, trials: 3) < 3.5)
    #expect(fresh.expectation(parent: 0.05).surprise(successes: 30, trials: 30) > 5)
    #expect(fresh.expectation(parent: 0).surprise(successes: 1, trials: 50) < 5)
  }

  @Test("Its own history outweighs the parent's, and a tenth of attacks does not enter it")
  func history() {
    var noise = Noise(1)
    var history = (0..<1000).map { _ in
      RatioSample(successes: noise.betaBinomial(60, 0.02, 200), trials: 60)
    }
    for index in stride(from: 0, to: 1000, by: 10) { history[index].successes = 55 }
    let learned = RatioBaseline.learned(from: history).expectation(parent: 0.3)
    #expect(learned.mean > 0.017 && learned.mean < 0.025)
    #expect(learned.concentration > 80 && learned.concentration < 500)
    #expect(learned.surprise(successes: 6, trials: 60) < 4)
    #expect(learned.surprise(successes: 30, trials: 60) > 8)
  }

  @Test("Online: learns, refuses, forgets")
  func online() {
    var noise = Noise(2)
    var baseline = RatioBaseline(memory: 500)
    var refused = 0
    for _ in 0..<1000 {
      let count = noise.betaBinomial(40, 0.1, 100)
      if baseline.learn(successes: count, trials: 40, parent: 0.05) != .learned { refused += 1 }
    }
    #expect(refused <= 2)
    let expected = baseline.expectation(parent: 0.05)
    expectClose(expected.mean, 0.1, 0.01)
    #expect(expected.concentration > 50 && expected.concentration < 250)
    let before = baseline
    #expect(baseline.learn(successes: 40, trials: 40, parent: 0.05) != .learned)
    #expect(baseline == before)
    #expect(baseline.learn(successes: 0, trials: 0, parent: 0.05) == .learned)
    #expect(baseline == before)
    #expect(baseline.trials < 500 * 41)
  }

  @Test("Hostile ratios")
  func hostile() {
    var baseline = RatioBaseline(memory: .nan)
    for parent in [-1, 0, 2, 0.5] {
      for (successes, trials) in [(Int.max, 1), (Int.min, Int.max), (5, -5), (Int.max, Int.max)] {
        baseline.learn(successes: successes, trials: trials, parent: parent)
        let surprise = baseline.expectation(parent: parent).surprise(
          successes: successes, trials: trials)
        #expect(surprise >= 0 && surprise <= Surprise.maximum)
      }
    }
  }

  @Test("Bytes: factors count, a third of outliers does not")
  func quantities() {
    var noise = Noise(3)
    let clean = (0..<300).map { _ in 5000 * exp(0.4 * noise.normal()) }
    let dirty = clean + Array(repeating: 1e9, count: 100)
    let baseline = QuantityBaseline.learned(from: dirty)
    expectClose(baseline.typical / 5000, 1, 0.35)
    #expect(baseline.surprise(10_000) < 2)
    #expect(baseline.surprise(1e9) > 5)
    #expect(baseline.surprise(50, side: .lower) > 3)
    #expect(MemoryLayout<QuantityBaseline>.size <= 40)
  }

  @Test("Online quantities: silent at first, then steady, refusing what is far out")
  func onlineQuantities() {
    var noise = Noise(4)
    var baseline = QuantityBaseline(resolution: 0.001)
    #expect(baseline.surprise(1e9) == 0)
    for _ in 0..<2000 { baseline.learn(0.2 * exp(0.3 * noise.normal())) }
    expectClose(baseline.typical, 0.2, 0.01)
    expectClose(baseline.typicalFactor, exp(0.3), 0.08)
    let before = baseline
    #expect(baseline.learn(1e6) != .learned)
    #expect(baseline.learn(.nan) != .learned)
    #expect(baseline == before)
    #expect(baseline.surprise(-5, side: .lower) > 5)
  }

  @Test("A quantity that never changed: twice as much is odd, but no certainty")
  func constant() {
    let baseline = QuantityBaseline.learned(from: Array(repeating: 100, count: 200))
    #expect(baseline.surprise(100) < 0.4)
    #expect(baseline.surprise(200) > 4 && baseline.surprise(200) < 12)
  }
}
