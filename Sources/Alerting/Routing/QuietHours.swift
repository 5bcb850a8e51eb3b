import Detection
import Foundation

/// Hours in which only what is grave enough is sent at once. The rest waits on disk until they end.
public struct QuietHours: Sendable, Hashable {
  /// Minutes from midnight at which they begin, 0…1439.
  public var from: Int
  /// Minutes from midnight at which they end, before `from` where they go over midnight.
  public var until: Int
  /// The time zone of both.
  public var zone: TimeZone
  /// What is at least as grave as this is sent all the same.
  public var except: Severity
  /// The sinks that are quiet, where not all are.
  public var sinks: Set<String>?

  /// Quiet hours.
  public init(
    from: Int, until: Int, zone: TimeZone = .current, except: Severity = .critical,
    sinks: Set<String>? = nil
  ) {
    self.from = from
    self.until = until
    self.zone = zone
    self.except = except
    self.sinks = sinks
  }

  /// True where the alert has to wait.
  /// - Parameter now: Seconds since the Unix epoch.
  func hold(_ alert: Alert, for sink: String, at now: Double) -> Bool {
    guard alert.severity < except, sinks?.contains(sink) != false else { return false }
    let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: now))
    let second = (Int(now.rounded(.down)) + offset) % 86_400
    let minute = (second < 0 ? second + 86_400 : second) / 60
    return from <= until
      ? (from..<until).contains(minute) : minute >= from || minute < until
  }
}
