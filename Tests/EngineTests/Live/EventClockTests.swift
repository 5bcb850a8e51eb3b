import AccessLog
import Testing

@testable import Engine

@Suite struct EventClockTests {
  private func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }

  @Test func itGoesOnFromTheLatestLine() {
    var clock = EventClock(latest: .absent, now: 0)
    #expect(clock.time(at: 5) == nil)
    clock.arrived(first: at(1000), latest: at(1000), now: 10)
    #expect(clock.time(at: 10) == at(1000))
    #expect(clock.time(at: 25) == at(1015))
  }

  /// A server that writes its log every 40 s: windows must not be closed before the next burst.
  @Test func itWaitsForBursts() {
    var clock = EventClock(latest: .absent, now: 0)
    clock.arrived(first: at(1000), latest: at(1040), now: 0)
    #expect(clock.time(at: 39) == at(1079))
    clock.arrived(first: at(1040), latest: at(1080), now: 40)
    #expect(clock.hold == 39)
    #expect(clock.time(at: 79) == at(1080))
    #expect(clock.time(at: 80) == at(1081))
  }

  @Test func whatLiesFarBackHoldsItForAQuarterOfAnHourAtMost() {
    var clock = EventClock(latest: at(10_000), now: 0)
    clock.arrived(first: at(10), latest: at(10_000), now: 1)
    #expect(clock.hold == EventClock.longestHold)
    clock.arrived(first: at(10_000), latest: at(10_000), now: 3601)
    #expect(clock.hold < EventClock.longestHold * 4.5)
  }
}
