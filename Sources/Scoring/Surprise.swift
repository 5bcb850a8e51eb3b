import Foundation

/// How improbable a value is under a learned baseline: −log10 of the tail probability.
///
/// Every scorer speaks it, so that scores compare: 3 means "one such value in a thousand", whatever
/// was measured. It is always finite and never negative.
public enum Surprise {
  /// The largest surprise that is ever given: below 10^−300 a `Double` is about to run out of
  /// exponent, and no history supports such a claim anyway.
  public static let maximum = 300.0

  /// The surprise of a natural logarithm of a tail probability. NaN, which only follows from
  /// parameters that are no numbers, is no surprise.
  public static func fromLog(_ logProbability: Double) -> Double {
    let value = -logProbability * 0.4342944819032518
    guard value > 0 else { return 0 }
    return value < maximum ? value : maximum
  }

  /// The surprise of a tail probability; zero and below give ``maximum``.
  public static func fromProbability(_ probability: Double) -> Double {
    if probability.isNaN { return 0 }
    return probability > 0 ? fromLog(log(probability)) : maximum
  }

  /// The tail probability a surprise stands for.
  public static func probability(_ surprise: Double) -> Double { pow(10, -surprise) }
}

/// Which end of a distribution a value is tested against.
public enum TailSide: String, Sendable, Codable, Hashable {
  /// As large or larger than the value.
  case upper
  /// As small or smaller than the value.
  case lower
}
