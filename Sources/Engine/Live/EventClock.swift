import AccessLog

/// Which moment of event time it is while no line comes: the latest time in the logs, and as much more
/// as has passed since the last line arrived.
///
/// Servers that buffer their log write it in bursts (`access_log … buffer=64k flush=1m`): what a burst
/// brings lies up to a minute behind. How far behind lines arrived is therefore remembered, and the
/// clock held back by as much; it fades by half in an hour. Only the closing of windows in quiet
/// moments hangs on this clock, never a time in an alert.
struct EventClock {
  /// Held back no more than this: a quarter of an hour.
  static let longestHold = 900.0
  /// The resolution of most logs, in seconds, which is no delay.
  static let resolution = 1.0
  static let halfLife = 3600.0

  private var latest = Timestamp.absent
  private var arrival = 0.0
  private(set) var hold = 0.0

  /// Sets the clock, at the start of a run.
  /// - Parameters:
  ///   - latest: The latest time in the logs; absent before any.
  ///   - now: Seconds of a steady clock.
  init(latest: Timestamp, now: Double) {
    self.latest = latest
    arrival = now
  }

  /// Notes that lines have come.
  /// - Parameters:
  ///   - first: The earliest time among them; absent where they name none.
  ///   - latest: The latest time in the logs by now.
  mutating func arrived(first: Timestamp, latest: Timestamp, now: Double) {
    if let expected = time(now, hold: 0), !first.isAbsent {
      let behind = Double(expected.microseconds &- first.microseconds) / 1e6 - Self.resolution
      hold *= 0.5.raised(to: (now - arrival) / Self.halfLife)
      hold = min(max(hold, behind), Self.longestHold)
    }
    self.latest = latest
    arrival = now
  }

  /// What time it is; nil before any line.
  func time(at now: Double) -> Timestamp? { time(now, hold: hold) }

  private func time(_ now: Double, hold: Double) -> Timestamp? {
    guard !latest.isAbsent else { return nil }
    let passed = max(0, now - arrival - hold)
    return Timestamp(microseconds: latest.microseconds &+ Int64(min(passed, 1e9) * 1e6))
  }
}
