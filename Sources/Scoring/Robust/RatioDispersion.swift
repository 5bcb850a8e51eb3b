/// A ratio's usual value and how much it wavers from window to window, estimated from windows of
/// which some may be attacks.
///
/// The same way as ``CountDispersion``: moments over the windows that are not rejected, growing
/// from below. The start is the pooled ratio of the windows with the lower three quarters of
/// ratios, which a tenth of bad windows does not reach.
public struct RatioDispersion: Sendable, Codable, Hashable {
  /// The pooled share of successes.
  public var mean: Double
  /// The beta distribution's concentration: how many trials' worth a window's own chance is
  /// certain. Large: a plain binomial; near zero: all or nothing.
  public var concentration: Double
  /// Trials in the windows that were used.
  public var trials: Double

  /// Concentrations above this are a plain binomial for all windows of fewer trials.
  public static let largest = 1e6

  /// Known from elsewhere.
  public init(mean: Double, concentration: Double, trials: Double) {
    self.mean = mean
    self.concentration = concentration
    self.trials = trials
  }

  /// Estimates from windows; nil without a single trial. O(n log n), a few dozen rounds at most.
  public init?(_ samples: [RatioSample]) {
    let usable = samples.filter { $0.trials > 0 && $0.successes >= 0 && $0.successes <= $0.trials }
    guard !usable.isEmpty else { return nil }
    self = Self.start(usable)
    for _ in 0..<40 {
      let next = refined(usable)
      let settled =
        abs(next.mean - mean) <= 1e-3 * next.mean
        && abs(next.concentration - concentration) <= 1e-2 * next.concentration
      self = next
      if settled { break }
    }
  }

  private static func start(_ samples: [RatioSample]) -> RatioDispersion {
    let sorted = samples.sorted {
      Double($0.successes) * Double($1.trials) < Double($1.successes) * Double($0.trials)
    }
    let kept = sorted.prefix(max(1, (sorted.count * 3 + 3) / 4))
    let trials = kept.reduce(0.0) { $0 + Double($1.trials) }
    let successes = kept.reduce(0.0) { $0 + Double($1.successes) }
    // Where nearly all windows are without a success, one success must not look impossible: at
    // this mean it is expected in one window of a hundred.
    let single = min(0.5, 0.01 * Double(kept.count) / trials)
    return RatioDispersion(
      mean: max((successes + 0.5) / (trials + 1), single), concentration: largest,
      trials: trials)
  }

  /// One round: pool what is not rejected, then match its variance.
  ///
  /// ρ = [Σ(s − nμ)² − Σnμ(1−μ)] / Σn(n−1)μ(1−μ), concentration = 1/ρ − 1 (the moment estimate of
  /// the intra-class correlation: Kleinman 1973).
  private func refined(_ samples: [RatioSample]) -> RatioDispersion {
    let kept = samples.filter { !rejects($0) }
    let trials = kept.reduce(0.0) { $0 + Double($1.trials) }
    guard trials > 0 else { return self }
    // Half a success keeps a mean of zero or one from being taken for a law of nature.
    let mean = (kept.reduce(0.0) { $0 + Double($1.successes) } + 0.5) / (trials + 1)
    let spread = mean * (1 - mean)
    let restored = CountDispersion.restored(
      rejected: samples.count - kept.count, of: samples.count)
    var excess = 0.0
    var pairs = 0.0
    for sample in kept {
      let n = Double(sample.trials)
      let deviation = Double(sample.successes) - n * mean
      excess += restored * deviation * deviation - n * spread
      pairs += n * (n - 1) * spread
    }
    guard pairs > 0 else {
      return RatioDispersion(mean: mean, concentration: Self.largest, trials: trials)
    }
    let correlation = min(0.9, max(excess / pairs, 1 / (Self.largest + 1)))
    return RatioDispersion(mean: mean, concentration: 1 / correlation - 1, trials: trials)
  }

  /// True for a window too rare to be learned from; cheap for the ordinary ones.
  private func rejects(_ sample: RatioSample) -> Bool {
    let n = Double(sample.trials)
    let deviation = Double(sample.successes) - n * mean
    let variance = n * mean * (1 - mean) * (1 + (n - 1) / (concentration + 1))
    guard deviation * deviation > 4 * variance else { return false }
    return BetaBinomialTail.surprise(
      successes: sample.successes, trials: sample.trials, mean: mean,
      concentration: concentration, side: deviation > 0 ? .upper : .lower)
      > CountDispersion.rejection
  }
}
