import Foundation

/// A control chart that adds up small lasting shifts which no single value would betray.
///
/// It takes standardised residuals (mean 0, spread 1 while all is well), keeps their exponentially
/// weighted mean and asks how improbable that mean is (Roberts 1959, "Control chart tests based on
/// geometric moving averages"). Its variance after t values is λ/(2−λ)·(1−(1−λ)^2t): narrow at
/// first, so that a chart just started is not blind (Montgomery, "Introduction to Statistical
/// Quality Control", 9.2). Residuals are clipped first, so that one outlier is not taken for a
/// shift; a value of 3 standard deviations has been surprising enough by itself.
public struct EWMAChart: Sendable, Codable, Hashable {
  /// The weight of the newest value: 0.1 finds shifts of one standard deviation within about ten
  /// values (Lucas & Saccucci 1990, table 3).
  public var lambda: Double
  /// Residuals beyond this many standard deviations count as this many.
  public var clip: Double
  /// The weighted mean of the residuals.
  public private(set) var level = 0.0
  /// (1−λ)^2t, what is left of the start in the variance.
  private var startShare = 1.0

  /// A chart that has seen nothing.
  public init(lambda: Double = 0.1, clip: Double = 3) {
    self.lambda = lambda.isNaN ? 0.1 : min(1, max(1e-6, lambda))
    self.clip = clip > 0 ? clip : 3
  }

  /// Learns a residual; one that is NaN is refused. O(1).
  public mutating func learn(_ residual: Double) {
    guard !residual.isNaN else { return }
    level += lambda * (min(clip, max(-clip, residual)) - level)
    startShare *= (1 - lambda) * (1 - lambda)
  }

  /// The standard deviation of ``level`` while all is well; 0 before the first residual.
  public var deviation: Double { (lambda / (2 - lambda) * (1 - startShare)).squareRoot() }

  /// The surprise of the level as it stands; 0 before the first residual. O(1).
  public func surprise(side: TailSide = .upper) -> Double {
    guard deviation > 0 else { return 0 }
    let z = level / deviation
    return Surprise.fromLog(SpecialFunctions.logNormalUpperTail(side == .upper ? z : -z))
  }

  /// Forgets everything, as after an incident has been closed.
  public mutating func reset() { self = EWMAChart(lambda: lambda, clip: clip) }
}
