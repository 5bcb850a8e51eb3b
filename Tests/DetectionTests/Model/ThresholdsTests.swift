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
    let principals = found.principals.enumerated().map {
      50_000 * Thresholds.testsPerPrincipal[$0] * pow(10, -$1)
    }.reduce(0, +)
    let outliers = 1000 * pow(10, -found.outliers)
    let blocks =
      672 * 4 * pow(10, -found.serviceBlocks) + 672 * 2 * pow(10, -found.endpointBlocks)
    let hours =
      168 * 3 * pow(10, -found.serviceHours) + 168 * 3 * pow(10, -found.endpointHours)
      + 168 * pow(10, -found.endpointOutliers)
    let floored = service + endpoints + principals + outliers + blocks + hours
    #expect(abs(service + endpoints - 0.09) < 1e-9 && abs(principals - 0.12) < 1e-9)
    #expect(abs(floored - 0.3) < 1e-9)
    #expect(abs(Thresholds.Share.all.reduce(0, +) - 1) < 1e-9)
    #expect(abs(floored + Thresholds.Share.shifts - 1) < 1e-9)
  }

  /// Each detector of clients is a test, and one is whether requests are suspicious; the forest has a
  /// threshold of its own.
  @Test func everyTestOfAClientIsCounted() {
    let tests = Judge.clientDetectors.count { !($0 is ClientOutlier) } + 1
    #expect(Thresholds.testsPerPrincipal[1] == Double(tests))
    #expect(Thresholds.testsPerPrincipal[2] == Double(tests))
    let coarse = Judge.clientDetectors.count {
      $0 is Scraping || $0 is UserAgentRotation || $0 is SuspiciousAgent
    }
    #expect(Thresholds.testsPerPrincipal[0] == Double(tests - coarse))
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
