import Foundation
import Testing

@testable import Scoring

@Suite("Robust location and spread")
struct RobustScaleTests {
  @Test func medians() {
    #expect(Order.median([]) == nil)
    #expect(Order.median([3, 1, 2]) == 2)
    #expect(Order.median([4, 1, 2, 3]) == 2.5)
    #expect(Order.quantile(0.25, sorted: [1, 2, 3, 4, 5]) == 2)
    #expect(Order.quantile(2, sorted: [1, 2]) == 2)
  }

  @Test("Normal data give their standard deviation, however few")
  func normal() throws {
    var noise = Noise(1)
    for count in [3, 5, 8, 12, 200] {
      var sum = 0.0
      for _ in 0..<2000 {
        sum += try #require(RobustScale((0..<count).map { _ in noise.normal() })).scale
      }
      expectClose(sum / 2000, 1, 0.05)
    }
  }

  @Test("Forty per cent of nonsense do not move it far")
  func breakdown() throws {
    let values = (0..<60).map { Double($0 % 7) } + Array(repeating: 1e12, count: 40)
    let scale = try #require(RobustScale(values))
    #expect(scale.location <= 6 && scale.scale < 10)
  }

  @Test("More than half equal: the mean deviation stands in; all equal: the floor")
  func constant() throws {
    let mostly = try #require(RobustScale([5, 5, 5, 5, 5, 5, 5, 5, 5, 15]))
    expectClose(mostly.scale, 1.2533141373155003, 1e-12)
    let all = try #require(RobustScale([5, 5, 5], floor: 0.5))
    #expect(all.scale == 0.5)
    #expect(all.z(6) == 2)
    #expect(try #require(RobustScale([1, 1], floor: 0)).z(1) == 0)
    #expect(RobustScale([.nan]) == nil)
  }

  @Test("Surprise follows Student's t and is silent below three values")
  func surprise() throws {
    let two = try #require(RobustScale([1, 2]))
    #expect(two.surprise(1e9) == 0)
    let many = RobustScale(location: 0, scale: 1, count: 1_000_000)
    // P(T₈ ≥ 5) = 0.000526.
    expectClose(many.surprise(5), 3.279, 0.001)
    expectClose(many.surprise(-5, side: .lower), 3.279, 0.001)
    #expect(many.surprise(.infinity) == Surprise.maximum)
    #expect(many.surprise(.nan) == 0)
  }
}
