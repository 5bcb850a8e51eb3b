import Foundation

/// What a baseline expects of one window's share of successes.
public struct RatioExpectation: Sendable, Hashable {
  /// The expected share.
  public var mean: Double
  /// The beta distribution's concentration, with the uncertainty of the mean itself in it.
  public var concentration: Double
  /// From how many trials (fading ones count in part).
  public var trials: Double

  /// An expectation from its parts.
  public init(mean: Double, concentration: Double, trials: Double) {
    self.mean = mean
    self.concentration = concentration
    self.trials = trials
  }

  /// The standard deviation of the share of so many trials.
  public func spread(trials: Int) -> Double {
    let n = Double(max(1, trials))
    return (mean * (1 - mean) / n * (1 + (n - 1) / (concentration + 1))).squareRoot()
  }

  /// −log10 of the tail beyond so many successes.
  public func surprise(successes: Int, trials: Int, side: TailSide = .upper) -> Double {
    BetaBinomialTail.surprise(
      successes: successes, trials: trials, mean: mean, concentration: concentration, side: side)
  }
}

/// Which share of a window's requests usually fails (or is a log-in, or anything with a yes or no).
///
/// A beta-binomial whose mean is shrunk towards a parent's (the service's share for an endpoint,
/// the endpoint's for a client), so that three failures of three first requests are no alarm. It
/// fades, refuses what is too surprising, and takes 48 bytes.
public struct RatioBaseline: Sendable, Codable, Hashable {
  /// Windows that are remembered.
  public let memory: Double
  /// Windows learned, held at ``memory``.
  public private(set) var windows = 0.0
  /// Fading sums over the remembered windows.
  public private(set) var successes = 0.0
  /// Fading sum of trials.
  public private(set) var trials = 0.0
  /// Fading sums behind the intra-class correlation.
  private var excess = 0.0
  private var pairs = 0.0

  /// So many trials speak for the parent's mean.
  public static let parentTrials = 30.0
  /// The correlation before any is measured: a concentration of 50 trials.
  static let assumedCorrelation = 0.02

  /// A baseline that has seen nothing; `memory` is in windows, at least 10.
  public init(memory: Double = 20_160) { self.memory = max(10, memory.isFinite ? memory : 10) }

  /// Learns a whole history of windows at once, robust against a tenth of bad ones (see
  /// ``RatioDispersion``). O(n log n).
  public static func learned(from history: [RatioSample], memory: Double = 20_160) -> RatioBaseline
  {
    var baseline = RatioBaseline(memory: memory)
    guard let fit = RatioDispersion(history) else { return baseline }
    let count = Double(history.count { $0.trials > 0 })
    let part = min(1, baseline.memory / count)
    baseline.windows = count * part
    baseline.trials = fit.trials * part
    baseline.successes = fit.mean * baseline.trials
    let spread = fit.mean * (1 - fit.mean)
    let mean = fit.trials / count
    baseline.pairs = max(0, mean * (mean - 1)) * spread * baseline.windows
    baseline.excess = baseline.pairs / (fit.concentration + 1)
    return baseline
  }

  /// What is expected, leaning on the parent's mean; it never is exactly zero or one. O(1).
  public func expectation(parent: Double) -> RatioExpectation {
    let prior = Self.parentTrials
    let parent = min(1 - 1e-6, max(1e-6, parent))
    let mean = (successes + prior * parent) / (trials + prior)
    // Few successes say little about how they cluster: ten windows' worth of them is assumed.
    let perWindow = max(0.01, min(successes, trials - successes) / max(1, windows))
    let trust = 10 * (1 + 1 / perWindow)
    let measured = pairs > 0 ? min(0.9, max(0, excess / pairs)) : Self.assumedCorrelation
    let wavering =
      (windows * measured + trust * Self.assumedCorrelation) / (windows + trust)
    let correlation = min(0.95, max(1e-6, wavering + 1 / (trials + prior + 1)))
    return RatioExpectation(mean: mean, concentration: 1 / correlation - 1, trials: trials)
  }

  /// Takes another share for the usual one from now on, as after a change that has come to stay.
  /// - Parameters:
  ///   - count: Successes while it was watched.
  ///   - total: Trials while it was watched.
  public mutating func relevel(successes count: Int, trials total: Int) {
    guard total > 0 else { return }
    trials = min(trials, Double(total))
    successes = trials * Double(min(total, max(0, count))) / Double(total)
  }

  /// Learns a window, or refuses it as too surprising. Windows without trials teach nothing. O(1).
  @discardableResult
  public mutating func learn(
    successes count: Int, trials total: Int, parent: Double,
    refusal: Double = SeasonalBaseline.usualRefusal
  ) -> Learning {
    guard total > 0 else { return .learned }
    let n = Double(total)
    let value = Double(min(total, max(0, count)))
    let expected = expectation(parent: parent)
    let deviation = value - n * expected.mean
    if abs(deviation) > 2 * n * expected.spread(trials: total) {
      let side: TailSide = deviation > 0 ? .upper : .lower
      let surprise = expected.surprise(successes: count, trials: total, side: side)
      if surprise > refusal { return .refused(surprise: surprise) }
    }
    let fade = windows >= memory ? 1 - 1 / memory : 1
    let spread = expected.mean * (1 - expected.mean)
    excess = fade * excess + deviation * deviation - n * spread
    pairs = fade * pairs + n * (n - 1) * spread
    successes = fade * successes + value
    trials = fade * trials + n
    windows = min(memory, windows + 1)
    return .learned
  }
}

extension RatioBaseline {
  /// What was learned as numbers, in either direction.
  public mutating func exchange(_ row: inout NumberRow) {
    row.constant(memory)
    row.number(&windows)
    row.number(&successes)
    row.number(&trials)
    row.number(&excess)
    row.number(&pairs)
  }
}

extension RatioBaseline {
  /// Joins what another stretch of the same subject's history has shown: all that is kept are sums,
  /// faded together to the windows that are remembered. O(1).
  public func merged(with other: RatioBaseline) -> RatioBaseline {
    var result = self
    let all = windows + other.windows
    let part = all > memory ? memory / all : 1
    result.windows = part * all
    result.successes = part * (successes + other.successes)
    result.trials = part * (trials + other.trials)
    result.excess = part * (excess + other.excess)
    result.pairs = part * (pairs + other.pairs)
    return result
  }
}
