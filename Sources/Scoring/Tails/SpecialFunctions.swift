import Foundation

/// The functions behind tail probabilities, as logarithms that stay exact where the probability
/// itself would underflow. Sources are the NIST Digital Library of Mathematical Functions (DLMF).
public enum SpecialFunctions {
  /// log of the standard normal's upper tail P(Z ≥ z), for any z; about 1e-14 relative.
  ///
  /// Up to 5 by `erfc`; beyond, by the Mills ratio's continued fraction
  /// Q(z) = φ(z) / (z + 1/(z + 2/(z + 3/(z + …)))) (DLMF 7.9.3), which needs no more than 60 steps
  /// at 5. Below −5 the tail is nearly one: log1p of the other side. O(1).
  public static func logNormalUpperTail(_ z: Double) -> Double {
    if z < -5 { return log1p(-0.5 * erfc(-z * 0.7071067811865476)) }
    if z <= 5 { return log(0.5 * erfc(z * 0.7071067811865476)) }
    if z > 1e150 { return -.infinity }
    var fraction = z
    var step = 60.0
    while step >= 1 {
      fraction = z + step / fraction
      step -= 1
    }
    return -0.5 * z * z - 0.9189385332046727 - log(fraction)
  }

  /// log of Student's t upper tail P(T ≥ t) with the given degrees of freedom > 0.
  ///
  /// P = ½ I_{ν/(ν+t²)}(ν/2, ½) for t ≥ 0 (DLMF 8.17.22 with Abramowitz & Stegun 26.7.1).
  public static func logStudentUpperTail(_ t: Double, degrees: Double) -> Double {
    guard degrees > 0, !t.isNaN else { return .nan }
    if t.isInfinite { return t > 0 ? -.infinity : 0 }
    let square = t * t
    if square.isInfinite {
      // The tail's leading power: P ≈ ν^(ν/2) t^−ν / (ν B(ν/2, ½)) (the first term of the series).
      let tail =
        0.5 * degrees * log(degrees) - degrees * log(abs(t)) - log(degrees)
        - logBeta(0.5 * degrees, 0.5)
      return t > 0 ? tail : log1p(-exp(tail))
    }
    let share = degrees / (degrees + square)
    let both = logBetaLower(0.5 * degrees, 0.5, share, complement: square / (degrees + square))
    let half = both - 0.6931471805599453
    return t >= 0 ? half : log1p(-exp(half))
  }

  /// log of 1 − e^x for x < 0, exact near both ends (Mächler 2012, "Accurately computing
  /// log(1 − exp(−|a|))").
  static func logOneMinusExp(_ x: Double) -> Double {
    guard x < 0 else { return -.infinity }
    return x > -0.6931471805599453 ? log(-expm1(x)) : log1p(-exp(x))
  }

  /// x − ln(1+x) ≥ 0 without cancellation for small x: the deviance kernel of the gamma and beta
  /// tails. The series for |x| < 0.1 uses r = x/(2+x), ln(1+x) = 2(r + r³/3 + r⁵/5 + …) (DLMF
  /// 4.6.4), so that x − ln(1+x) = r(x − 2r²(1/3 + r²/5 + …)).
  static func minusLog1pPlus(_ x: Double) -> Double {
    guard abs(x) < 0.1 else { return x - log1p(x) }
    let r = x / (2 + x)
    let square = r * r
    var sum = 1.0 / 15
    sum = 1.0 / 13 + square * sum
    sum = 1.0 / 11 + square * sum
    sum = 1.0 / 9 + square * sum
    sum = 1.0 / 7 + square * sum
    sum = 1.0 / 5 + square * sum
    sum = 1.0 / 3 + square * sum
    return r * (x - 2 * square * sum)
  }
}
