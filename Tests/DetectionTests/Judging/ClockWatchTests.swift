import AccessLog
import Foundation
import Scoring
import Testing
import Traffic

@testable import Detection

@Suite struct ClockWatchTests {
  private static let day: Int64 = 86_400

  private static func count(_ start: Int64, ahead: Double, _ generator: inout SplitMix64) -> Int {
    let hour = Double(start % day) / 3600 + ahead
    let mean = 30 * (1 - 0.6 * cos(2 * .pi * (hour - 3) / 24))
    // The sum of twelve uniform numbers is nearly normal, with a variance of one.
    let normal = (0..<12).reduce(-6.0) { sum, _ in sum + generator.unit() }
    return max(0, Int((mean + mean.squareRoot() * normal).rounded()))
  }

  private static func baseline() -> TrafficBaseline {
    var generator = SplitMix64(seed: 1)
    var baseline = TrafficBaseline(windowSeconds: 60)
    baseline.requests = SeasonalBaseline.learned(
      from: stride(from: 0, to: 14 * day, by: 60).map {
        CountWindow(start: $0, count: count($0, ahead: 0, &generator))
      }, windowSeconds: 60)
    return baseline
  }

  /// In which hours of the fifteenth day more requests (or fewer) were explained by a day that has moved,
  /// until that was certain.
  private static func explained(
    more: Bool, ahead: Double, changed: (Int64, Int) -> Int = { $1 }
  ) -> Set<Int64> {
    var generator = SplitMix64(seed: 2)
    var watch = ClockWatch()
    let baseline = learned
    var hours: Set<Int64> = []
    for start in stride(from: 13 * day, to: 15 * day, by: 60) {
      var point = TrafficPoint.blank
      let ahead = start >= 14 * day ? ahead : 0
      point.requests = UInt32(changed(start, count(start, ahead: ahead, &generator)))
      guard watch.examine(point, at: start, baseline, .general) == nil else { break }
      // Asked for once a quarter of an hour, which takes its time.
      guard start >= 14 * day, start % 900 == 840 else { continue }
      if watch.explains(more: more, of: point.endpoint, at: start, baseline.requests) {
        hours.insert((start - 14 * day) / 3600)
      }
    }
    return hours
  }

  private static let learned = baseline()

  @Test func theMorningAfterIsExplainedAndByNoonItIsCertain() {
    let hours = Self.explained(more: true, ahead: 1)
    #expect(hours.isSuperset(of: 5...10))
    #expect(hours.allSatisfy { $0 < 13 })
    #expect(Self.explained(more: false, ahead: 1).isDisjoint(with: 4...10))
  }

  @Test func soIsTheMorningAfterClocksWerePutBack() {
    #expect(Self.explained(more: false, ahead: -1).isSuperset(of: 5...10))
    #expect(Self.explained(more: true, ahead: -1).isDisjoint(with: 4...10))
  }

  @Test func anotherLevelIsNotExplained() {
    for from in [Int64(2), 5, 8, 14, 20] {
      let hours = Self.explained(more: true, ahead: 0) { start, count in
        start >= 14 * Self.day + from * 3600 ? count * 6 / 5 : count
      }
      // By chance it looks so now and then: of an hour after the change, of two in a day.
      #expect(hours.count { $0 >= from } <= 2, "from \(from) o'clock on")
    }
  }

  /// When the season was turned, in hours after the fourteenth day.
  private static func turns(
    days: Int64, ahead: Double, changed: (Int64, Int) -> Int = { $1 }
  ) -> [Int64] {
    var generator = SplitMix64(seed: 2)
    var watch = ClockWatch()
    var baseline = learned
    var turns: [Int64] = []
    for start in stride(from: 14 * day, to: (14 + days) * day, by: 60) {
      var point = TrafficPoint.blank
      point.requests = UInt32(changed(start, count(start, ahead: ahead, &generator)))
      if let turned = watch.examine(point, at: start, baseline, .general) {
        baseline = turned
        turns.append((start - 14 * day) / 3600)
      }
    }
    return turns
  }

  @Test(arguments: [1.0, -1])
  func aDayThatMovedByAnHourIsNoticedWithinADayAndOnlyOnce(ahead: Double) throws {
    let turns = Self.turns(days: 4, ahead: ahead)
    #expect(turns.count == 1)
    #expect(try #require(turns.first) <= 24)
  }

  @Test func whereTheClockIsAsItWasNothingTurns() {
    #expect(Self.turns(days: 10, ahead: 0).isEmpty)
    #expect(Self.turns(days: 3, ahead: 0) { $1 * 3 / 2 }.isEmpty, "another level")
  }

  @Test(arguments: [Int64(3), 8, 12, 18, 22])
  func aLevelThatChangesWithinADayTurnsNothing(hour: Int64) {
    let turns = Self.turns(days: 4, ahead: 0) { start, count in
      start >= 15 * Self.day + hour * 3600 ? count * 3 / 2 : count
    }
    #expect(turns.isEmpty)
  }

  @Test func aBurstOfAnHourTurnsNothing() {
    let turns = Self.turns(days: 3, ahead: 0) { start, count in
      start % Self.day / 3600 == 9 ? count * 3 : count
    }
    #expect(turns.isEmpty)
  }
}
