import Scoring
import Testing

@testable import Detection

@Suite struct CalmHoursTests {
  private func hours(_ hours: [(refused: Int, of: Int)]) -> [CalmHours.Sample] {
    hours.enumerated().map { hour, share in
      CalmHours.Sample(
        start: Int64(hour) * 3600,
        ratio: RatioSample(successes: share.refused, trials: share.of))
    }
  }

  /// Eight hundred stolen passwords within an hour, beside fifty honest log-ins all day.
  @Test func leavesTheHourOfAnAttackOut() {
    let day = [(1, 6), (0, 4), (2, 9), (788, 803), (1, 5), (0, 7), (3, 11)]
    let calm = CalmHours.of(hours(day))
    #expect(calm.count == 6 && calm.allSatisfy { $0.trials < 20 })
  }

  @Test func keepsHonestHours() {
    let day = [(1, 6), (0, 4), (3, 9), (2, 3), (1, 1), (0, 7), (3, 11)]
    #expect(CalmHours.of(hours(day)).count == 7)
  }

  /// Where most hours are like that, that is how the service is used.
  @Test func keepsAServiceThatRefusesMost() {
    #expect(CalmHours.of(hours((0..<9).map { (80 + $0, 100) })).count == 9)
  }

  @Test func nothingOfNothing() { #expect(CalmHours.of([]).isEmpty) }
}
