import Foundation
import Testing

@testable import Scoring

@Suite("Exponential moments and the EWMA chart")
struct ChartTests {
  @Test("While warming up they are the plain mean and variance, even far from zero")
  func moments() {
    var moments = ExponentialMoments(rate: 0.01)
    for value in [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16] { moments.learn(value) }
    expectClose(moments.mean, 1e9 + 10, 1e-15)
    expectClose(moments.variance, 22.5, 1e-9)
    moments.learn(.nan)
    moments.learn(.infinity)
    #expect(moments.count == 4)
  }

  @Test("Old values fade at the rate")
  func fading() {
    var moments = ExponentialMoments(rate: 0.1)
    for _ in 0..<100 { moments.learn(0) }
    for _ in 0..<10 { moments.learn(1) }
    expectClose(moments.mean, 1 - pow(0.9, 10), 1e-9)
  }

  @Test("The first value is judged by its own spread: the time-dependent variance")
  func start() {
    var chart = EWMAChart(lambda: 0.2)
    #expect(chart.surprise() == 0)
    chart.learn(2)
    expectClose(chart.level, 0.4, 1e-12)
    expectClose(chart.deviation, 0.2, 1e-12)
    // Two standard deviations: P(Z ≥ 2) = 0.02275.
    expectClose(chart.surprise(), 1.643, 1e-3)
    for _ in 0..<200 { chart.learn(0) }
    expectClose(chart.deviation, (0.2 / 1.8).squareRoot(), 1e-12)
  }

  @Test("The noise the tests use is what it says")
  func noise() {
    var noise = Noise(3)
    var moments = ExponentialMoments(rate: 1e-6)
    for _ in 0..<20_000 { moments.learn(noise.normal() + 1) }
    expectClose(moments.mean, 1, 0.02)
    expectClose(moments.variance, 1, 0.03)
  }

  @Test("A shift of one standard deviation is found, one outlier is not a shift")
  func shift() {
    var noise = Noise(9)
    var chart = EWMAChart()
    var highest = 0.0
    for _ in 0..<500 {
      chart.learn(noise.normal())
      highest = max(highest, chart.surprise())
    }
    #expect(highest < 4)
    var outlier = chart
    outlier.learn(1000)
    #expect(outlier.surprise() < 4)
    for _ in 0..<40 { chart.learn(noise.normal() + 1) }
    #expect(chart.surprise() > 4)
    #expect(chart.surprise(side: .lower) < 0.1)
    chart.reset()
    #expect(chart == EWMAChart())
  }
}
