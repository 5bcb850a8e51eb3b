import Foundation

/// How surprising a share of successes is where every trial has the same chance.
public enum BinomialTail {
  /// −log10 P(X ≥ successes) (or ≤) of Binomial(trials, mean): I_mean(k, n−k+1) (DLMF 8.17.5).
  ///
  /// Successes above the trials count as all of them. O(√trials).
  public static func surprise(
    successes: Int, trials: Int, mean: Double, side: TailSide = .upper
  ) -> Double {
    guard trials > 0, !mean.isNaN else { return 0 }
    let mean = min(1, max(0, mean))
    let count = min(trials, max(0, successes))
    if side == .lower {
      return surprise(successes: trials - count, trials: trials, mean: 1 - mean)
    }
    guard count > 0 else { return 0 }
    return Surprise.fromLog(
      SpecialFunctions.logBetaLower(
        Double(count), Double(trials - count) + 1, mean, complement: 1 - mean))
  }
}

/// How surprising a share of successes is where the chance itself wavers from window to window.
///
/// The chance is beta-distributed with the given mean and concentration (the prior's number of
/// trials): variance of the share = mean(1−mean)/trials · (1 + (trials−1)/(concentration+1)).
public enum BetaBinomialTail {
  /// −log10 P(X ≥ successes) (or ≤) for the given trials, mean and concentration > 0.
  ///
  /// The probabilities are summed from the value outwards by their ratio, up to ``exactTerms``;
  /// what then remains is taken from the beta distribution with the same mean and variance, its
  /// limit for many trials. O(1): at most ``exactTerms`` steps, a few where the tail falls fast.
  public static func surprise(
    successes: Int, trials: Int, mean: Double, concentration: Double, side: TailSide = .upper
  ) -> Double {
    guard trials > 0, !mean.isNaN, concentration > 0 else { return 0 }
    let mean = min(1, max(0, mean))
    let count = min(trials, max(0, successes))
    if side == .lower {
      return surprise(
        successes: trials - count, trials: trials, mean: 1 - mean, concentration: concentration)
    }
    guard count > 0 else { return 0 }
    guard mean > 0 else { return Surprise.maximum }
    guard mean < 1 else { return 0 }
    guard concentration < 1e9 else {
      return BinomialTail.surprise(successes: count, trials: trials, mean: mean)
    }
    return Surprise.fromLog(
      logUpperTail(count, trials, mean * concentration, (1 - mean) * concentration))
  }

  /// So many probabilities are summed one by one before the rest is approximated.
  static let exactTerms = 512

  /// log P(X ≥ k) for a beta-binomial with the parameters a and b.
  private static func logUpperTail(_ k: Int, _ n: Int, _ a: Double, _ b: Double) -> Double {
    let trials = Double(n)
    if n > exactTerms, Double(k) <= trials * a / (a + b) {
      return logBetaRest(Double(k), trials, a, b)
    }
    var value = Double(k)
    // P(k) = C(n, k) B(k+a, n−k+b) / B(a, b), with C(n, k) = 1 / ((n+1) B(n−k+1, k+1)).
    let first =
      SpecialFunctions.logBeta(value + a, trials - value + b) - SpecialFunctions.logBeta(a, b)
      - SpecialFunctions.logBeta(trials - value + 1, value + 1) - log(trials + 1)
    var term = 1.0
    var sum = 1.0
    for _ in 0..<exactTerms where value < trials {
      term *= (trials - value) * (a + value) / ((value + 1) * (b + trials - value - 1))
      value += 1
      sum += term
      if term < sum * 1e-12 { return first + log(sum) }
    }
    guard value < trials else { return first + log(sum) }
    let exact = first + log(sum)
    let rest = logBetaRest(value + 1, trials, a, b)
    return max(exact, rest) + log1p(exp(-abs(exact - rest)))
  }

  /// log of the beta tail beyond (k − ½)/n, its concentration matched to the variance of the share.
  private static func logBetaRest(_ k: Double, _ n: Double, _ a: Double, _ b: Double) -> Double {
    let correlation = 1 / (a + b + 1)
    let matched = max(n / (1 + (n - 1) * correlation) - 1, 1e-9)
    let mean = a / (a + b)
    let share = min(1, max(0, (k - 0.5) / n))
    return SpecialFunctions.logBetaLower(
      matched * (1 - mean), matched * mean, 1 - share, complement: share)
  }
}
