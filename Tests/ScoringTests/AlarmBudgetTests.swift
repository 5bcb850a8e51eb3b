import Foundation
import Testing

@testable import Scoring

@Suite("Budget and surprise")
struct AlarmBudgetTests {
  @Test("A budget becomes a threshold: three families share ten alarms a week")
  func budget() {
    let budget = AlarmBudget(perWeek: 10)
    // A test a minute: 10,080 a week.
    expectClose(
      budget.threshold(testsPerWeek: AlarmBudget.windowsPerWeek(seconds: 60)), 3.0034, 1e-3)
    expectClose(budget.threshold(testsPerWeek: 10_080, share: 0.1), 4.0034, 1e-3)
    #expect(budget.threshold(testsPerWeek: 5) == 0)
    #expect(AlarmBudget(perWeek: -1).perWeek == 0.001)
    #expect(AlarmBudget(perWeek: .nan).threshold(testsPerWeek: .nan) == 0)
  }

  @Test("Surprise is finite, never negative, and NaN is none")
  func surprise() {
    expectClose(Surprise.fromProbability(0.001), 3, 1e-12)
    #expect(Surprise.fromProbability(0) == Surprise.maximum)
    #expect(Surprise.fromProbability(2) == 0)
    #expect(Surprise.fromProbability(.nan) == 0)
    #expect(Surprise.fromLog(-.infinity) == Surprise.maximum)
    #expect(Surprise.fromLog(.nan) == 0)
    expectClose(Surprise.probability(2), 0.01, 1e-12)
  }
}
