import Foundation

/// How deep an unsuccessful search in a binary search tree goes, the yardstick of isolation.
enum PathLength {
  /// c(n) = 2H(n−1) − 2(n−1)/n (Liu, Ting & Zhou 2008, equation 1; Preiss 1999), with c(2) = 1 and
  /// c(n) = 0 below. O(1).
  static func average(_ count: Int) -> Double {
    guard count > 1 else { return 0 }
    let n = Double(count)
    return 2 * harmonic(count - 1) - 2 * (n - 1) / n
  }

  /// H(n) = 1 + ½ + … + 1/n: summed up to 16, then ln n + γ + 1/2n − 1/12n² + 1/120n⁴ (DLMF
  /// 5.11.2), which is exact to 1e-9 there.
  static func harmonic(_ count: Int) -> Double {
    guard count > 16 else {
      return (1...16).prefix(max(0, count)).reduce(0) { $0 + 1 / Double($1) }
    }
    let n = Double(count)
    let square = 1 / (n * n)
    return log(n) + 0.5772156649015329 + 0.5 / n - square / 12 + square * square / 120
  }
}
