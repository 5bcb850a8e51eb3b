import Foundation

extension SpecialFunctions {
  /// log of the regularised upper incomplete gamma function Q(a, x) = Γ(a, x)/Γ(a), a > 0, x ≥ 0.
  ///
  /// It is the tail of the gamma distribution, and P(Poisson(x) < a) for whole a. Above a = 2,000
  /// by Temme's uniform expansion (relative error below 1e-6), else by series or continued
  /// fraction (about 1e-13). O(√a), at most about a hundred steps.
  public static func logGammaUpper(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0 else { return .nan }
    if x == 0 { return 0 }
    if x.isInfinite { return -.infinity }
    if a > uniformFrom { return logGammaUniform(a, x, upper: true) }
    return x < a + 1 ? logOneMinusExp(logGammaSeries(a, x)) : logGammaFraction(a, x)
  }

  /// log of the regularised lower incomplete gamma function P(a, x) = 1 − Q(a, x).
  ///
  /// It is P(Poisson(x) ≥ a) for whole a. Accuracy and cost as ``logGammaUpper(_:_:)``.
  public static func logGammaLower(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0 else { return .nan }
    if x == 0 { return -.infinity }
    if x.isInfinite { return 0 }
    if a > uniformFrom { return logGammaUniform(a, x, upper: false) }
    return x < a + 1 ? logGammaSeries(a, x) : logOneMinusExp(logGammaFraction(a, x))
  }

  /// From here on a tail costs the same whatever its size.
  private static let uniformFrom = 2000.0

  /// log of x^a e^−x / Γ(a+1), through the deviance so that large a do not cancel (Loader 2000,
  /// "Fast and accurate computation of binomial probabilities").
  private static func logGammaTerm(_ a: Double, _ x: Double) -> Double {
    guard a >= 8 else { return a * log(x) - x - logGamma(a + 1) }
    let deviance = a * minusLog1pPlus((x - a) / a)
    return -deviance - 0.5 * log(2 * .pi * a) - stirlingRest(a)
  }

  /// log P(a, x) by the series x^a e^−x Σ x^n / Γ(a+n+1) (DLMF 8.7.1); for x < a + 1.
  private static func logGammaSeries(_ a: Double, _ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var divisor = a
    for _ in 0..<10_000 {
      divisor += 1
      term *= x / divisor
      sum += term
      if term < sum * 1e-16 { break }
    }
    return logGammaTerm(a, x) + log(sum)
  }

  /// log Q(a, x) by the continued fraction of DLMF 8.9.2 in its even form, evaluated by Lentz's
  /// method (Lentz 1976; Thompson & Barnett 1986); for x ≥ a + 1.
  private static func logGammaFraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var h = d
    for i in 1..<10_000 {
      let n = Double(i)
      let numerator = n * (a - n)
      b += 2
      d = numerator * d + b
      if abs(d) < tiny { d = tiny }
      c = b + numerator / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      let factor = d * c
      h *= factor
      if abs(factor - 1) < 1e-15 { break }
    }
    // x^a e^−x / Γ(a) = a × the term of the series.
    return logGammaTerm(a, x) + log(a) + log(h)
  }

  /// Both tails for large a (Temme 1979; DLMF 8.12.3, 8.12.4 with the first two coefficients
  /// 8.12.8): ½erfc(±η√(a/2)) ± e^(−aη²/2)/√(2πa) · (c₀ + c₁/a), ½η² = λ − 1 − ln λ, λ = x/a.
  private static func logGammaUniform(_ a: Double, _ x: Double, upper: Bool) -> Double {
    let mu = (x - a) / a
    let halfSquare = minusLog1pPlus(mu)
    let eta = (mu < 0 ? -1 : 1) * (2 * halfSquare).squareRoot()
    let c0: Double
    let c1: Double
    if abs(eta) < 0.03 {
      c0 = -1.0 / 3 + eta * (1.0 / 12 - eta * 2.0 / 135)
      c1 = -1.0 / 540 - eta / 288
    } else {
      c0 = 1 / mu - 1 / eta
      c1 = 1 / (eta * eta * eta) - 1 / (mu * mu * mu) - 1 / (mu * mu) - 1 / (12 * mu)
    }
    let side = upper ? 1.0 : -1.0
    let normal = logNormalUpperTail(side * eta * a.squareRoot())
    let wave = -a * halfSquare - 0.5 * log(2 * .pi * a)
    let ratio = side * (c0 + c1 / a) * exp(wave - normal)
    return ratio > -1 ? normal + log1p(ratio) : normal
  }
}
