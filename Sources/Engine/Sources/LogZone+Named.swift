import AccessLog
import Foundation

extension LogZone {
  /// A zone by its text: an offset (`+02:00`, `Z`) or a name of the IANA database
  /// (`Europe/Berlin`), whose changes of the clock from 1990 to 2070 are taken over; nil for
  /// anything else.
  public init?(named text: String) {
    if let fixed = LogZone(offset: text) {
      self = fixed
      return
    }
    // Foundation also knows abbreviations, of which many mean several zones (IST, CST): only names
    // with a region, and UTC and its like, are taken.
    guard text.contains("/") || ["UTC", "GMT"].contains(text),
      let zone = TimeZone(identifier: text)
    else { return nil }
    self.init(
      name: text, offset: Self.offset(of: zone, at: Self.years.lowerBound),
      changes: Self.changes(of: zone))
  }

  /// The seconds since the epoch at which 1990 and 2070 begin.
  private static let years: Range<Int64> = 631_152_000..<3_155_760_000
  /// Looked at once a week: no zone has changed its clock twice in one.
  private static let week: Int64 = 604_800

  private static func offset(of zone: TimeZone, at moment: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(moment))))
  }

  /// The changes of the clock, each found to the second by halving the week that it lies in.
  private static func changes(of zone: TimeZone) -> [Change] {
    var changes: [Change] = []
    var last = offset(of: zone, at: years.lowerBound)
    for start in stride(from: years.lowerBound, to: years.upperBound, by: Int(week)) {
      let next = offset(of: zone, at: start + week)
      guard next != last else { continue }
      var (low, high) = (start, start + week)
      while high - low > 1 {
        let middle = (low + high) / 2
        if offset(of: zone, at: middle) == last { low = middle } else { high = middle }
      }
      changes.append(Change(moment: high, offset: next))
      last = next
    }
    return changes
  }
}
