import Foundation

/// Mean and variance of a stream in which old values fade, updated without ever cancelling.
///
/// The update adds products of small differences instead of subtracting large squares (West 1979;
/// Finch 2009, "Incremental calculation of weighted mean and variance", section 9). While fewer
/// than 1/rate values have been seen it is the plain mean and variance of all of them.
public struct ExponentialMoments: Sendable, Codable, Hashable {
  /// The share a new value gets once warmed up: 1/rate values are the memory.
  public var rate: Double
  /// The mean so far; 0 before the first value.
  public private(set) var mean = 0.0
  /// The variance around it; 0 before the second value.
  public private(set) var variance = 0.0
  /// How many values have been learned.
  public private(set) var count = 0

  /// Nothing seen yet; `rate` is held between one in a million and one.
  public init(rate: Double) { self.rate = rate.isNaN ? 0.05 : min(1, max(1e-6, rate)) }

  /// Learns a value; refuses one that is not finite. O(1).
  public mutating func learn(_ value: Double) {
    guard value.isFinite else { return }
    count &+= 1
    let share = max(rate, 1 / Double(count))
    let difference = value - mean
    let step = share * difference
    mean += step
    variance = (1 - share) * (variance + difference * step)
  }

  /// The standard deviation.
  public var deviation: Double { variance.squareRoot() }
}
