import Foundation

extension SpecialFunctions {
  /// log of the regularised incomplete beta function I_x(a, b), a, b > 0, 0 ≤ x ≤ 1.
  ///
  /// The tails of the binomial, negative binomial, beta and Student's t distributions are all this
  /// function. `complement` is 1 − x, given apart so that an x near one loses no digits. For
  /// large a and b by a uniform expansion (relative error below 1/(12·min(a, b))), where only one is
  /// large by the gamma distribution (below 1e-4), else by the continued fraction (about 1e-12).
  /// O(√max(a, b)), at most about a hundred steps.
  public static func logBetaLower(
    _ a: Double, _ b: Double, _ x: Double, complement: Double
  ) -> Double {
    guard a > 0, b > 0, x >= 0, complement >= 0 else { return .nan }
    if x == 0 { return -.infinity }
    if complement == 0 { return 0 }
    if a + b > 4000 {
      if min(a, b) > 10 { return logBetaUniform(a, b, x, complement) }
      return a > b
        ? logGammaUpper(b, wise(a, b, x, complement))
        : logGammaLower(a, wise(b, a, complement, x))
    }
    if x < (a + 1) / (a + b + 2) { return logBetaFraction(a, b, x, complement) }
    return logOneMinusExp(logBetaFraction(b, a, complement, x))
  }

  /// The gamma distribution's argument for a beta with one large parameter: I_x(a, b) ≈ Q(b, y),
  /// y = −(a + (b−1)/2) ln x, with a relative error of order b³/a² (Wise 1950).
  private static func wise(
    _ large: Double, _ small: Double, _ x: Double, _ complement: Double
  ) -> Double {
    -(large + 0.5 * (small - 1)) * logComplement(complement, x)
  }

  /// log of x^a (1−x)^b / (a B(a, b)) times the continued fraction of DLMF 8.17.22, evaluated by
  /// Lentz's method; for x below the mean.
  private static func logBetaFraction(
    _ a: Double, _ b: Double, _ x: Double, _ complement: Double
  ) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    if abs(d) < tiny { d = tiny }
    d = 1 / d
    var h = d
    for i in 1..<5000 {
      let m = Double(i)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 + even * d
      if abs(d) < tiny { d = tiny }
      c = 1 + even / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      h *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 + odd * d
      if abs(d) < tiny { d = tiny }
      c = 1 + odd / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      let factor = d * c
      h *= factor
      if abs(factor - 1) < 1e-14 { break }
    }
    return a * log(x) + b * logComplement(x, complement) - logBeta(a, b) - log(a) + log(h)
  }

  /// ln(1−x) from whichever of x and 1−x is the more exact.
  private static func logComplement(_ x: Double, _ complement: Double) -> Double {
    x < 0.5 ? log1p(-x) : log(complement)
  }

  /// I_x(a, b) for large a + b (Temme 1982; DLMF 8.18.9 with the first coefficient):
  /// ½erfc(−η√((a+b)/2)) + e^(−(a+b)η²/2)/√(2π(a+b)) · c₀, x₀ = a/(a+b),
  /// −½η² = x₀ ln(x/x₀) + (1−x₀) ln((1−x)/(1−x₀)), c₀ = 1/η − √(x₀(1−x₀))/(x−x₀).
  private static func logBetaUniform(
    _ a: Double, _ b: Double, _ x: Double, _ complement: Double
  ) -> Double {
    let sum = a + b
    let center = a / sum
    let other = b / sum
    // x − x₀ from the more exact of the two ends.
    let difference = x < complement ? x - center : other - complement
    // With u = (x−x₀)/x₀ and v = −(x−x₀)/(1−x₀) the linear terms of the two logarithms cancel.
    let halfSquare =
      center * minusLog1pPlus(difference / center)
      + other * minusLog1pPlus(-difference / other)
    let eta = (difference < 0 ? -1 : 1) * (2 * halfSquare).squareRoot()
    let deviation = (center * other).squareRoot()
    let c0: Double
    if abs(difference) < 1e-4 * min(center, other) {
      // The limit at η = 0 (DLMF 8.18.11): (1 − 2x₀) / (3√(x₀(1−x₀))).
      c0 = (1 - 2 * center) / (3 * deviation)
    } else {
      c0 = 1 / eta - deviation / difference
    }
    let normal = logNormalUpperTail(-eta * sum.squareRoot())
    let wave = -sum * halfSquare - 0.5 * log(2 * .pi * sum)
    let ratio = c0 * exp(wave - normal)
    return ratio > -1 ? normal + log1p(ratio) : normal
  }
}
