import Foundation

extension SeasonalBaseline {
  /// The factors of the 24 hours (UTC) as far as they are believed.
  public var hourFactors: [Double] { (0..<24).map(hourFactor) }

  /// The factor of one of them. O(1).
  public func hourFactor(_ hour: Int) -> Double {
    max(1e-3, profile.factor(hour, prior: 1, trust: hourTrust))
  }

  /// The same baseline where everybody comes some hours earlier, as after clocks are put forward: each
  /// hour is taken for what the hour so many later has been.
  public func turned(by hours: Int) -> SeasonalBaseline {
    var result = self
    result.profile.turn(by: hours)
    result.jobs = jobs?.turned(by: hours)
    return result
  }
}
