/// When to try again after a failure.
///
/// Exponential backoff with full jitter (M. Brooker, "Exponential Backoff And Jitter", AWS
/// Architecture Blog, 2015): the wait is drawn evenly from nothing to a ceiling that doubles with
/// each attempt, so that many senders that failed together do not come back together.
public struct RetrySchedule: Sendable, Hashable {
  /// Ceiling of the wait after the first failure, in seconds: a hiccup costs no one an alert in time.
  public var first: Double
  /// The highest ceiling, in seconds: a receiver that comes back after hours hears of it within
  /// minutes.
  public var highest: Double
  /// The longest wait that a receiver may ask for, in seconds: more would be losing the alert.
  public var longestAsked: Double

  /// A schedule.
  public init(first: Double = 1, highest: Double = 300, longestAsked: Double = 3600) {
    self.first = max(0, first)
    self.highest = max(0, highest)
    self.longestAsked = max(0, longestAsked)
  }

  /// Seconds to wait.
  /// - Parameters:
  ///   - failures: Failures in a row so far, from 1.
  ///   - asked: Seconds that the receiver asked for (`Retry-After`), which are waited at least.
  ///   - chance: A number drawn evenly from 0..<1.
  public func wait(failures: Int, asked: Double?, chance: Double) -> Double {
    var ceiling = first
    // Doubling ends at the highest ceiling, and 64 doublings of anything measurable are beyond it.
    for _ in 1..<min(max(failures, 1), 64) where ceiling < highest { ceiling *= 2 }
    let drawn = min(max(chance, 0), 1) * min(ceiling, highest)
    guard let asked, asked.isFinite, asked > 0 else { return drawn }
    return min(asked, longestAsked) + drawn
  }
}
