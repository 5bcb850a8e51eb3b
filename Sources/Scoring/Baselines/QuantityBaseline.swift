import Foundation

/// How large a quantity usually is: bytes of an answer, milliseconds of a request, distinct names.
///
/// Such quantities spread by factors, not by sums, so everything is done on the logarithm: a
/// robust location and scale, judged by Student's t (whose wide tails admit that a log-normal is
/// only a guess). Outliers are clipped as they are learned (Huber 1981), the far ones refused.
/// 40 bytes.
public struct QuantityBaseline: Sendable, Codable, Hashable {
  /// The smallest difference worth telling: 1 for bytes and counts, 0.001 for seconds. Values are
  /// taken as ln(1 + value/resolution).
  public let resolution: Double
  /// Values that are remembered.
  public let memory: Double
  /// The usual logarithm.
  public private(set) var location = 0.0
  /// Its spread, in the manner of a standard deviation.
  public private(set) var scale = 0.0
  /// Values learned, held at ``memory``.
  public private(set) var count = 0.0

  /// The spread before any is measured: a factor of e either way.
  static let assumedScale = 1.0
  /// No quantity is believed to be steadier than to 5 %.
  static let leastScale = 0.05
  /// Degrees of freedom once much is known; fewer values give fewer (see ``RobustScale``).
  static let mostDegrees = 8.0

  /// A baseline that has seen nothing.
  public init(resolution: Double = 1, memory: Double = 2000) {
    self.resolution = resolution > 0 && resolution.isFinite ? resolution : 1
    self.memory = max(10, memory.isFinite ? memory : 10)
  }

  /// Learns many values at once by median and MAD: a good third of them may be anything. O(n log n).
  public static func learned(
    from values: [Double], resolution: Double = 1, memory: Double = 2000
  ) -> QuantityBaseline {
    var baseline = QuantityBaseline(resolution: resolution, memory: memory)
    let logs = values.map { baseline.logarithm($0) }
    guard let fit = RobustScale(logs, floor: leastScale) else { return baseline }
    baseline.location = fit.location
    baseline.scale = fit.scale
    baseline.count = min(Double(fit.count), baseline.memory)
    return baseline
  }

  /// The usual value (the median), in the unit of the values.
  public var typical: Double { resolution * expm1(location) }

  /// The factor that one spread is: 1.5 means "usually within a half more or a third less".
  public var typicalFactor: Double { exp(currentScale) }

  /// How many spreads a value lies above the usual one: what a chart takes; 0 before three values.
  public func z(_ value: Double) -> Double {
    guard count >= 3, !value.isNaN else { return 0 }
    return (logarithm(value) - location) / currentScale
  }

  /// Takes another value for the usual one from now on, as after a change that has come to stay.
  public mutating func relevel(to value: Double) {
    guard value.isFinite, count > 0 else { return }
    location = logarithm(value)
  }

  /// −log10 of the tail beyond a value; 0 before three values. O(1).
  public func surprise(_ value: Double, side: TailSide = .upper) -> Double {
    guard count >= 3, !value.isNaN else { return 0 }
    let t =
      (logarithm(value) - location) / (currentScale * (1 + 1 / count).squareRoot())
    let degrees = min(count - 1, Self.mostDegrees)
    return Surprise.fromLog(
      SpecialFunctions.logStudentUpperTail(side == .upper ? t : -t, degrees: degrees))
  }

  /// Learns a value, or refuses it as too surprising or as no number. O(1).
  @discardableResult
  public mutating func learn(
    _ value: Double, refusal: Double = SeasonalBaseline.usualRefusal
  ) -> Learning {
    guard value.isFinite else { return .refused(surprise: 0) }
    let logarithm = logarithm(value)
    guard count > 0 else {
      (location, scale, count) = (logarithm, Self.assumedScale, 1)
      return .learned
    }
    // Within three spreads no tail below is as rare as 2.1 (P(T₈ ≥ 3) = 0.0085): nothing to ask.
    if abs(logarithm - location) > 3 * currentScale || refusal < 2.1 {
      let surprise = surprise(value, side: logarithm > location ? .upper : .lower)
      if surprise > refusal { return .refused(surprise: surprise) }
    }
    let share = 1 / (min(count, memory - 1) + 1)
    let width = currentScale
    let deviation = logarithm - location
    // Clipped at 1.5 for the location and at 3 for the scale, where a normal loses next to nothing.
    location += share * min(1.5 * width, max(-1.5 * width, deviation))
    let size = min(3 * width, abs(deviation)) * RobustScale.meanDeviationConsistency
    scale += share * (size - scale)
    count = min(memory, count + 1)
    return .learned
  }

  /// The measured spread with three values' worth of the assumed one, never below the least.
  private var currentScale: Double {
    max(Self.leastScale, (count * scale + 3 * Self.assumedScale) / (count + 3))
  }

  /// Negative values are taken as zero.
  private func logarithm(_ value: Double) -> Double {
    let ratio = value / resolution
    return ratio > 0 ? log1p(min(ratio, .greatestFiniteMagnitude)) : ratio.isNaN ? .nan : 0
  }
}

extension QuantityBaseline {
  /// Resolution, location, scale and values learned: what `surprise` depends on, for those who want to
  /// compute it again.
  public var parts: [Double] { [resolution, location, scale, count] }

  /// The same baseline from its parts; nil if they are none.
  public init?(parts: [Double]) {
    guard parts.count == 4, parts.allSatisfy(\.isFinite), parts[0] > 0, parts[2] >= 0, parts[3] >= 0
    else { return nil }
    self.init(resolution: parts[0])
    (location, scale, count) = (parts[1], parts[2], parts[3])
  }
}

extension QuantityBaseline {
  /// What was learned as numbers, in either direction.
  public mutating func exchange(_ row: inout NumberRow) {
    row.constant(resolution)
    row.constant(memory)
    row.number(&location)
    row.number(&scale)
    row.number(&count)
  }
}

extension QuantityBaseline {
  /// Joins what another stretch of the same subject's history has shown: the pooled location, and the
  /// spread within and between both. O(1).
  public func merged(with other: QuantityBaseline) -> QuantityBaseline {
    guard count > 0 else { return other }
    guard other.count > 0 else { return self }
    var result = self
    let share = other.count / (count + other.count)
    let distance = other.location - location
    result.location += share * distance
    let within = (1 - share) * scale * scale + share * other.scale * other.scale
    result.scale = (within + share * (1 - share) * distance * distance).squareRoot()
    result.count = min(memory, count + other.count)
    return result
  }
}
