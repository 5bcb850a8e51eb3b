// Times as logs write them, other than the common log format's own (see `CommonTime`).

extension RawSpan {
  /// A number of exactly `count` digits at `offset`, or nil.
  @inline(__always)
  func digits(_ count: Int, at offset: Int, to end: Int) -> Int64? {
    guard offset >= 0, offset &+ count <= end else { return nil }
    var value: Int64 = 0
    for i in offset..<offset &+ count {
      let digit = byte(i) &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    return value
  }

  /// A date and time as ISO 8601 and RFC 3339 write them, with `-` or `/` in the date, `T`, `t` or
  /// a space before the time, any number of decimals and any zone (`hasZone` false: none, read as
  /// UTC); what follows it is left alone.
  func isoTime(from start: Int, to end: Int) -> (time: Timestamp, end: Int, hasZone: Bool)? {
    guard let year = digits(4, at: start, to: end), let month = digits(2, at: start &+ 5, to: end),
      let day = digits(2, at: start &+ 8, to: end), byte(start &+ 4) == byte(start &+ 7),
      byte(start &+ 4) == UInt8(ascii: "-") || byte(start &+ 4) == UInt8(ascii: "/")
    else { return nil }
    let separator = byte(start &+ 10)
    guard start &+ 10 < end, separator | 0x20 == UInt8(ascii: "t") || separator == 0x20,
      let clock = clockTime(from: start &+ 11, to: end)
    else {
      return CivilDate.microseconds(year: year, month: month, day: day).map {
        (Timestamp(microseconds: $0), start &+ 10, false)
      }
    }
    let zone = zoneOffset(from: clock.end, to: end)
    guard
      let midnight = CivilDate.microseconds(
        year: year, month: month, day: day, offset: zone?.seconds ?? 0)
    else { return nil }
    return (
      Timestamp(microseconds: midnight &+ clock.microseconds), zone?.end ?? clock.end, zone != nil
    )
  }

  /// A time of day `hh:mm:ss` with an optional fraction, in microseconds.
  func clockTime(from start: Int, to end: Int) -> (microseconds: Int64, end: Int)? {
    guard let hour = digits(2, at: start, to: end), let minute = digits(2, at: start &+ 3, to: end),
      let second = digits(2, at: start &+ 6, to: end), byte(start &+ 2) == UInt8(ascii: ":"),
      byte(start &+ 5) == UInt8(ascii: ":"), hour < 24, minute < 60, second <= 60
    else { return nil }
    let whole = (hour &* 3600 &+ minute &* 60 &+ second) &* 1_000_000
    let fraction = fractionOfSecond(from: start &+ 8, to: end)
    return (whole &+ fraction.microseconds, fraction.end)
  }

  /// The fraction `.123456789` or `,123` of a second, in microseconds; zero where there is none.
  func fractionOfSecond(from start: Int, to end: Int) -> (microseconds: Int64, end: Int) {
    guard start &+ 1 < end, byte(start) == UInt8(ascii: ".") || byte(start) == UInt8(ascii: ","),
      byte(start &+ 1) &- 0x30 < 10
    else { return (0, start) }
    var i = start &+ 1
    var value: Int64 = 0
    var unit: Int64 = 100_000
    while i < end, byte(i) &- 0x30 < 10 {
      value &+= Int64(byte(i) &- 0x30) &* unit
      unit /= 10
      i &+= 1
    }
    return (value, i)
  }

  /// A zone `Z`, `+0100`, `+01:00`, `+01` or `UTC`/`GMT`, with or without a space before it.
  func zoneOffset(from start: Int, to end: Int) -> (seconds: Int64, end: Int)? {
    let at = start < end && byte(start) == 0x20 ? start &+ 1 : start
    if starts(with: "UTC", at: at, to: end) || starts(with: "GMT", at: at, to: end) {
      return (0, at &+ 3)
    }
    let sign = byte(at)
    if at == start, sign | 0x20 == UInt8(ascii: "z"), at < end { return (0, at &+ 1) }
    guard at < end, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      let hours = digits(2, at: at &+ 1, to: end)
    else { return nil }
    let colon = byte(at &+ 3) == UInt8(ascii: ":")
    let minutes = digits(2, at: at &+ (colon ? 4 : 3), to: end)
    let size = minutes == nil ? 3 : (colon ? 6 : 5)
    let seconds = hours &* 3600 &+ (minutes ?? 0) &* 60
    return (sign == UInt8(ascii: "-") ? 0 &- seconds : seconds, at &+ size)
  }

  /// The month of an English abbreviation (`Jan`…`Dec`, any case), or nil.
  @inline(__always)
  func month(at offset: Int, to end: Int) -> Int64? {
    guard offset >= 0, offset &+ 3 <= end else { return nil }
    let key =
      UInt32(byte(offset) | 0x20) << 16 | UInt32(byte(offset &+ 1) | 0x20) << 8
      | UInt32(byte(offset &+ 2) | 0x20)
    switch key {
    case 0x6a616e: return 1
    case 0x666562: return 2
    case 0x6d6172: return 3
    case 0x617072: return 4
    case 0x6d6179: return 5
    case 0x6a756e: return 6
    case 0x6a756c: return 7
    case 0x617567: return 8
    case 0x736570: return 9
    case 0x6f6374: return 10
    case 0x6e6f76: return 11
    case 0x646563: return 12
    default: return nil
    }
  }
}
