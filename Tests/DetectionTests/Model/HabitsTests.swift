import AccessLog
import TestSupport
import Testing
import Traffic

@testable import Detection

@Suite struct HabitsTests {
  /// - Parameter at: The second of the day at which it begins.
  private func fetch(
    _ client: String, days: Range<Int>, orders: Int, at second: (Int) -> Int64 = { _ in 7800 },
    every seconds: Int64 = 1
  ) -> [LogLine] {
    days.flatMap { day in
      (0..<orders).map {
        LogLine(
          monday + Int64(day) * 86_400 + second(day) + Int64($0) * seconds, client,
          "GET /orders/\($0)", bytes: 1000)
      }
    }
  }

  private func habits(_ lines: [LogLine]) -> Habits {
    Habits.learned(from: Stage(lines.inTime).records.map(\.record))
  }

  private let key = PrincipalKey(Address(v4: 0xcb00_7105))

  @Test func threeDaysMakeAHabit() throws {
    let found = habits(fetch("203.0.113.5", days: 0..<3, orders: 300))
    let habit = try #require(found.habit(key, level: 1))
    #expect(abs(habit.objects - 300) < 45 && habit.bytes == 300_000)
    #expect(found.habit(key, level: 2) != nil)
  }

  /// An attacker has a day or two before somebody looks.
  @Test func twoDaysMakeNone() {
    let lines = fetch("203.0.113.5", days: 0..<2, orders: 300, at: { Int64($0) * 1000 + 7800 })
    #expect(habits(lines).habit(key, level: 0) == nil)
    // At the same time, but all day long.
    let long = fetch("203.0.113.5", days: 0..<2, orders: 900, every: 20)
    #expect(habits(long).habit(key, level: 1) == nil)
  }

  @Test func twoDaysMakeOneIfTheyAreLikeClockwork() throws {
    let lines = fetch("203.0.113.5", days: 0..<2, orders: 300, at: { Int64($0) * 300 + 7800 })
    #expect(habits(lines).habit(key, level: 0) != nil)
  }

  @Test func theThirdLargestDayCounts() throws {
    let lines =
      fetch("203.0.113.5", days: 0..<3, orders: 100)
      + fetch("203.0.113.5", days: 3..<5, orders: 900)
    let habit = try #require(habits(lines).habit(key, level: 1))
    #expect(habit.bytes == 100_000)
  }

  @Test func whoProvesIntentHasNoHabits() {
    let attack = (0..<3).map {
      LogLine(monday + $0 * 86_400 + 500, "203.0.113.5", "GET /a?id=1'%20union%20select%201,2--%20")
    }
    let found = habits(
      fetch("203.0.113.5", days: 0..<3, orders: 300, at: { _ in 0 }) + attack)
    #expect(found.habit(key, level: 1) == nil)
  }
}
