import AccessLog
import Scoring

/// The statistical test behind a reason, with all the numbers that it was made from, so that its
/// surprise can be computed again from the alert alone.
public struct ReasonTest: Sendable, Hashable {
  /// Which test.
  public enum Family: String, Sendable, Hashable, CaseIterable {
    /// General experience: so much surprise for each. Parameters: weight, amount.
    case experience
    /// Requests whose own text proves intent. Parameter: how many.
    case proof
    /// A count against a baseline. Parameters: mean, dispersion, count.
    case negativeBinomial = "negative-binomial"
    /// A count below what a baseline expects. Parameters: as before.
    case negativeBinomialBelow = "negative-binomial-below"
    /// A share against a baseline. Parameters: mean, concentration, successes, trials.
    case betaBinomial = "beta-binomial"
    /// A value against the population of principals. Parameters: the share of the population above
    /// the tail's begin; 1 where the tail is one of logarithms; threshold, share, scale, shape and
    /// start of the tail; the value.
    case population
    /// A size or a duration against a baseline, on the logarithmic scale. Parameters: resolution,
    /// location, scale, values learned; the value.
    case quantity = "student-t"
    /// How far a chart of small shifts swung, against the swings of the history. Parameters: threshold,
    /// share, scale, shape and start of the tail; the chart's height.
    case swing
  }

  /// Which test.
  public var family: Family
  /// Its numbers, in the order that the family names.
  public var parameters: [Double]

  /// A test.
  public init(_ family: Family, _ parameters: [Double]) {
    self.family = family
    self.parameters = parameters
  }

  /// The surprise computed anew by the scorers that the detectors use; nil where the parameters are
  /// no such test's.
  public var surprise: Double? {
    guard parameters.allSatisfy(\.isFinite), parameters.count == Self.count(of: family) else {
      return nil
    }
    switch family {
    case .experience: return parameters[0] * parameters[1]
    case .proof: return ProvenSigns.surpriseOfProof + parameters[0].squareRoot()
    case .negativeBinomial:
      return whole(2).map {
        CountExpectation(mean: parameters[0], dispersion: parameters[1], windows: 0).surprise($0)
      }
    case .negativeBinomialBelow:
      return whole(2).map {
        CountExpectation(mean: parameters[0], dispersion: parameters[1], windows: 0)
          .surprise($0, side: .lower)
      }
    case .betaBinomial:
      guard let successes = whole(2), let trials = whole(3) else { return nil }
      return RatioExpectation(mean: parameters[0], concentration: parameters[1], trials: 0)
        .surprise(successes: successes, trials: trials)
    case .population: return PopulationTail.surprise(parameters)
    case .quantity:
      return QuantityBaseline(parts: Array(parameters.prefix(4)))?.surprise(parameters[4])
    case .swing:
      let tail = TailModel(parts: Array(parameters.prefix(5)))
      return tail.flatMap { parameters[5] > $0.threshold ? $0.surprise(parameters[5]) : nil }
    }
  }

  /// How many parameters a family has.
  static func count(of family: Family) -> Int {
    switch family {
    case .experience: 2
    case .proof: 1
    case .negativeBinomial, .negativeBinomialBelow: 3
    case .betaBinomial: 4
    case .quantity: 5
    case .swing: 6
    case .population: 8
    }
  }

  /// A parameter that is a count: what came from a file may be anything.
  private func whole(_ place: Int) -> Int? {
    let value = parameters[place]
    return (0...1e15).contains(value) && value == value.rounded() ? Int(value) : nil
  }
}

extension ReasonTest: Snapshotting {
  /// The test as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.choice(&family)
    try archive.values(&parameters)
  }
}
