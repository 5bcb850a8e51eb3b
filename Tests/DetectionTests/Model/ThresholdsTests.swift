import Foundation
import Scoring
import Testing

@testable import Detection

@Suite struct ThresholdsTests {
  private func thresholds(_ perWeek: Double, _ model: Model? = nil, seconds: Int64 = 60)
    -> Thresholds
  {
    Thresholds(budget: AlarmBudget(perWeek: perWeek), model: model, windowSeconds: seconds)
  }

  /// All families together ring as often as the budget says: tests a week times the probability.
  @Test func theBudgetIsSpentNotExceeded() {
    let found = thresholds(1)
    let minutes = 604_800.0 / 60
    let service = minutes * 4 * pow(10, -found.service)
    let endpoints = minutes * 4 * pow(10, -found.endpoints)
    let principals = found.principals.map { 50_000 * 4 * pow(10, -$0) }.reduce(0, +)
    let outliers = 1000 * pow(10, -found.outliers)
    #expect(abs(service - 0.2) < 1e-9 && abs(endpoints - 0.2) < 1e-9)
    #expect(abs(principals - 0.5) < 1e-9 && abs(outliers - 0.1) < 1e-9)
  }

  @Test func tenTimesTheAlarmsIsOneLessOfSurprise() {
    let (one, ten) = (thresholds(1), thresholds(10))
    #expect(abs(one.service - ten.service - 1) < 1e-9)
    #expect(abs(one.principals[2] - ten.principals[2] - 1) < 1e-9)
  }

  @Test func shorterWindowsAreMoreTests() {
    #expect(abs(thresholds(1, seconds: 6).service - thresholds(1).service - 1) < 1e-9)
  }
}
