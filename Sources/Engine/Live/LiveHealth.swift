import AccessLog
import Foundation

/// Counters of a live run about itself.
public struct LiveHealth: Sendable, Hashable {
  /// Alerts handed in since the start.
  public var alerts = 0
  /// Lines taken since the start.
  public private(set) var lines = 0
  /// Lines a second, over about the last minute.
  public private(set) var linesPerSecond = 0.0
  /// When the run started, by the steady clock.
  public private(set) var started = 0.0
  private var since = 0.0
  private var counted = 0

  /// The rate follows what comes within about so many seconds.
  static let memory = 60.0

  /// Begins to count.
  mutating func start(at now: Double, lines: Int) {
    started = now
    since = now
  }

  /// Notes lines that were taken.
  mutating func took(_ count: Int, now: Double) {
    lines += count
    counted += count
    settle(now)
  }

  /// Brings the rate up to date.
  mutating func settle(_ now: Double) {
    let seconds = now - since
    guard seconds >= 1 else { return }
    let weight = 1 - 0.5.raised(to: seconds / (Self.memory / 2))
    let isFirst = now - started < 2 * Self.memory && lines == counted
    let rate = Double(counted) / seconds
    linesPerSecond = isFirst ? rate : linesPerSecond + weight * (rate - linesPerSecond)
    (since, counted) = (now, 0)
  }
}

extension Double {
  /// This number to a power.
  func raised(to power: Double) -> Double { pow(self, power) }
}
