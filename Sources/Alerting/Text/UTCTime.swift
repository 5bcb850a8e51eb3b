import AccessLog
import Detection

/// Moments of event time as people and programs read them, always in UTC.
public enum UTCTime {
  /// A moment's calendar fields in UTC.
  struct Fields {
    var year: Int64
    var month: Int64
    var day: Int64
    var hour: Int64
    var minute: Int64
    var second: Int64
    var millisecond: Int64
  }

  /// RFC 3339 with milliseconds: `2026-03-02T03:04:05.000Z`; nothing for the absent moment.
  ///
  /// Moments outside the years 0 to 9999, which RFC 3339 cannot write, become the nearest it can.
  public static func rfc3339(_ time: Timestamp) -> String? {
    guard !time.isAbsent else { return nil }
    let f = fields(clamped(time))
    return pad(f.year, 4) + "-" + pad(f.month) + "-" + pad(f.day) + "T" + pad(f.hour) + ":"
      + pad(f.minute) + ":" + pad(f.second) + "." + pad(f.millisecond, 3) + "Z"
  }

  /// For people: `2026-03-02 03:04:05`; `?` for the absent moment.
  public static func readable(_ time: Timestamp) -> String {
    guard !time.isAbsent else { return "?" }
    return day(time) + " " + clock(time)
  }

  /// The date alone: `2026-03-02`.
  public static func day(_ time: Timestamp) -> String {
    let f = fields(clamped(time))
    return pad(f.year, 4) + "-" + pad(f.month) + "-" + pad(f.day)
  }

  /// The time of day alone: `03:04:05`.
  public static func clock(_ time: Timestamp) -> String {
    let f = fields(clamped(time))
    return pad(f.hour) + ":" + pad(f.minute) + ":" + pad(f.second)
  }

  /// A span for people: the day only once where both ends lie on it.
  public static func readable(_ span: TimeSpan) -> String {
    let sameDay = !span.start.isAbsent && !span.end.isAbsent && day(span.start) == day(span.end)
    return readable(span.start) + " to " + (sameDay ? clock(span.end) : readable(span.end))
  }

  /// Milliseconds since the Unix epoch, rounded down.
  public static func milliseconds(_ time: Timestamp) -> Int64 {
    let quotient = time.microseconds / 1000
    return time.microseconds % 1000 < 0 ? quotient - 1 : quotient
  }

  /// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59.999Z, in seconds.
  private static func clamped(_ time: Timestamp) -> Timestamp {
    let first = Timestamp(seconds: -62_167_219_200)
    let last = Timestamp(microseconds: 253_402_300_799_999_000)
    return min(max(time, first), last)
  }

  /// The proleptic Gregorian calendar from days since the epoch: the algorithm `civil_from_days` of
  /// H. Hinnant, "chrono-compatible low-level date algorithms" (2013), in eras of 400 years.
  static func fields(_ time: Timestamp) -> Fields {
    let seconds = time.seconds
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let ofDay = seconds - days * 86_400
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return Fields(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, hour: ofDay / 3600,
      minute: ofDay / 60 % 60, second: ofDay % 60,
      millisecond: (time.microseconds - seconds * 1_000_000) / 1000)
  }

  /// The moment that `rfc3339` wrote; the absent one for anything else.
  static func parse(_ text: String?) -> Timestamp {
    guard let text, text.utf8.count == 24 else { return .absent }
    let digits = Array(text.utf8).map { Int64($0) - 48 }
    let number = { (range: Range<Int>) -> Int64 in
      digits[range].reduce(0) { $0 < 0 || !(0...9).contains($1) ? -1 : $0 * 10 + $1 }
    }
    let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
    guard year >= 0, (1...12).contains(month), (1...31).contains(day) else { return .absent }
    let seconds =
      days(year, month, day) * 86_400 + number(11..<13) * 3600 + number(14..<16) * 60
      + number(17..<19)
    let time = Timestamp(microseconds: (seconds * 1000 + number(20..<23)) * 1000)
    // What does not come out as it went in was no such time.
    return rfc3339(time) == text ? time : .absent
  }

  /// Days since the epoch: `days_from_civil`, the inverse of the algorithm above.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func pad(_ value: Int64, _ width: Int = 2) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
