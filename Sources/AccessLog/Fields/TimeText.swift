/// Reads a moment in any way that logs write one.
enum TimeText {
  /// The moment that a text begins with, and the offset behind it; nil where it is none.
  ///
  /// Known are the common log format, ISO 8601, seconds, milliseconds, microseconds and nanoseconds
  /// since the epoch (told apart by their size), `Tue Jan 3 05:01:31 2012`, `03 Jan 2012 05:01:31
  /// GMT`, and `Jan  3 05:01:31`, whose year is the one nearest to the reference date.
  static func read(
    _ range: Range<Int>, of bytes: RawSpan, context: inout LineContext
  ) -> (time: Timestamp, end: Int)? {
    let start = range.lowerBound
    let end = range.upperBound
    if let found = bytes.isoTime(from: start, to: end) { return context.settle(found) }
    if let found = context.commonTime.read(bytes, from: start, to: end) {
      return context.settle(found)
    }
    if let found = epoch(range, bytes) { return found }
    guard let found = named(range, bytes, reference: context.options.referenceDate) else {
      return nil
    }
    if found.isYearTaken { context.assumptions.insert(.year) }
    return context.settle((found.time, found.end, found.hasZone))
  }

  /// A moment with what its text said.
  private typealias Found = (time: Timestamp, end: Int, hasZone: Bool, isYearTaken: Bool)

  /// A number since the epoch. Seconds have at most 11 digits before the point, milliseconds 14,
  /// microseconds 17: that holds for all dates from 1973 to 5138.
  private static func epoch(_ range: Range<Int>, _ bytes: RawSpan) -> (time: Timestamp, end: Int)? {
    var i = range.lowerBound
    while i < range.upperBound, bytes.byte(i) &- 0x30 < 10 { i &+= 1 }
    let whole = i &- range.lowerBound
    guard whole >= 9, whole <= 19 else { return nil }
    while i < range.upperBound, isNumeric(bytes.byte(i)) { i &+= 1 }
    let number = range.lowerBound..<i
    let value: Int64? =
      switch whole {
      case ...11: bytes.decimal(number, scale: 1_000_000)
      case ...14: bytes.decimal(number, scale: 1000)
      case ...17: bytes.decimal(number, scale: 1)
      default: bytes.decimal(number, scale: 1).map { $0 / 1000 }
      }
    return value.map { (Timestamp(microseconds: $0), i) }
  }

  private static func isNumeric(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
      || byte == UInt8(ascii: "+")
  }

  /// A time with an English month: ctime, RFC 1123 or the syslog of RFC 3164.
  private static func named(
    _ range: Range<Int>, _ bytes: RawSpan, reference: Timestamp?
  ) -> Found? {
    let end = range.upperBound
    var i = range.lowerBound
    if bytes.month(at: i, to: end) == nil, let day = weekdayEnd(i, end, bytes) { i = day }
    if let month = bytes.month(at: i, to: end) {
      guard let day = dayNumber(at: i + 3, to: end, bytes) else { return nil }
      return ctime(
        month: month, day: day.value, from: day.end, to: end, bytes, reference: reference)
    }
    guard let day = dayNumber(at: i, to: end, bytes),
      let month = bytes.month(at: day.end + 1, to: end),
      let year = bytes.digits(4, at: day.end + 5, to: end),
      let clock = bytes.clockTime(from: day.end + 10, to: end)
    else { return nil }
    let zone = bytes.zoneOffset(from: clock.end, to: end)
    return moment(
      year, month, day.value, clock.microseconds, zone?.seconds, end: zone?.end ?? clock.end)
  }

  /// What follows the day in `Jan  3 05:01:31 2012` and `Jan  3 05:01:31`.
  private static func ctime(
    month: Int64, day: Int64, from start: Int, to end: Int, _ bytes: RawSpan, reference: Timestamp?
  ) -> Found? {
    let at = bytes.skipSpaces(from: start, to: end)
    if let year = bytes.digits(4, at: at, to: end),
      let clock = bytes.clockTime(from: at + 5, to: end)
    {
      return moment(year, month, day, clock.microseconds, nil, end: clock.end)
    }
    guard let clock = bytes.clockTime(from: at, to: end) else { return nil }
    // A year is four digits and then something else: not the first four of an address.
    let last = clock.end + 5
    if bytes.byte(clock.end) == 0x20, let year = bytes.digits(4, at: clock.end + 1, to: end),
      (1970...2999).contains(year),
      last == end || bytes.byte(last) == 0x20 || bytes.byte(last) == 0x5d
    {
      return moment(year, month, day, clock.microseconds, nil, end: last)
    }
    guard let reference, !reference.isAbsent else { return (.absent, clock.end, true, false) }
    let near = CivilDate.date(days: reference.seconds / 86_400).year
    let candidates = [near - 1, near, near + 1].compactMap {
      moment($0, month, day, clock.microseconds, nil, end: clock.end)
    }
    var nearest = candidates.min {
      distance($0.time, reference) < distance($1.time, reference)
    }
    nearest?.isYearTaken = true
    return nearest
  }

  private static func distance(_ a: Timestamp, _ b: Timestamp) -> UInt64 {
    a.microseconds.subtractingReportingOverflow(b.microseconds).partialValue.magnitude
  }

  private static func moment(
    _ year: Int64, _ month: Int64, _ day: Int64, _ clock: Int64, _ offset: Int64?, end: Int
  ) -> Found? {
    CivilDate.microseconds(year: year, month: month, day: day, offset: offset ?? 0).map {
      (Timestamp(microseconds: $0 &+ clock), end, offset != nil, false)
    }
  }

  /// The offset behind `Tue ` or `Tue, `.
  private static func weekdayEnd(_ start: Int, _ end: Int, _ bytes: RawSpan) -> Int? {
    let comma = bytes.byte(start + 3) == UInt8(ascii: ",") ? 1 : 0
    guard start + 4 + comma < end, bytes.byte(start + 3 + comma) == 0x20 else { return nil }
    for i in start..<start + 3 where bytes.byte(i) | 0x20 < 0x61 || bytes.byte(i) | 0x20 > 0x7a {
      return nil
    }
    return start + 4 + comma
  }

  /// A day of one or two digits, spaces before it.
  private static func dayNumber(
    at start: Int, to end: Int, _ bytes: RawSpan
  ) -> (value: Int64, end: Int)? {
    let i = bytes.skipSpaces(from: start, to: end)
    if let day = bytes.digits(2, at: i, to: end) { return (day, i + 2) }
    return bytes.digits(1, at: i, to: end).map { ($0, i + 1) }
  }
}

extension LineContext {
  /// A moment whose text may have left the zone out.
  @inline(__always)
  mutating func settle(
    _ found: (time: Timestamp, end: Int, hasZone: Bool)
  ) -> (time: Timestamp, end: Int) {
    (found.hasZone ? found.time : local(found.time), found.end)
  }

  /// The moment of a time that says no zone: the log's own if the settings say it, else UTC.
  mutating func local(_ time: Timestamp) -> Timestamp {
    guard !time.isAbsent else { return time }
    assumptions.insert(.zone)
    guard let zone = options.zone else { return time }
    lastLocal = zone.moment(local: time, after: lastLocal)
    return lastLocal
  }
}
