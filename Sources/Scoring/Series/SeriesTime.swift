/// Reads the timestamps of a series: `2014-04-01 00:00:00` or RFC 3339, without a zone in UTC.
enum SeriesTime {
  /// Seconds since 1970, or nil for anything else. A fraction and a zone may follow the seconds;
  /// the seconds themselves may be missing.
  static func seconds(_ bytes: ArraySlice<UInt8>) -> Double? {
    var text = DecimalNumber.trim(bytes)
    guard let year = number(&text, 4), skip(&text, "-"), let month = number(&text, 2),
      skip(&text, "-"), let day = number(&text, 2), (1...12).contains(month),
      (1...31).contains(day)
    else { return nil }
    let midnight = Double(daysSince1970(year, month, day)) * 86_400
    guard !text.isEmpty else { return midnight }
    guard skip(&text, " ") || skip(&text, "T") || skip(&text, "t"), let hour = number(&text, 2),
      skip(&text, ":"), let minute = number(&text, 2), hour < 24, minute < 60
    else { return nil }
    var seconds = midnight + Double(hour * 3600 + minute * 60)
    if skip(&text, ":") {
      guard let second = number(&text, 2), second <= 60 else { return nil }
      seconds += Double(second) + fraction(&text)
    }
    guard let offset = zone(&text) else { return nil }
    return seconds - offset
  }

  /// A decimal fraction after a point or comma; 0 if there is none.
  private static func fraction(_ text: inout ArraySlice<UInt8>) -> Double {
    guard skip(&text, ".") || skip(&text, ",") else { return 0 }
    var value = 0.0
    var unit = 0.1
    while let byte = text.first, (0x30...0x39).contains(byte) {
      value += unit * Double(byte & 0x0F)
      unit /= 10
      text.removeFirst()
    }
    return value
  }

  /// The zone's offset in seconds: nothing and Z are 0; nil for anything else that follows.
  private static func zone(_ text: inout ArraySlice<UInt8>) -> Double? {
    if text.isEmpty { return 0 }
    if skip(&text, "Z") || skip(&text, "z") { return text.isEmpty ? 0 : nil }
    let east = skip(&text, "+")
    guard east || skip(&text, "-"), let hours = number(&text, 2) else { return nil }
    _ = skip(&text, ":")
    guard let minutes = number(&text, 2), text.isEmpty else { return nil }
    return Double(hours * 3600 + minutes * 60) * (east ? 1 : -1)
  }

  private static func number(_ text: inout ArraySlice<UInt8>, _ digits: Int) -> Int? {
    guard text.count >= digits else { return nil }
    var value = 0
    for byte in text.prefix(digits) {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte & 0x0F)
    }
    text.removeFirst(digits)
    return value
  }

  private static func skip(_ text: inout ArraySlice<UInt8>, _ mark: Unicode.Scalar) -> Bool {
    guard text.first == UInt8(ascii: mark) else { return false }
    text.removeFirst()
    return true
  }

  /// Days of the proleptic Gregorian calendar, by eras of 400 years that begin in March
  /// (Hinnant 2013, "chrono-compatible low-level date algorithms", `days_from_civil`).
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
