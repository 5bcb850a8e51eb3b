import Foundation
import Testing

@testable import Scoring

@Suite("Dispersions, with a tenth of the data poisoned")
struct DispersionTests {
  @Test(arguments: [
    (0.5, 0.0), (0.5, 0.5), (5, 0), (5, 0.2), (50, 0.0), (50, 0.05), (200, 0.3), (20, 1),
  ])
  func counts(mean: Double, dispersion: Double) {
    var noise = Noise(7)
    let clean = (0..<3000).map { _ in
      CountSample(count: noise.negativeBinomial(mean, dispersion), mean: mean)
    }
    let plain = CountDispersion.estimate(clean)
    #expect(abs(plain - dispersion) < 0.15 * dispersion + 0.1 / mean, "\(plain)")

    let burst = Int(20 * mean + 20)
    let dirty = clean + (0..<300).map { _ in CountSample(count: burst, mean: mean) }
    let robust = CountDispersion.estimate(dirty)
    #expect(abs(robust - dispersion) < 0.2 * dispersion + 0.1 / mean, "\(robust)")
  }

  @Test("No data, no dispersion; nonsense is left out")
  func edges() {
    #expect(CountDispersion.estimate([]) == 0)
    let nonsense = [CountSample(count: 5, mean: 0), CountSample(count: 5, mean: .nan)]
    #expect(CountDispersion.estimate(nonsense) == 0)
  }

  @Test(arguments: [(0.02, 100.0, 50), (0.02, 20, 200), (0.3, 50, 100), (0.005, 1e6, 30)])
  func ratios(mean: Double, concentration: Double, trials: Int) throws {
    var noise = Noise(8)
    let clean = (0..<1500).map { _ in
      let n = trials / 2 + Int(noise.unit() * Double(trials))
      return RatioSample(successes: noise.betaBinomial(n, mean, concentration), trials: n)
    }
    let plain = try #require(RatioDispersion(clean))
    expectRatio(plain.mean, mean, 1.1)
    let dirty =
      clean + (0..<150).map { _ in RatioSample(successes: trials * 9 / 10, trials: trials) }
    let robust = try #require(RatioDispersion(dirty))
    expectRatio(robust.mean, mean, 1.15)
    if concentration < 1000 {
      expectRatio(plain.concentration, concentration, 1.35)
      expectRatio(robust.concentration, concentration, 1.5)
    } else {
      #expect(plain.concentration > 1000 && robust.concentration > 1000)
    }
  }

  @Test("All or nothing, and nothing at all")
  func ratioEdges() throws {
    #expect(RatioDispersion([]) == nil)
    #expect(RatioDispersion([RatioSample(successes: 0, trials: 0)]) == nil)
    let zero = try #require(
      RatioDispersion(Array(repeating: RatioSample(successes: 0, trials: 10), count: 50)))
    #expect(zero.mean > 0 && zero.mean < 0.01)
    let one = try #require(
      RatioDispersion(Array(repeating: RatioSample(successes: 10, trials: 10), count: 50)))
    #expect(one.mean > 0.99 && one.mean < 1)
  }

  private func expectRatio(
    _ value: Double, _ expected: Double, _ factor: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      value < expected * factor && value > expected / factor, "\(value) is not \(expected)",
      sourceLocation: sourceLocation)
  }
}
