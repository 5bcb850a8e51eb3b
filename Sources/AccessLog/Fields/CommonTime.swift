/// Reads `02/Mar/2026:15:04:05 +0100`, the time of the common log format, and remembers the last
/// date: a log has thousands of lines a day, so nearly all of them only need their time of day.
struct CommonTime: Sendable {
  private var dateLow: UInt64 = 0
  private var dateHigh: UInt64 = 0
  private var zone: UInt64 = 0
  private var midnight: Int64 = 0

  /// The length of the usual text, `dd/Mon/yyyy:hh:mm:ss +hhmm`.
  static let length = 26

  /// The time at `start` and the offset behind it, or nil where no such time stands there.
  ///
  /// Also read are a fraction of the second, a space instead of the colon before the hour (Python's
  /// `http.server`), a missing zone (`hasZone` false, read as UTC) and a day of one digit.
  @inline(__always)
  mutating func read(_ bytes: RawSpan, from start: Int, to end: Int) -> (
    time: Timestamp, end: Int, hasZone: Bool
  )? {
    let stop = start &+ CommonTime.length
    if stop <= end, stop <= bytes.byteCount, let time = fast(bytes, start) {
      return (time, stop, true)
    }
    return slow(bytes, from: start, to: end)
  }

  /// The usual text only, with the date and zone of the line before.
  @inline(__always)
  private mutating func fast(_ bytes: RawSpan, _ start: Int) -> Timestamp? {
    let low = bytes.word(start)
    let high = bytes.word(start &+ 4)
    // The last eight bytes of the text are ":05 +0100" without its colon: seconds, space, zone.
    let tail = bytes.word(start &+ 18) & 0xffff_ffff_ffff_0000
    guard low == dateLow, high == dateHigh, tail == zone,
      let seconds = CommonTime.secondOfDay(bytes.word(start &+ 12))
    else { return nil }
    return Timestamp(microseconds: midnight &+ seconds &* 1_000_000)
  }

  /// The second of the day of `hh:mm:ss` in a word, or nil where it is no time.
  @inline(__always)
  private static func secondOfDay(_ word: UInt64) -> Int64? {
    // Digits become 0…9 and the colons 0; anything else sets a bit that must not be there.
    let x = word ^ 0x3030_3a30_303a_3030
    guard (x | (x &+ 0x0606_0006_0600_0606)) & 0xf0f0_fff0_f0ff_f0f0 == 0 else { return nil }
    let hour = Int64(x & 15) &* 10 &+ Int64(x >> 8 & 15)
    let minute = Int64(x >> 24 & 15) &* 10 &+ Int64(x >> 32 & 15)
    let second = Int64(x >> 48 & 15) &* 10 &+ Int64(x >> 56)
    guard hour < 24, minute < 60, second <= 60 else { return nil }
    return hour &* 3600 &+ minute &* 60 &+ second
  }

  private mutating func slow(_ bytes: RawSpan, from start: Int, to end: Int) -> (
    time: Timestamp, end: Int, hasZone: Bool
  )? {
    let width = bytes.byte(start &+ 1) == UInt8(ascii: "/") ? 1 : 2
    let date = start &+ width
    guard let day = bytes.digits(width, at: start, to: end), bytes.byte(date) == UInt8(ascii: "/"),
      let month = bytes.month(at: date &+ 1, to: end), bytes.byte(date &+ 4) == UInt8(ascii: "/"),
      let year = bytes.digits(4, at: date &+ 5, to: end),
      bytes.byte(date &+ 9) == UInt8(ascii: ":") || bytes.byte(date &+ 9) == 0x20,
      let clock = bytes.clockTime(from: date &+ 10, to: end)
    else { return nil }
    let found = bytes.zoneOffset(from: clock.end, to: end)
    guard
      let base = CivilDate.microseconds(
        year: year, month: month, day: day, offset: found?.seconds ?? 0)
    else { return nil }
    let stop = found?.end ?? clock.end
    if stop == start &+ CommonTime.length, clock.end == start &+ 20, stop <= bytes.byteCount {
      remember(bytes, start, midnight: base)
    }
    return (Timestamp(microseconds: base &+ clock.microseconds), stop, found != nil)
  }

  private mutating func remember(_ bytes: RawSpan, _ start: Int, midnight base: Int64) {
    // Byte 11 of the text is the colon before the hour; words 0…7 and 4…11 cover date and colon.
    dateLow = bytes.word(start)
    dateHigh = bytes.word(start &+ 4)
    zone = bytes.word(start &+ 18) & 0xffff_ffff_ffff_0000
    midnight = base
  }
}
