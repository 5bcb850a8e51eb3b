import AccessLog
import TestSupport
import Testing
import Traffic

@testable import Detection

@Suite struct HabitLearnerTests {
  /// A learner that saw one client fetch orders on some days.
  private func learner(days: Int) -> HabitLearner {
    let lines = (0..<days).flatMap { day in
      (0..<300).map {
        LogLine(monday + Int64(day) * 86_400 + Int64($0), "203.0.113.5", "GET /orders/\($0)")
      }
    }
    var learner = HabitLearner()
    for (_, record) in Stage(lines).records { learner.take(record) }
    return learner
  }

  @Test func whatIsKeptOverARestartGoesOn() throws {
    var before = learner(days: 3)
    var archive = SnapshotArchive()
    try before.snapshot(&archive)
    var after = HabitLearner()
    var reading = SnapshotArchive(reading: archive.bytes)
    try after.snapshot(&reading)
    #expect(after.habits == before.habits && after.habits != Habits())
  }

  @Test func tooFewDaysAreNoHabit() {
    #expect(learner(days: 1).habits == Habits([:], days: 1))
    #expect(!learner(days: 2).habits.couldBeKnown && learner(days: 3).habits.couldBeKnown)
  }

  /// Whoever comes when the table is full has no habit; nobody loses one.
  @Test func memoryIsBounded() {
    var learner = HabitLearner()
    let stage = Stage((0..<300).map { LogLine(monday + $0, "203.0.113.5", "GET /orders/\($0)") })
    var record = stage.records[stage.records.count - 1].record
    let suspect = record.suspects[0]
    for day in 0..<3 {
      record.suspects = (0..<HabitLearner.capacity + 10).map { number in
        var other = suspect
        other.aggregate.key = PrincipalKey(Address(v4: UInt32(number)))
        return other
      }
      record.span.start = Timestamp(seconds: monday + Int64(day) * 86_400)
      learner.take(record)
    }
    let last = PrincipalKey(Address(v4: UInt32(HabitLearner.capacity + 5)))
    #expect(learner.habits.habit(last, level: record.level) == nil)
    #expect(learner.habits != Habits())
  }
}
