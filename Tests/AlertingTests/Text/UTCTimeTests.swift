import AccessLog
import Alerting
import Detection
import Testing

@Suite struct UTCTimeTests {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"),
      (-1, "1969-12-31T23:59:59.999Z"),
      (951_782_400_000_000, "2000-02-29T00:00:00.000Z"),
      (1_772_420_645_678_901, "2026-03-02T03:04:05.678Z"),
      (4_107_542_399_999_999, "2100-02-28T23:59:59.999Z"),
      (.max, "9999-12-31T23:59:59.999Z"),
      (.min + 1, "0000-01-01T00:00:00.000Z"),
    ] as [(Int64, String)]) func writesRFC3339(microseconds: Int64, expected: String)
  {
    #expect(UTCTime.rfc3339(Timestamp(microseconds: microseconds)) == expected)
  }

  @Test func theAbsentMomentIsAbsent() {
    #expect(UTCTime.rfc3339(.absent) == nil)
    #expect(UTCTime.readable(.absent) == "?")
  }

  @Test func aSpanNamesItsDayOnce() {
    let start = Timestamp(seconds: 1_772_420_645)
    let sameDay = TimeSpan(start: start, end: Timestamp(seconds: 1_772_420_705))
    let nextDay = TimeSpan(start: start, end: Timestamp(seconds: 1_772_507_045))
    #expect(UTCTime.readable(sameDay) == "2026-03-02 03:04:05 to 03:05:05")
    #expect(UTCTime.readable(nextDay) == "2026-03-02 03:04:05 to 2026-03-03 03:04:05")
  }

  @Test func millisecondsRoundDown() {
    #expect(UTCTime.milliseconds(Timestamp(microseconds: 1999)) == 1)
    #expect(UTCTime.milliseconds(Timestamp(microseconds: -1)) == -1)
    #expect(UTCTime.milliseconds(Timestamp(microseconds: -1000)) == -1)
  }
}
