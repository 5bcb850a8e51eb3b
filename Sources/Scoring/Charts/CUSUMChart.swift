import Foundation

/// A control chart that adds up small lasting shifts until they are beyond doubt.
///
/// Of each standardised residual (mean 0, spread 1 while all is well) an allowance is taken off, and
/// the rest is added to a sum that never falls below zero (Page 1954, "Continuous inspection
/// schemes"). Of all charts with the same run length while all is well it finds a shift of twice the
/// allowance soonest in the worst case (Moustakides 1986). A bias smaller than the allowance, such
/// as a season that is only nearly right, never adds up.
///
/// Its surprise is the logarithm of the number of values between two false alarms at that sum
/// (Siegmund 1985, "Sequential Analysis", (2.59)): ARL = (e^2kb − 2kb − 1)/2k², b = h + 1.166.
public struct CUSUMChart: Sendable, Codable, Hashable {
  /// The sum of what the residuals exceed the allowance by, since it last was zero.
  public private(set) var sum = 0.0

  /// Half of the shift that is found soonest, in standard deviations: shifts of one.
  static let allowance = 0.5
  /// Residuals beyond this count as this, so that one outlier is no shift: by itself it brings the
  /// sum to what ordinary noise reaches once in a few hundred values.
  static let clip = 4.0
  /// The sum grows no further, so that the end of a long shift is seen within an hour of minutes.
  static let largest = 30.0

  /// A chart; one that has seen nothing has a sum of zero.
  public init(sum: Double = 0) { self.sum = sum > 0 ? min(Self.largest, sum) : 0 }

  /// Learns a residual in the direction that is watched; one that is NaN is refused. O(1).
  public mutating func learn(_ residual: Double) {
    guard !residual.isNaN else { return }
    let clipped = min(Self.clip, max(-Self.clip, residual))
    sum = min(Self.largest, max(0, sum + clipped - Self.allowance))
  }

  /// log10 of the mean number of independent values between two false alarms at this sum. O(1).
  public var surprise: Double {
    guard sum > 0 else { return 0 }
    let exponent = 2 * Self.allowance * (sum + 1.166)
    let length = (exp(exponent) - exponent - 1) / (2 * Self.allowance * Self.allowance)
    return max(0, log10(length))
  }

  /// Forgets everything, as after a changed level has become the usual one.
  public mutating func reset() { self = CUSUMChart() }
}
