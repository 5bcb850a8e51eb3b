import Foundation
import Testing

@testable import Scoring

@Suite("Tails of ratios")
struct RatioTailsTests {
  @Test("Binomial: the textbook's values")
  func binomial() {
    expectClose(BinomialTail.surprise(successes: 10, trials: 10, mean: 0.5), 10 * log10(2), 1e-12)
    expectClose(BinomialTail.surprise(successes: 1, trials: 2, mean: 0.5), -log10(0.75), 1e-12)
    expectClose(
      BinomialTail.surprise(successes: 0, trials: 3, mean: 0.9, side: .lower), 3, 1e-12)
    #expect(BinomialTail.surprise(successes: 5, trials: 0, mean: 0.1) == 0)
    #expect(BinomialTail.surprise(successes: 99, trials: 9, mean: 0) == Surprise.maximum)
  }

  /// Sums with 50 digits (mpmath).
  @Test(arguments: [
    (3, 10, 0.05, 20.0, 1.4835872969688942), (50, 100, 0.05, 20, 5.0259768232626224),
    (20, 50, 0.01, 300, 16.27153567239535), (3000, 10_000, 0.02, 100, 13.612079127677946),
    (990, 1000, 0.5, 4, 3.4073755474630511), (500, 5000, 0.01, 1_000_000, 300),
  ])
  func betaBinomial(
    successes: Int, trials: Int, mean: Double, concentration: Double, expected: Double
  ) {
    let value = BetaBinomialTail.surprise(
      successes: successes, trials: trials, mean: mean, concentration: concentration)
    expectClose(value, expected, 2e-3)
  }

  @Test(
    "Many trials: the beta distribution stands in for what is not summed",
    arguments: [
      (400, 10_000, 0.02, 100.0, 1.0401396511275736),
      (30_000, 100_000, 0.1, 50, 3.64269268303967),
      (2000, 100_000, 0.01, 1000, 2.3105183463055995), (10, 100_000, 0.01, 1000, 0),
    ])
  func manyTrials(
    successes: Int, trials: Int, mean: Double, concentration: Double, expected: Double
  ) {
    let value = BetaBinomialTail.surprise(
      successes: successes, trials: trials, mean: mean, concentration: concentration)
    expectClose(value, expected, 5e-3)
  }

  @Test("Below the concentration's end it is the binomial; the sides mirror each other")
  func limits() {
    let exact = BinomialTail.surprise(successes: 30, trials: 100, mean: 0.1)
    expectClose(
      BetaBinomialTail.surprise(successes: 30, trials: 100, mean: 0.1, concentration: 1e8), exact,
      1e-4)
    let upper = BetaBinomialTail.surprise(
      successes: 30, trials: 100, mean: 0.1, concentration: 50)
    let mirrored = BetaBinomialTail.surprise(
      successes: 70, trials: 100, mean: 0.9, concentration: 50, side: .lower)
    expectClose(upper, mirrored, 1e-9)
    #expect(upper < exact)
  }

  @Test("Hostile numbers neither trap nor give what is not finite")
  func hostile() {
    for (successes, trials) in [(Int.max, Int.max), (5, Int.max), (-1, 3), (Int.min, 1), (1, -1)] {
      for mean in [-1, 0, 1e-300, 0.5, 1, 2, .infinity] {
        for concentration in [-1, 0, 1e-9, 1, 1e300] {
          let value = BetaBinomialTail.surprise(
            successes: successes, trials: trials, mean: mean, concentration: concentration)
          #expect(value >= 0 && value <= Surprise.maximum)
        }
      }
    }
  }
}
