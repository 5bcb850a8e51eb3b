import Foundation
import Scoring

/// When requests come: a Poisson process whose rate follows the day, and the time as a log writes it.
struct LogTime {
  /// The moment of the last request, in seconds since 1970.
  private(set) var now: Double
  private var written = -1
  private var text: [UInt8] = []

  /// Monday, 2 March 2026, 00:00 UTC: where every generated log begins.
  static let start = 1_772_409_600
  /// Requests a second in the mean over a day.
  static let rate = 8.0
  /// How far night and noon are from the mean; the trough is at 3, the peak at 15 o'clock.
  private static let swing = 0.6

  init() { now = Double(Self.start) }

  /// Goes on to the next request.
  mutating func advance(_ generator: inout SplitMix64) {
    let hour = (now - Double(Self.start)) / 3600
    let rate = Self.rate * (1 - Self.swing * cos(2 * .pi * (hour - 3) / 24))
    now += -log(1 - generator.unit()) / rate
  }

  /// `[02/Mar/2026:00:00:00 +0000]`, made anew once a second.
  mutating func stamp(of moment: Int) -> [UInt8] {
    if moment != written {
      var seconds = time_t(moment)
      var parts = tm()
      gmtime_r(&seconds, &parts)
      let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
      ]
      let two = { (number: Int32) in (number < 10 ? "0" : "") + "\(number)" }
      text = Array(
        ("[\(two(parts.tm_mday))/\(months[Int(parts.tm_mon)])/\(1900 + parts.tm_year)"
          + ":\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) +0000]").utf8)
      written = moment
    }
    return text
  }
}
