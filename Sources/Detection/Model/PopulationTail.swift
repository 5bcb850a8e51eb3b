import Foundation
import Scoring
import Traffic

/// How improbable a value is among all principals of a service, learned from how the values of the
/// population are distributed.
///
/// Nearly all of the population lies in the body; only its upper part is fitted (peaks over
/// threshold, `TailModel`), because that is where attackers stand.
public struct PopulationTail: Sendable, Codable, Hashable {
  /// The share of the population that lies above `quantile`.
  private var share: Double
  /// Where the fitted part begins.
  public private(set) var quantile: Double
  /// The fitted part; nil where the population is too small or the feature is never above zero.
  private var tail: TailModel?
  /// Principal windows learned from.
  public private(set) var count: Int
  /// True where the tail is fitted to logarithms: for bytes, which spread by factors.
  private let isLogarithmic: Bool

  /// Up to this share of the population's upper part may be attackers without hiding the rest.
  static let contamination = 0.25
  /// The fitted part begins here: the uppermost two in a hundred.
  static let level = 0.98
  /// Fewer windows than this say nothing about what is rare.
  public static let fewest = 200

  /// Learns from a sketch of the population's values.
  init(_ sketch: QuantileSketch, total: Int, isLogarithmic: Bool = false) {
    count = total
    self.isLogarithmic = isLogarithmic
    let quantile = sketch.quantile(Self.level) ?? 0
    self.quantile = quantile
    let upper = sketch.upperValues(from: Self.level, limit: 5000)
    let above = upper.filter { $0 > quantile }
    let aboveShare = upper.isEmpty ? 0 : Double(above.count) / Double(upper.count)
    share = max((1 - Self.level) * aboveShare, 1 / Double(max(total, 1)))
    tail =
      total >= Self.fewest
      ? TailModel(
        isLogarithmic ? above.map { log($0) } : above, level: 0,
        contamination: isLogarithmic ? 0 : Self.contamination) : nil
  }

  /// −log10 P(X ≥ value) among the population; nil where too little was learned. O(1).
  public func surprise(_ value: Double) -> Double? {
    guard count >= Self.fewest else { return nil }
    guard value > quantile else { return 0 }
    let start = Surprise.fromProbability(share)
    guard let tail else { return start + (value > quantile ? log10Ratio(value) : 0) }
    return start + tail.surprise(isLogarithmic ? log(value) : value)
  }

  /// Where nobody was ever above the quantile, each doubling beyond it halves the chance: a Pareto
  /// tail of index 1, heavier than any that traffic shows.
  private func log10Ratio(_ value: Double) -> Double {
    Surprise.fromProbability((quantile + 1) / (value + 1))
  }
}
