import Alerting
import Testing

@Suite struct RetryScheduleTests {
  private let schedule = RetrySchedule(first: 1, highest: 300, longestAsked: 3600)

  @Test func theCeilingDoublesUpToTheHighest() {
    let ceilings = (1...11).map { schedule.wait(failures: $0, asked: nil, chance: 1) }
    #expect(ceilings == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
    #expect(schedule.wait(failures: .max, asked: nil, chance: 1) == 300)
    #expect(schedule.wait(failures: .min, asked: nil, chance: 1) == 1)
  }

  @Test func theWaitIsDrawnEvenly() {
    #expect(schedule.wait(failures: 5, asked: nil, chance: 0) == 0)
    #expect(schedule.wait(failures: 5, asked: nil, chance: 0.5) == 8)
  }

  @Test func whatTheReceiverAsksForIsWaitedAtLeast() {
    #expect(schedule.wait(failures: 1, asked: 30, chance: 0) == 30)
    #expect(schedule.wait(failures: 3, asked: 30, chance: 0.5) == 32)
    #expect(schedule.wait(failures: 1, asked: 1e12, chance: 0) == 3600)
    for nonsense in [-5, .nan, .infinity] as [Double] {
      #expect(schedule.wait(failures: 1, asked: nonsense, chance: 0.5) == 0.5)
    }
  }

  @Test func noScheduleWaitsForEverOrBackwards() {
    let odd = RetrySchedule(first: -1, highest: -1, longestAsked: -1)
    #expect(odd.wait(failures: 9, asked: 5, chance: 1) == 0)
    #expect(schedule.wait(failures: 9, asked: nil, chance: 7) == 256)
  }
}
