/// One window's count beside what was expected of it.
public struct CountSample: Sendable, Hashable {
  /// What was counted.
  public var count: Int
  /// What was expected.
  public var mean: Double

  /// A sample.
  public init(count: Int, mean: Double) {
    self.count = count
    self.mean = mean
  }
}

/// One window's successes among its trials.
public struct RatioSample: Sendable, Hashable {
  /// How many trials succeeded (or failed: whatever is counted).
  public var successes: Int
  /// Of how many.
  public var trials: Int

  /// A sample.
  public init(successes: Int, trials: Int) {
    self.successes = successes
    self.trials = trials
  }
}
