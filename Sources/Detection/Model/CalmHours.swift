import Scoring

/// Leaves the hours out of a history in which a share was so far above that of the other hours that
/// it must not be learned as normal.
///
/// A trimmed fit over windows withstands a tenth of bad ones. That is not enough for log-ins: a small
/// service has fifty log-ins a day, and who tries stolen passwords for an hour makes eight hundred, in
/// most of the windows that have a log-in at all. Hours withstand it: every hour counts as one,
/// however many tries fell into it, and the median of their shares is honest as long as most hours
/// were.
enum CalmHours {
  /// A window's share, and when it began.
  struct Sample: Sendable {
    /// Seconds since 1970.
    var start: Int64
    /// The share.
    var ratio: RatioSample
  }

  /// The share that general experience expects at least: people fail about one log-in in ten.
  static let usualShare = 0.1
  /// How far hours of honest log-ins differ: as far as ten trials would tell.
  static let concentration = 10.0
  /// An hour as improbable as this (one in ten thousand) is left out.
  static let refusal = 4.0

  /// The windows of calm hours. O(n log n).
  static func of(_ samples: [Sample]) -> [RatioSample] {
    var hours: [Int64: RatioSample] = [:]
    for sample in samples {
      let before = hours[sample.start / 3600] ?? RatioSample(successes: 0, trials: 0)
      hours[sample.start / 3600] = RatioSample(
        successes: before.successes + sample.ratio.successes,
        trials: before.trials + sample.ratio.trials)
    }
    let mean = usual(Array(hours.values))
    let wild = hours.filter { _, hour in
      BetaBinomialTail.surprise(
        successes: hour.successes, trials: hour.trials, mean: mean, concentration: concentration)
        > refusal
    }
    return samples.filter { wild[$0.start / 3600] == nil }.map(\.ratio)
  }

  /// The median of the hours' shares, each leaning on general experience as if it had five more
  /// trials, so that an hour of one try says little.
  private static func usual(_ hours: [RatioSample]) -> Double {
    let shares = hours.map {
      (Double($0.successes) + 5 * usualShare) / (Double($0.trials) + 5)
    }.sorted()
    guard !shares.isEmpty else { return usualShare }
    return min(max(shares[shares.count / 2], usualShare), 0.95)
  }
}
