import Foundation

/// The upper tail of any numbers, learned from a sample and continued beyond its largest value.
///
/// Peaks over threshold: what exceeds a high quantile is distributed, whatever the data, nearly as
/// a generalised Pareto (Pickands 1975; Balkema & de Haan 1974), P(X > u+y) = ζ(1 + ξy/σ)^(−1/ξ).
/// It is fitted by probability-weighted moments, which beat maximum likelihood up to 500
/// exceedances (Hosking & Wallis 1987). Three things keep it honest:
/// - The shape ξ is at least 1/m for m exceedances. An exponential tail whose scale is known only
///   from m values predicts exactly that Pareto (the Bayesian predictive distribution under the
///   scale's Jeffreys prior), so few data give modest surprise, and a tail never ends.
/// - Below ``fewest`` exceedances nothing is continued: the surprise ends at log10(n + 1).
/// - A share of contamination can be set aside: see ``init(_:level:contamination:)``.
public struct TailModel: Sendable, Codable, Hashable {
  /// Where the tail begins; continued from here.
  public private(set) var threshold: Double
  /// Which share of the sample lies strictly above the threshold, slightly rounded up.
  public private(set) var exceedanceShare: Double
  /// The Pareto's scale, in the unit of the values; 0 where nothing is continued.
  public private(set) var scale: Double
  /// The Pareto's shape: 1/m (nearly exponential) … 0.9 (very heavy).
  public private(set) var shape: Double
  /// The smallest excess, where the Pareto starts: a step for counts, nearly 0 if continuous.
  public private(set) var start: Double
  /// How many values were learned from.
  public private(set) var count: Int
  /// Quantiles of the sample up to the threshold, at equal steps of probability.
  private var body: [Double]

  /// Fewer exceedances than this fit nothing worth the name.
  public static let fewest = 10
  /// ``body`` has so many steps.
  private static let bodySteps = 16

  /// Learns from a sample; values that are not finite are left out, nil if none remains.
  ///
  /// `level` is the quantile where the tail begins. `contamination` is the share of the sample
  /// that may be attacks, at the upper end: those values are not believed, but they are not
  /// forgotten either. They count as censored at the largest value that is believed, and stand in
  /// the fit as the exponential order statistics expected there. On clean data that changes
  /// nothing on average; on contaminated data the tail comes out too heavy, never too light.
  /// O(n log n).
  public init?(_ values: [Double], level: Double = 0.9, contamination: Double = 0) {
    self.init(
      sorted: values.filter(\.isFinite).sorted(), level: level, contamination: contamination)
  }

  /// A tail from its parts.
  init(threshold: Double, exceedanceShare: Double, scale: Double, shape: Double, start: Double) {
    self.threshold = threshold
    self.exceedanceShare = exceedanceShare
    self.scale = scale
    self.shape = shape
    self.start = start
    count = 0
    body = []
  }

  /// Learns from finite values already in ascending order. O(n).
  init?(sorted: [Double], level: Double, contamination: Double = 0) {
    guard let threshold = Order.quantile(min(0.999, max(0, level)), sorted: sorted) else {
      return nil
    }
    let excesses = sorted.map { $0 - threshold }.filter { $0 > 0 && $0.isFinite }
    self.threshold = threshold
    count = sorted.count
    let share = Double(excesses.count + 1) / Double(sorted.count + 1)
    exceedanceShare = share
    body = (0...Self.bodySteps).map { step in
      Order.quantile(Double(step) / Double(Self.bodySteps) * (1 - share), sorted: sorted)
        ?? threshold
    }
    start = excesses.first ?? 0
    let suspected = Int(min(1, max(0, contamination)) * Double(sorted.count))
    let believed = excesses.count - min(excesses.count / 2, suspected)
    (scale, shape) = Self.fit(excesses, believed: believed)
  }

  /// Scale and shape for excesses in ascending order, of which the first `believed` are.
  ///
  /// The smallest excess is taken off first: whole numbers start one step above the threshold.
  private static func fit(_ excesses: [Double], believed: Int) -> (scale: Double, shape: Double) {
    guard excesses.count >= fewest, believed >= fewest / 2 else { return (0, 0) }
    let shifted = spread(excesses.map { $0 - excesses[0] }, alone: excesses[0])
    let values = complete(Array(shifted.prefix(believed)), to: excesses.count)
    let m = Double(values.count)
    var mean = 0.0
    var weighted = 0.0
    for (index, value) in values.enumerated() {
      mean += value / m
      weighted += (1 - (Double(index) + 0.65) / m) * value / m
    }
    guard mean > 0, mean.isFinite else { return (0, 0) }
    // Hosking & Wallis 1987, (3.1), with their k = −ξ and plotting positions (j − 0.35)/m.
    let denominator = mean - 2 * weighted
    let raw = denominator > 0 ? 2 - mean / denominator : 0.9
    let shape = min(0.9, max(1 / m, raw))
    // The mean of the Pareto is σ/(1 − ξ): kept whatever was done to the shape.
    return (mean * (1 - shape), shape)
  }

  /// Spreads equal values evenly over one step, the smallest gap between different ones.
  ///
  /// A count of k stands for anything from k up to k + 1; left in one place, ties would make the
  /// tail of small counts far too light. Where all are equal the step is `alone`.
  private static func spread(_ sorted: [Double], alone: Double) -> [Double] {
    let gaps = zip(sorted, sorted.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }
    let step = gaps.min() ?? alone
    var values = sorted
    var first = 0
    while first < sorted.count {
      var end = first + 1
      while end < sorted.count, sorted[end] == sorted[first] { end += 1 }
      for index in first..<end where end - first > 1 {
        values[index] += step * (Double(index - first) + 0.5) / Double(end - first)
      }
      first = end
    }
    return values
  }

  /// Puts the expected order statistics of an exponential tail in the place of censored values.
  private static func complete(_ believed: [Double], to total: Int) -> [Double] {
    let censored = total - believed.count
    guard censored > 0, let last = believed.last else { return believed }
    // The exponential's maximum likelihood under type II censoring (Epstein & Sobel 1953).
    let sum = believed.reduce(0, +) + Double(censored) * last
    let scale = sum / Double(believed.count)
    var values = believed
    var value = last
    for rank in 0..<censored {
      value += scale / Double(censored - rank)
      values.append(value)
    }
    return values
  }

  /// −log10 P(X ≥ value): from the sample up to the threshold, from the Pareto beyond. NaN is no
  /// surprise. O(1).
  public func surprise(_ value: Double) -> Double {
    guard value > threshold else { return bodySurprise(value) }
    let base = Surprise.fromProbability(exceedanceShare)
    guard scale > 0 else { return base }
    let excess = max(0, value - threshold - start)
    let tail = log1p(shape * excess / scale) / (shape * M_LN10)
    return min(Surprise.maximum, base + tail)
  }

  /// The value whose surprise this is: the threshold of an alarm in the unit of the values.
  ///
  /// Infinite where the tail is not continued that far. O(1).
  public func value(surprise: Double) -> Double {
    let base = Surprise.fromProbability(exceedanceShare)
    guard surprise > base else {
      let share = 1 - Surprise.probability(max(0, surprise))
      return Order.quantile(share / max(1e-9, 1 - exceedanceShare), sorted: body) ?? threshold
    }
    guard scale > 0 else { return .infinity }
    return threshold + start + scale / shape * expm1((surprise - base) * shape * M_LN10)
  }

  /// Linear in probability between the quantiles; ties count as the least surprise among them.
  private func bodySurprise(_ value: Double) -> Double {
    guard let above = body.firstIndex(where: { $0 >= value }) else {
      // Between the last quantile and the threshold; or no number at all.
      return value.isNaN ? 0 : Surprise.fromProbability(exceedanceShare)
    }
    guard above > 0 else { return 0 }
    let low = body[above - 1]
    let part = body[above] > low ? (value - low) / (body[above] - low) : 0
    let position = body[above] == value ? Double(above) : Double(above - 1) + part
    let share = position / Double(Self.bodySteps) * (1 - exceedanceShare)
    return Surprise.fromProbability(1 - share)
  }
}

extension TailModel {
  /// The tail of two samples together, of which only the models are left.
  ///
  /// The models are asked for so many quantiles as their samples had values (2000 in all at most),
  /// at the middles of equal steps of probability, and the tail is fitted to those. O(n log n).
  /// - Parameter level: The quantile where the joined tail begins.
  public func merged(with other: TailModel, level: Double) -> TailModel {
    let all = count + other.count
    let size = Double(min(all, 2000))
    let values = [self, other].flatMap { model -> [Double] in
      let steps = max(1, Int((size * Double(model.count) / Double(max(all, 1))).rounded()))
      return (0..<steps).map { step in
        let above = 1 - (Double(step) + 0.5) / Double(steps)
        let value = model.value(surprise: Surprise.fromProbability(above))
        return value.isFinite ? value : model.threshold + model.start
      }
    }
    guard var result = TailModel(values, level: level) else { return self }
    result.count = all
    return result
  }
}
