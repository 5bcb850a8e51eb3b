import Scoring

/// How sure a finding is, from how far its surprise lies above the threshold.
enum Confidence {
  /// 0…1: a half at the threshold, and nine tenths where it is three orders of magnitude above.
  static func of(_ surprise: Double, threshold: Double) -> Double {
    let beyond = max(surprise - threshold, 0)
    return min(0.99, 0.5 + 0.5 * (1 - Surprise.probability(beyond / 4.3)))
  }
}
