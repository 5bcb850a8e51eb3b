import Foundation

/// Where numbers lie and how far they spread, undisturbed by outliers: median and MAD.
///
/// Up to half of the values may be anything at all before the estimate breaks. Where more than
/// half of the values are equal the MAD is zero and says nothing; then the mean absolute deviation
/// takes its place, and where all are equal, the floor the caller states (Iglewicz & Hoaglin 1993,
/// "How to Detect and Handle Outliers").
public struct RobustScale: Sendable, Codable, Hashable {
  /// The median.
  public var location: Double
  /// The spread in units of a standard deviation: never below the floor, always above zero.
  public var scale: Double
  /// From how many values.
  public var count: Int

  /// An estimate known from elsewhere.
  public init(location: Double, scale: Double, count: Int) {
    self.location = location
    self.scale = scale
    self.count = count
  }

  /// Estimates from values; those that are not finite are left out, nil if none remains.
  ///
  /// `floor` is the smallest spread worth believing, in the unit of the values: the resolution of
  /// the measurement. O(n log n).
  public init?(_ values: [Double], floor: Double = 1e-9) {
    let sorted = values.filter(\.isFinite).sorted()
    guard let location = Order.median(sorted: sorted) else { return nil }
    let deviations = sorted.map { abs($0 - location) }
    let middle = Order.median(deviations) ?? 0
    let smallest = max(floor, Double.leastNormalMagnitude)
    let raw: Double
    if middle > 0 {
      raw = Self.normalConsistency * Self.smallSampleFactor(sorted.count) * middle
    } else {
      let mean = deviations.reduce(0) { $0 + $1 / Double(deviations.count) }
      raw = Self.meanDeviationConsistency * mean
    }
    self.init(
      location: location, scale: raw.isFinite ? max(smallest, raw) : .greatestFiniteMagnitude,
      count: sorted.count)
  }

  /// 1/Φ⁻¹(¾): makes the MAD of normal data their standard deviation (Hampel 1974).
  public static let normalConsistency = 1.4826022185056018
  /// √(π/2): makes the mean absolute deviation of normal data their standard deviation.
  public static let meanDeviationConsistency = 1.2533141373155003

  /// The MAD of few values is too small on average; the factors that undo it are those of
  /// Croux & Rousseeuw 1992, "Time-efficient algorithms for two highly robust estimators of scale".
  static func smallSampleFactor(_ count: Int) -> Double {
    let few = [1, 1, 1.196, 1.495, 1.363, 1.206, 1.200, 1.140, 1.129, 1.107]
    return count < few.count ? few[count] : Double(count) / (Double(count) - 0.8)
  }

  /// How many standard deviations a value lies above the median (below: negative). O(1).
  public func z(_ value: Double) -> Double { (value - location) / scale }

  /// The surprise of a value, by Student's t with as many degrees of freedom as the history allows.
  ///
  /// The t distribution's wide tails say that a scale from few values is itself uncertain:
  /// n − 1 degrees of freedom, held between 1 and `mostDegrees`; fewer than 3 values are silent.
  /// `mostDegrees` says how far a normal tail is believed: 8 still gives five standard deviations
  /// only one in 2,000. O(1).
  public func surprise(
    _ value: Double, side: TailSide = .upper, mostDegrees: Double = 8
  ) -> Double {
    guard count >= 3, !value.isNaN else { return 0 }
    let degrees = min(max(1, Double(count - 1)), mostDegrees)
    // The prediction of a new value adds the uncertainty of the location.
    let t = z(value) / (1 + 1 / Double(count)).squareRoot()
    return Surprise.fromLog(
      SpecialFunctions.logStudentUpperTail(side == .upper ? t : -t, degrees: degrees))
  }
}
