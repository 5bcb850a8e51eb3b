import AccessLog
import Inspection
import Scoring
import Traffic

/// Judges one principal's window: one file for each breach sign.
///
/// To add one, copy a file of this folder, change it, and put it on the list of `Judge`.
public protocol PrincipalDetector: Sendable {
  /// A finding, or nil where there is nothing to ring about.
  func examine(_ suspect: Suspect, _ scene: Scene) -> Finding?
}

/// What a detector may know beside the window itself.
public struct Scene: Sendable {
  /// The level of the window: 0 for a minute, 1 for an hour, 2 for a day.
  public var level: Int
  /// The window's span.
  public var span: TimeSpan
  /// The names of endpoints, users and sources.
  public var directory: Directory
  /// What principals usually do in windows of this level; nil before anything was learned.
  public var population: PopulationModel?
  /// What busy principals' hours look like as a whole.
  public var outliers: OutlierModel?
  /// What single principals do day after day.
  public var habits: Habits
  /// How many objects principals fetch of each endpoint in windows of this level, by its name.
  public var walks: [String: ObjectTail] = [:]
  /// True for a window that is judged before its end.
  public var isRunning = false
  /// The surprise from which a principal's window may ring, by the false-alarm budget.
  public var threshold: Double
  /// The surprise from which a principal judged as a whole may ring.
  public var outlierThreshold: Double
  /// The floors of this level.
  public var floors: Floors

  /// "a minute", "an hour", "a day", or the span's length.
  var spanWords: String { span.words }

  /// How much history the expectation of the population rests on.
  var basis: String {
    guard let population, population.requests.isLearned else {
      return "general experience; too little history of this service"
    }
    return "\(population.count) windows of this service's clients"
  }

  /// How surprising a value is: by general experience (`prior`), and by this service's own
  /// population where that is known. Both must agree, so the smaller one counts.
  func surprise(
    prior: Double, _ tail: KeyPath<PopulationModel, PopulationTail>, _ value: Double
  ) -> Double {
    guard let learned = population?[keyPath: tail].surprise(value) else { return prior }
    return min(prior, learned)
  }

  /// What the population leads to expect: its 98th percentile.
  func expected(_ tail: KeyPath<PopulationModel, PopulationTail>) -> Double {
    population?[keyPath: tail].quantile ?? 0
  }

  /// True if a principal's amount is within twice of what it does day after day.
  func isHabit(_ key: PrincipalKey, _ amount: KeyPath<Habits.Habit, Double>, _ value: Double)
    -> Bool
  {
    guard let habit = habits.habit(key, level: level) else { return false }
    return value <= 2 * habit[keyPath: amount]
  }

  /// What others fetch of an endpoint; nil where nothing is known of it.
  func tail(of endpoint: EndpointID) -> ObjectTail? {
    walks[directory.endpoint(endpoint)]
  }

  /// Confidence 0…1 in a finding with this surprise.
  func confidence(_ surprise: Double) -> Double { Confidence.of(surprise, threshold: threshold) }

  /// Evidence lines from kept ones.
  func evidence(_ lines: [KeptLine]) -> [EvidenceLine] { lines.map(directory.evidence) }
}

extension PopulationTail {
  /// True where there was enough history to say what is rare.
  public var isLearned: Bool { count >= Self.fewest }
}
