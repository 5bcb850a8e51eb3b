import AccessLog

/// The header `Retry-After` (RFC 9110 §10.2.3): seconds, or a date.
enum RetryAfter {
  /// Seconds to wait; nothing where the value is neither. Some services send a fraction.
  /// - Parameter now: Seconds since the Unix epoch.
  static func seconds(_ value: String?, now: Double) -> Double? {
    guard let text = value?.split(separator: " ").joined(separator: " ") else { return nil }
    if let seconds = Double(text) {
      return seconds.isFinite && seconds >= 0 ? seconds : nil
    }
    return date(text).map { max(0, $0 - now) }
  }

  /// A date of the preferred form, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
  private static func date(_ text: String) -> Double? {
    let parts = text.split(separator: " ")
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    guard parts.count == 6, parts[5] == "GMT",
      let month = months.firstIndex(of: String(parts[2])), parts[1].count == 2
    else { return nil }
    let number = month + 1
    let iso = "\(parts[3])-\(number < 10 ? "0" : "")\(number)-\(parts[1])T\(parts[4]).000Z"
    let time = UTCTime.parse(iso)
    return time.isAbsent ? nil : Double(time.seconds)
  }
}
