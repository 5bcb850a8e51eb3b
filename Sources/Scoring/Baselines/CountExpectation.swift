/// What a baseline expects of one window's count, with all the uncertainty it knows of.
public struct CountExpectation: Sendable, Hashable {
  /// The expected count.
  public var mean: Double
  /// The negative binomial's dispersion: variance = mean + dispersion·mean². It holds both how the
  /// rate wavers and how uncertain the mean itself still is.
  public var dispersion: Double
  /// From how many windows (fading ones count in part): the basis an alert can name.
  public var windows: Double

  /// An expectation from its parts.
  public init(mean: Double, dispersion: Double, windows: Double) {
    self.mean = mean
    self.dispersion = dispersion
    self.windows = windows
  }

  /// The standard deviation.
  public var spread: Double { (mean + dispersion * mean * mean).squareRoot() }

  /// How many spreads a count lies above the mean: what an ``EWMAChart`` takes.
  public func z(_ count: Int) -> Double { (Double(count) - mean) / max(1e-9, spread) }

  /// −log10 of the tail beyond a count. O(√count), below a microsecond for usual counts.
  public func surprise(_ count: Int, side: TailSide = .upper) -> Double {
    NegativeBinomialTail.surprise(count: count, mean: mean, dispersion: dispersion, side: side)
  }
}

/// What became of a value offered for learning.
public enum Learning: Sendable, Hashable {
  /// It is part of the baseline now.
  case learned
  /// It was too surprising to be normal, with this surprise.
  case refused(surprise: Double)
}

/// One window's count, for learning in batch.
public struct CountWindow: Sendable, Hashable {
  /// The window's start in seconds since 1970.
  public var start: Int64
  /// What was counted in it.
  public var count: Int

  /// A window.
  public init(start: Int64, count: Int) {
    self.start = start
    self.count = count
  }
}
