import Foundation

extension SpecialFunctions {
  /// The natural logarithm of Γ(x) for x > 0, to about 1e-15 relative to max(1, |result|).
  ///
  /// Stirling's series with Bernoulli numbers (DLMF 5.11.1) from x = 8 upwards; smaller arguments
  /// are first raised by the recurrence Γ(x+1) = xΓ(x) (DLMF 5.5.1). Written out here because the
  /// C library's `lgamma` writes a global sign and differs between systems. NaN for x ≤ 0. O(1).
  public static func logGamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    var shifted = x
    var product = 1.0
    while shifted < 8 {
      product *= shifted
      shifted += 1
    }
    let stirling =
      (shifted - 0.5) * log(shifted) - shifted + 0.9189385332046727 + stirlingRest(shifted)
    return product == 1 ? stirling : stirling - log(product)
  }

  /// What Stirling's formula leaves out: lnΓ(x) − [(x−½)ln x − x + ½ln 2π], for x ≥ 8.
  ///
  /// The terms are B₂ₖ / (2k(2k−1)x^(2k−1)) (DLMF 5.11.1); the first left out is below 1e-15 at 8.
  static func stirlingRest(_ x: Double) -> Double {
    let inverse = 1 / x
    let square = inverse * inverse
    var sum = -691.0 / 360_360 + square * (1.0 / 156)
    sum = 1.0 / 1188 + square * sum
    sum = -1.0 / 1680 + square * sum
    sum = 1.0 / 1260 + square * sum
    sum = -1.0 / 360 + square * sum
    return inverse * (1.0 / 12 + square * sum)
  }

  /// The natural logarithm of the beta function Γ(a)Γ(b)/Γ(a+b), for a, b > 0.
  ///
  /// For large arguments the three logarithms are large and cancel, so the leading terms of
  /// Stirling's formula are subtracted by hand (as in Didonato & Morris 1992, TOMS 708, `betaln`).
  public static func logBeta(_ first: Double, _ second: Double) -> Double {
    let small = min(first, second)
    let large = max(first, second)
    guard small > 0 else { return .nan }
    guard large >= 8 else { return logGamma(small) + logGamma(large) - logGamma(small + large) }
    let sum = small + large
    let rest = stirlingRest(large) - stirlingRest(sum)
    // (large − ½)ln(large) − (sum − ½)ln(sum), written without the difference of large numbers.
    let leading = -(large - 0.5) * log1p(small / large) - small * log(sum) + small
    return logGamma(small) + leading + rest
  }
}
