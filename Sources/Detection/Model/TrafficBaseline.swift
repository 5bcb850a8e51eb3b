import AccessLog
import Scoring

/// What is normal for the service or for one endpoint.
public struct TrafficBaseline: Sendable, Codable, Hashable {
  /// Requests a window, with the seasons of the day and the week.
  public var requests: SeasonalBaseline
  /// The share of server errors.
  public var errors: RatioBaseline
  /// The share of log-ins that are refused.
  public var failedLogIns: RatioBaseline
  /// Bytes sent in a window.
  public var bytes: QuantityBaseline
  /// The median of the durations, in milliseconds.
  public var p50: QuantityBaseline
  /// The 95th percentile of the durations, in milliseconds.
  public var p95: QuantityBaseline
  /// Requests in the blocks in which a drop is looked for.
  public var blocks: SeasonalBaseline
  /// Bytes of an answer, on average over a window.
  public var answerSize: QuantityBaseline
  /// How far the charts of small lasting shifts usually swing; nil where the history is too short.
  public var shifts: ShiftTails?

  /// A baseline that has seen nothing.
  public init(windowSeconds: Int64) {
    requests = SeasonalBaseline(windowSeconds: Double(windowSeconds))
    errors = RatioBaseline()
    failedLogIns = RatioBaseline()
    bytes = QuantityBaseline()
    p50 = QuantityBaseline()
    p95 = QuantityBaseline()
    blocks = SeasonalBaseline(windowSeconds: Double(BlockClock.seconds))
    answerSize = QuantityBaseline()
  }

  /// Learns a window online; each part refuses what is too surprising. O(1).
  /// - Parameter parent: What the endpoint leans on: the service.
  mutating func learn(_ point: TrafficPoint, at start: Int64, parent: ParentExpectation) {
    requests.learn(Int(point.requests), at: start, prior: parent.season)
    errors.learn(
      successes: Int(point.serverErrors), trials: Int(point.requests), parent: parent.errors)
    failedLogIns.learn(
      successes: Int(point.failedLogIns), trials: Int(point.logIns), parent: parent.failedLogIns)
    if point.requests > 0 { bytes.learn(Double(point.bytes)) }
    if LatencySurge.isTold(point) {
      p50.learn(Double(point.p50))
      p95.learn(Double(point.p95))
    }
    if let size = point.answerSize { answerSize.learn(size) }
  }
}

/// What an endpoint's baseline leans on while it knows little itself: the service's.
public struct ParentExpectation: Sendable, Hashable {
  /// The service's season.
  public var season: SeasonalPrior
  /// The service's share of server errors.
  public var errors: Double
  /// The service's share of refused log-ins.
  public var failedLogIns: Double

  /// General experience, for the service itself: one request in two hundred fails on the server's
  /// side, one log-in in ten is refused.
  public static let general = ParentExpectation(
    season: .flat, errors: 0.005, failedLogIns: 0.1)

  /// What the service's baseline says about a window.
  init(service: TrafficBaseline, at start: Int64) {
    season = service.requests.seasonalPrior(at: start)
    errors = service.errors.expectation(parent: Self.general.errors).mean
    failedLogIns = service.failedLogIns.expectation(parent: Self.general.failedLogIns).mean
  }

  private init(season: SeasonalPrior, errors: Double, failedLogIns: Double) {
    self.season = season
    self.errors = errors
    self.failedLogIns = failedLogIns
  }
}

extension TrafficBaseline: Snapshotting {
  /// What was learned, as it is kept over a restart. `shifts` is the model's, and stays with it.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    var row = NumberRow()
    if archive.isReading {
      var values: [Double] = []
      try archive.values(&values)
      row = NumberRow(reading: values)
    }
    requests.exchange(&row)
    errors.exchange(&row)
    failedLogIns.exchange(&row)
    bytes.exchange(&row)
    p50.exchange(&row)
    p95.exchange(&row)
    blocks.exchange(&row)
    answerSize.exchange(&row)
    try archive.require(row.isComplete, "holds a baseline of another form")
    guard !archive.isReading else { return }
    var values = row.values
    try archive.values(&values)
  }
}

extension TrafficBaseline {
  /// Joins what another stretch of the same subject's history has shown.
  func merged(with other: TrafficBaseline) -> TrafficBaseline {
    var result = self
    result.requests = requests.merged(with: other.requests)
    result.errors = errors.merged(with: other.errors)
    result.failedLogIns = failedLogIns.merged(with: other.failedLogIns)
    result.bytes = bytes.merged(with: other.bytes)
    result.answerSize = answerSize.merged(with: other.answerSize)
    result.p50 = p50.merged(with: other.p50)
    result.p95 = p95.merged(with: other.p95)
    result.blocks = blocks.merged(with: other.blocks)
    if let mine = shifts, let theirs = other.shifts {
      result.shifts = mine.merged(with: theirs)
    } else {
      result.shifts = other.shifts ?? shifts
    }
    return result
  }
}
