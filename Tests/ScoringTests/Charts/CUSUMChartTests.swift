import Foundation
import TestSupport
import Testing

@testable import Scoring

@Suite struct CUSUMChartTests {
  /// Box & Muller.
  private func normal(_ generator: inout SeededGenerator) -> Double {
    let unit = { (generator: inout SeededGenerator) in
      (Double(generator.below(1 << 30)) + 0.5) / Double(1 << 30)
    }
    return (-2 * log(unit(&generator))).squareRoot() * cos(2 * .pi * unit(&generator))
  }

  /// Values until the surprise reaches a height, in the mean over many runs.
  private func runLength(shift: Double, surprise: Double, runs: Int = 200) -> Double {
    var generator = SeededGenerator(seed: 4)
    var total = 0
    for _ in 0..<runs {
      var chart = CUSUMChart()
      while chart.surprise < surprise {
        chart.learn(normal(&generator) + shift)
        total += 1
      }
    }
    return Double(total) / Double(runs)
  }

  /// The run length that it states is the one that it has: Siegmund's formula is good to some percent.
  @Test(arguments: [2.0, 2.5, 3.0])
  func theStatedRunLengthHolds(surprise: Double) {
    let length = runLength(shift: 0, surprise: surprise)
    #expect(length > 0.8 * pow(10, surprise) && length < 1.4 * pow(10, surprise), "\(length)")
  }

  /// A shift of one standard deviation is found within some ten values, of two within four or five.
  @Test func shiftsAreFoundSoon() {
    #expect(runLength(shift: 1, surprise: 3) < 13)
    #expect(runLength(shift: 2, surprise: 3) < 5)
  }

  @Test func aSmallBiasNeverAddsUp() {
    var generator = SeededGenerator(seed: 5)
    var chart = CUSUMChart()
    var highest = 0.0
    for _ in 0..<20_000 {
      chart.learn(0.2 * normal(&generator) + 0.4)
      highest = max(highest, chart.sum)
    }
    #expect(highest < 3)
  }

  @Test func oneOutlierIsNoShift() {
    var chart = CUSUMChart()
    chart.learn(1e9)
    #expect(chart.sum == CUSUMChart.clip - CUSUMChart.allowance && chart.surprise < 2.5)
    chart.learn(.nan)
    #expect(chart.sum == CUSUMChart.clip - CUSUMChart.allowance)
  }

  @Test func theSumIsBoundedAndForgotten() {
    var chart = CUSUMChart()
    for _ in 0..<1000 { chart.learn(5) }
    #expect(chart.sum == CUSUMChart.largest && chart.surprise.isFinite)
    #expect(CUSUMChart(sum: chart.sum) == chart && CUSUMChart(sum: .nan).sum == 0)
    chart.reset()
    #expect(chart == CUSUMChart() && chart.surprise == 0)
  }
}
