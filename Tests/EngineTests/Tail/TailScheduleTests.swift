import Foundation
import Testing

/// Random writing, rotation, killing and restarting: each line is handed out exactly once.
///
/// `TOCSIN_SCHEDULES=1000 swift test --filter TailScheduleTests` goes through more of them,
/// `TOCSIN_FIRST_SCHEDULE=17` begins at another.
@Suite struct TailScheduleTests {
  static var seeds: Range<Int> {
    let environment = ProcessInfo.processInfo.environment
    let first = environment["TOCSIN_FIRST_SCHEDULE"].flatMap { Int($0) } ?? 0
    let count = environment["TOCSIN_SCHEDULES"].flatMap { Int($0) } ?? 200
    return first..<first + count
  }

  @Test func eachLineOnce() throws {
    var (lines, lost, doubled, unequal) = (0, 0, 0, 0)
    for seed in TailScheduleTests.seeds {
      var schedule = try TailSchedule(seed: seed)
      try schedule.run(steps: 60)
      lines += schedule.written.count
      lost += schedule.lost
      doubled += schedule.doubled
      if !schedule.addsUp { unequal += 1 }
      guard schedule.lost == 0, schedule.doubled == 0, schedule.addsUp else {
        Issue.record(
          "schedule \(seed): \(schedule.lost) lost, \(schedule.doubled) doubled, \(schedule.description)"
        )
        continue
      }
    }
    print(
      "\(TailScheduleTests.seeds.count) schedules, \(lines) requests written, \(lost) lost,"
        + " \(doubled) read twice, \(unequal) accounts unequal")
    #expect(lost == 0 && doubled == 0 && unequal == 0)
  }
}
