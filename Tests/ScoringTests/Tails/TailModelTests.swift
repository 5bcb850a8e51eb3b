import Foundation
import Testing

@testable import Scoring

@Suite("Peaks over threshold")
struct TailModelTests {
  @Test("An exponential tail is continued to its true probability")
  func exponential() throws {
    var noise = Noise(1)
    let model = try #require(TailModel((0..<20_000).map { _ in noise.exponential() }, level: 0.9))
    // P(X ≥ x) = e^−x.
    for x in [0.5, 1, 2, 4, 8, 12] { expectClose(model.surprise(x), x / M_LN10, 0.1) }
    expectClose(model.value(surprise: 4), 4 * M_LN10, 0.1)
    expectClose(model.surprise(model.value(surprise: 0.5)), 0.5, 0.02)
  }

  @Test("A heavy tail is seen to be heavy")
  func pareto() throws {
    var noise = Noise(2)
    let model = try #require(
      TailModel((0..<20_000).map { _ in pow(1 - noise.unit(), -0.5) }, level: 0.95))
    expectClose(model.shape, 0.5, 0.12)
    // P(X ≥ x) = x^−2.
    expectClose(model.surprise(1000), 6, 0.15)
  }

  @Test("Clean data set aside change little; ten per cent of attacks never make it too light")
  func contamination() throws {
    var noise = Noise(3)
    let clean = (0..<4000).map { _ in noise.exponential() }
    let plain = try #require(TailModel(clean, level: 0.8))
    let careful = try #require(TailModel(clean, level: 0.8, contamination: 0.1))
    expectClose(careful.surprise(10), plain.surprise(10), 0.15)

    let dirty = clean + (0..<400).map { _ in 50 + noise.exponential() }
    let naive = try #require(TailModel(dirty, level: 0.8))
    let robust = try #require(TailModel(dirty, level: 0.8, contamination: 0.1))
    #expect(naive.surprise(50) < 2)
    #expect(robust.surprise(50) > 4)
    #expect(robust.surprise(50) < plain.surprise(50))
    #expect(robust.surprise(10) < plain.surprise(10))
  }

  @Test("Few data are silent beyond what they support")
  func few() throws {
    let model = try #require(TailModel([1, 2, 3, 4, 5], level: 0.8))
    #expect(model.surprise(1e9) <= log10(6))
    #expect(model.value(surprise: 3) == .infinity)
    #expect(TailModel([]) == nil)
    #expect(TailModel([.nan, .infinity]) == nil)
    // Forty values: something far out is surprising, but no fantasy.
    let forty = try #require(TailModel((0..<40).map(Double.init), level: 0.5))
    #expect(forty.surprise(1000) > 3 && forty.surprise(1000) < 30)
  }

  @Test("Counts: ties and steps are no trap")
  func discrete() throws {
    var noise = Noise(4)
    let counts = (0..<5000).map { _ in Double(noise.poisson(0.3)) }
    let model = try #require(TailModel(counts, level: 0.9))
    #expect(model.surprise(0) == 0)
    for k in 1...5 {
      let truth = PoissonTail.surprise(count: k, mean: 0.3)
      let value = model.surprise(Double(k))
      #expect(value <= truth + 0.1, "\(k): \(value) against \(truth)")
      #expect(value >= truth * 0.4, "\(k): \(value) against \(truth)")
    }
  }

  @Test("Constant data: the value itself is no surprise, anything above is as rare as n allows")
  func constant() throws {
    let model = try #require(TailModel(Array(repeating: 7, count: 99)))
    #expect(model.surprise(7) == 0)
    expectClose(model.surprise(7.001), 2, 1e-9)
    #expect(model.surprise(.nan) == 0)
    #expect(model.surprise(.infinity).isFinite)
  }

  @Test("Surprise never falls as the value grows, and survives a model file")
  func monotone() throws {
    var noise = Noise(5)
    let model = try #require(TailModel((0..<500).map { _ in noise.normal() }))
    var last = 0.0
    for step in -400...2000 {
      let next = model.surprise(Double(step) / 100)
      #expect(next >= last)
      last = next
    }
    let copy = try JSONDecoder().decode(TailModel.self, from: JSONEncoder().encode(model))
    #expect(copy.surprise(3.3) == model.surprise(3.3))
  }
}
