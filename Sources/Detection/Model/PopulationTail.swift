import Foundation
import Scoring
import Traffic

/// How improbable a value is among all principals of a service, learned from how the values of the
/// population are distributed.
///
/// Nearly all of the population lies in the body; only its upper part is fitted (peaks over
/// threshold, `TailModel`), because that is where attackers stand.
public struct PopulationTail: Sendable, Codable, Hashable {
  /// The 98th percentile: what hardly anybody exceeds, for reports.
  public private(set) var quantile: Double
  /// Where the fitted part begins.
  private var begin: Double
  /// The share of the population that lies above `begin`.
  private var share: Double
  /// The fitted part; nil where the population is too small or the feature is never above zero.
  private var tail: TailModel?
  /// Principal windows learned from.
  public private(set) var count: Int
  /// True where the tail is fitted to logarithms: for bytes, which spread by factors.
  private let isLogarithmic: Bool

  /// Up to this share of the population's upper part may be attackers without hiding the rest, and
  /// up to so many windows in all: an attack lasts for minutes or hours, however long the history.
  static let contamination = 0.25
  static let contaminatedWindows = 150.0
  /// The fitted part is the uppermost two in a hundred, or more of a small population: so many
  /// values that a fit means something, but never more than a quarter of it.
  static let highestLevel = 0.98
  static let lowestLevel = 0.75
  static let exceedances = 60.0
  /// Fewer windows than this say nothing about what is rare.
  public static let fewest = 200
  /// Of amounts that spread by factors fifty are enough: their logarithms are so even that a dozen
  /// exceedances tell how they go on, and the tail is the wider the fewer there are (`TailModel`).
  static let fewestOfFactors = 50

  /// Learns from a sketch of the population's values.
  init(_ sketch: QuantileSketch, total: Int, isLogarithmic: Bool = false) {
    count = total
    self.isLogarithmic = isLogarithmic
    quantile = sketch.quantile(Self.highestLevel) ?? 0
    let wanted = 1 - Self.exceedances / Double(max(total, 1))
    let level = min(Self.highestLevel, max(Self.lowestLevel, wanted))
    let begin = sketch.quantile(level) ?? 0
    self.begin = begin
    let upper = sketch.upperValues(from: level, limit: 5000)
    let above = upper.filter { $0 > begin }
    let aboveShare = upper.isEmpty ? 0 : Double(above.count) / Double(upper.count)
    share = max((1 - level) * aboveShare, 1 / Double(max(total, 1)))
    let contaminated = Self.contaminatedWindows / Double(max(total, 1)) / share
    tail =
      total >= (isLogarithmic ? Self.fewestOfFactors : Self.fewest)
      ? TailModel(
        isLogarithmic ? above.map { log($0) } : above, level: 0,
        contamination: min(Self.contamination, contaminated)) : nil
  }

  /// The test of a value as numbers, where it lies in the part of the tail that was fitted.
  func test(of value: Double) -> ReasonTest? {
    guard surprise(value) != nil, value > begin, let tail else { return nil }
    guard (isLogarithmic ? log(value) : value) > tail.threshold else { return nil }
    return ReasonTest(.population, [share, isLogarithmic ? 1 : 0] + tail.parts + [value])
  }

  /// The surprise that such numbers stand for; nil if they are none.
  static func surprise(_ parameters: [Double]) -> Double? {
    guard let tail = TailModel(parts: Array(parameters[2..<7])) else { return nil }
    let value = parameters[1] == 1 ? log(parameters[7]) : parameters[7]
    guard value > tail.threshold else { return nil }
    return Surprise.fromProbability(parameters[0]) + tail.surprise(value)
  }

  /// −log10 P(X ≥ value) among the population; nil where too little was learned, or where so few
  /// ever were above the quantile that nothing can be said about how far they go. O(1).
  public func surprise(_ value: Double) -> Double? {
    guard count >= (isLogarithmic ? Self.fewestOfFactors : Self.fewest) else { return nil }
    guard value > begin else { return 0 }
    guard let tail, tail.scale > 0 else { return nil }
    let start = Surprise.fromProbability(share)
    return start + tail.surprise(isLogarithmic ? log(value) : value)
  }
}

extension PopulationTail {
  /// Joins what another stretch of history has shown: the mixture of both tails above the higher of
  /// their beginnings, by quantiles as in `TailModel.merged`.
  func merged(with other: PopulationTail) -> PopulationTail {
    guard count >= Self.fewest, other.count >= Self.fewest else {
      return count >= other.count ? self : other
    }
    var result = self
    let all = Double(count + other.count)
    result.count = count + other.count
    result.begin = max(begin, other.begin)
    result.quantile =
      (quantile * Double(count) + other.quantile * Double(other.count)) / all
    let masses = [self, other].map { $0.above(result.begin) * Double($0.count) }
    let mass = masses[0] + masses[1]
    result.share = max(mass, 1) / all
    let size = min(max(mass, 1), 1000)
    let values = zip([self, other], masses).flatMap { model, part in
      model.quantiles(above: result.begin, Int((size * part / max(mass, 1e-9)).rounded()))
    }
    result.tail = TailModel(values, level: 0)
    return result
  }

  /// P(X > value) for a value from `begin` on.
  private func above(_ value: Double) -> Double {
    guard value > begin else { return share }
    return surprise(value).map(Surprise.probability) ?? 0
  }

  /// So many quantiles of what lies above a value, in the tail's own scale.
  private func quantiles(above value: Double, _ steps: Int) -> [Double] {
    guard let tail, tail.scale > 0, steps > 0 else { return [] }
    let rest = above(value) / share
    return (0..<steps).map { step in
      let part = 1 - (Double(step) + 0.5) / Double(steps)
      return tail.value(surprise: Surprise.fromProbability(rest * part))
    }.filter(\.isFinite)
  }
}
