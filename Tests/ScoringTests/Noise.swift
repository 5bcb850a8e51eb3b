import Foundation
import Scoring

/// Seeded draws from known distributions, the clean and the dirty data of the tests.
struct Noise {
  private var generator: SplitMix64

  init(_ seed: UInt64) { generator = SplitMix64(seed: seed) }

  mutating func unit() -> Double { generator.unit() }

  mutating func exponential() -> Double { -log(1 - unit()) }

  /// Box & Muller 1958.
  mutating func normal() -> Double {
    (2 * exponential()).squareRoot() * cos(2 * .pi * unit())
  }

  /// Marsaglia & Tsang 2000, lifted by one below shape 1.
  mutating func gamma(_ shape: Double) -> Double {
    if shape < 1 { return gamma(shape + 1) * pow(1 - unit(), 1 / shape) }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = pow(1 + c * x, 3)
      if v > 0, log(1 - unit()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
    }
  }

  mutating func poisson(_ mean: Double) -> Int {
    if mean > 500 { return max(0, Int((mean + mean.squareRoot() * normal()).rounded())) }
    var count = 0
    var left = mean
    while true {
      left -= exponential()
      if left < 0 { return count }
      count += 1
    }
  }

  /// Variance mean + dispersion·mean².
  mutating func negativeBinomial(_ mean: Double, _ dispersion: Double) -> Int {
    dispersion > 0 ? poisson(mean * dispersion * gamma(1 / dispersion)) : poisson(mean)
  }

  mutating func betaBinomial(_ trials: Int, _ mean: Double, _ concentration: Double) -> Int {
    let a = gamma(mean * concentration)
    let chance = a / (a + gamma((1 - mean) * concentration))
    return (0..<trials).reduce(0) { sum, _ in sum + (unit() < chance ? 1 : 0) }
  }
}
