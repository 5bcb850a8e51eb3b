import Foundation

/// How surprising a count is where events arrive independently at a known rate.
public enum PoissonTail {
  /// −log10 P(X ≥ count) (or ≤, on the lower side) for X ~ Poisson(mean).
  ///
  /// P(X ≥ k) = P(k, μ), the regularised lower incomplete gamma function (DLMF 8.4.10). A mean of
  /// zero or less makes any event as surprising as can be. O(√count), below a microsecond.
  public static func surprise(count: Int, mean: Double, side: TailSide = .upper) -> Double {
    guard !mean.isNaN else { return 0 }
    let count = max(0, count)
    guard mean > 0 else { return side == .upper && count > 0 ? Surprise.maximum : 0 }
    switch side {
    case .upper:
      return count == 0 ? 0 : Surprise.fromLog(SpecialFunctions.logGammaLower(Double(count), mean))
    case .lower:
      return Surprise.fromLog(SpecialFunctions.logGammaUpper(Double(count) + 1, mean))
    }
  }
}

/// How surprising a count is where the rate itself wavers: traffic, almost always.
///
/// The negative binomial is a Poisson whose rate is gamma-distributed. Its variance here is
/// μ + dispersion·μ²; a dispersion of 0 is the Poisson, of 1 a geometric distribution.
public enum NegativeBinomialTail {
  /// −log10 P(X ≥ count) (or ≤, on the lower side) for the given mean and dispersion.
  ///
  /// With r = 1/dispersion and p = μ/(r+μ): P(X ≥ k) = I_p(k, r) (DLMF 8.17.24). Dispersions below
  /// 1e-9 of the mean's inverse are the Poisson's. O(√count), below a microsecond for usual counts.
  public static func surprise(
    count: Int, mean: Double, dispersion: Double, side: TailSide = .upper
  ) -> Double {
    guard mean > 0, dispersion > 1e-9, mean * dispersion > 1e-6, dispersion.isFinite else {
      return PoissonTail.surprise(count: count, mean: mean, side: side)
    }
    guard mean.isFinite else { return 0 }
    let count = max(0, count)
    let shape = 1 / dispersion
    let share = mean / (shape + mean)
    let rest = shape / (shape + mean)
    switch side {
    case .upper:
      guard count > 0 else { return 0 }
      return Surprise.fromLog(
        SpecialFunctions.logBetaLower(Double(count), shape, share, complement: rest))
    case .lower:
      return Surprise.fromLog(
        SpecialFunctions.logBetaLower(shape, Double(count) + 1, rest, complement: share))
    }
  }
}
