/// How much more than a Poisson a rate wavers, estimated from counts of which some may be attacks.
///
/// Moments are exact for clean data of any size, small counts included, where quantiles of counts
/// are all zero; but one burst ruins them. So windows whose own tail is rarer than
/// ``rejection`` are left out, and this is repeated until nothing changes: starting from a plain
/// Poisson, which rejects too much, the estimate grows until what it keeps agrees with it
/// (hard-rejection M-estimation: Hampel et al. 1986, "Robust Statistics", chapter 2). Growing from
/// below is what keeps bursts out: from above they would widen the distribution that judges them.
public enum CountDispersion {
  /// Windows with a surprise above this are not used: one in a thousand clean windows is lost.
  static let rejection = 3.0
  /// Restores the variance that the rejection takes away from clean data.
  ///
  /// Cutting one in a thousand off both ends takes 2.2 % of a normal's variance (∫z²φ over
  /// |z| > 3.09) and up to 5 % of a geometric's; counts too small to reach such a tail lose
  /// nothing. So the factor grows with the share rejected, up to 1.03 at two in a thousand.
  static func restored(rejected: Int, of total: Int) -> Double {
    1 + 0.03 * min(1, Double(rejected) / (0.002 * Double(max(1, total))))
  }

  /// The negative binomial's dispersion (variance μ + dispersion·μ²), 0 if no more than Poisson.
  ///
  /// Samples whose mean is not positive and finite are left out. O(n) for each of at most 30
  /// rounds; only values beyond two standard deviations cost a tail.
  public static func estimate(_ samples: [CountSample]) -> Double {
    var dispersion = 0.0
    for _ in 0..<30 {
      let next = refine(samples, dispersion)
      let settled = abs(next - dispersion) <= 1e-3 * next + 1e-9
      dispersion = next
      if settled { break }
    }
    return dispersion
  }

  /// Σ[(x−μ)² − μ] / Σμ² over the samples that the dispersion so far does not reject.
  private static func refine(_ samples: [CountSample], _ dispersion: Double) -> Double {
    var squares = 0.0
    var poisson = 0.0
    var square = 0.0
    var rejected = 0
    for sample in samples where sample.mean > 0 && sample.mean.isFinite {
      let mean = sample.mean
      let deviation = Double(sample.count) - mean
      if rejects(sample, dispersion) {
        rejected += 1
        continue
      }
      squares += deviation * deviation
      poisson += mean
      square += mean * mean
    }
    guard square > 0 else { return 0 }
    let excess = restored(rejected: rejected, of: samples.count) * squares - poisson
    return max(0, min(excess / square, 100))
  }

  /// True for a sample too rare to be learned from; cheap for the ordinary ones.
  static func rejects(_ sample: CountSample, _ dispersion: Double) -> Bool {
    let mean = sample.mean
    let deviation = Double(sample.count) - mean
    let variance = mean + dispersion * mean * mean
    guard deviation * deviation > 4 * variance else { return false }
    return NegativeBinomialTail.surprise(
      count: sample.count, mean: mean, dispersion: dispersion,
      side: deviation > 0 ? .upper : .lower) > rejection
  }
}
