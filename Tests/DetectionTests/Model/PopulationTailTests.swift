import Foundation
import TestSupport
import Testing
import Traffic

@testable import Detection

@Suite struct PopulationTailTests {
  private func tail(_ values: [Double], isLogarithmic: Bool = false) -> PopulationTail {
    var sketch = QuantileSketch()
    for value in values { sketch.insert(value) }
    return PopulationTail(sketch, total: values.count, isLogarithmic: isLogarithmic)
  }

  /// Exponential values with a mean of ten.
  private func exponential(_ count: Int) -> [Double] {
    (0..<count).map { -10 * log((Double($0) + 0.5) / Double(count)) }
  }

  @Test func tooFewSayNothing() {
    let few = tail(exponential(PopulationTail.fewest - 1))
    #expect(few.surprise(1e9) == nil && !few.isLearned)
    #expect(tail([]).surprise(5) == nil)
  }

  @Test func theBodyIsNoSurprise() {
    #expect(tail(exponential(5000)).surprise(3) == 0)
  }

  /// P(X ≥ x) = exp(−x/10): 10·ln(10)·s has a surprise of s.
  @Test(arguments: [2.0, 3, 4, 5]) func theTailGoesOnAsItBegan(surprise: Double) throws {
    let found = try #require(tail(exponential(20_000)).surprise(10 * 2.302585 * surprise))
    #expect(abs(found - surprise) < 0.2 * surprise, "\(found)")
  }

  @Test func moreIsNeverLessSurprising() throws {
    for isLogarithmic in [false, true] {
      let tail = tail(exponential(3000), isLogarithmic: isLogarithmic)
      let surprises = stride(from: 1.0, to: 1000, by: 7).compactMap { tail.surprise($0) }
      #expect(surprises == surprises.sorted() && surprises.allSatisfy(\.isFinite))
      #expect(surprises.last! > 3)
    }
  }

  /// Where nobody was ever above the quantile, nothing can be said about how far they go.
  @Test func aConstantSaysNothingAboutMore() {
    let constant = tail([Double](repeating: 5, count: 1000))
    #expect(constant.surprise(5) == 0 && constant.surprise(50) == nil)
  }
}
