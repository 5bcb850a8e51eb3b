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
    let service = minutes * 6 * pow(10, -found.service)
    let endpoints = minutes * 6 * pow(10, -found.endpoints)
    let principals = found.principals.map { 50_000 * 6 * pow(10, -$0) }.reduce(0, +)
    let outliers = 1000 * pow(10, -found.outliers)
    let blocks = 672 * 3 * pow(10, -found.serviceBlocks) + 672 * pow(10, -found.endpointBlocks)
    let hours =
      168 * 2 * pow(10, -found.serviceHours) + 168 * 3 * pow(10, -found.endpointHours)
      + 168 * pow(10, -found.endpointOutliers)
    #expect(abs(service + endpoints - 0.3) < 1e-9 && abs(principals - 0.4) < 1e-9)
    #expect(abs(outliers - 0.1) < 1e-9)
    #expect(abs(blocks - 0.08) < 1e-9 && abs(hours - 0.12) < 1e-9)
    #expect(abs(service + endpoints + principals + outliers + blocks + hours - 1) < 1e-9)
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
