import AccessLog
import Scoring

/// What a small lasting shift is about.
enum ShiftSign: Int, CaseIterable, Sendable {
  case moreRequests
  case fewerRequests
  case moreErrors
  case largerAnswers
  case slowerAnswers

  /// Seconds of history from which the sign's swings say something. The season has to be known, or a
  /// chart adds up what is wrong with it: two of each weekday, for after one Saturday nobody knows whether
  /// Saturdays are so or that day was; and what happens once a week has to have happened. Durations are
  /// judged without a season and by what people feel, so that two days with their nights are enough.
  var shortestHistory: Double { self == .slowerAnswers ? 2 * 86_400 : 14 * 86_400 }
}

/// The charts of one subject: each adds up one sign of a small lasting shift, which no single window
/// betrays.
///
/// The service has them, and each endpoint that is asked for often enough (``leastLevel``): below
/// that a shift takes hours to add up to anything.
struct ShiftCharts: Sendable, Hashable {
  /// One chart, and what has been seen since its sum was last zero: Page's estimate of when the
  /// shift began.
  struct Swing: Sendable, Hashable {
    var chart = CUSUMChart()
    var windows = 0
    var observed = 0.0
    var expected = 0.0

    /// How many times what was expected.
    var ratio: Double { observed / max(expected, 1e-9) }

    mutating func learn(_ z: Double, observed: Double, expected: Double) {
      guard !z.isNaN else { return }
      chart.learn(z)
      guard chart.sum > 0 else {
        (windows, self.observed, self.expected) = (0, 0, 0)
        return
      }
      windows += 1
      self.observed += observed
      self.expected += expected
    }
  }

  private(set) var swings = [Swing](repeating: Swing(), count: ShiftSign.allCases.count)

  /// Requests a window from which an endpoint gets charts.
  static let leastLevel = 5.0

  /// What a chart has added up.
  subscript(sign: ShiftSign) -> Swing { swings[sign.rawValue] }

  /// Adds a window up. O(1).
  mutating func learn(
    _ point: TrafficPoint, at start: Int64, by baseline: TrafficBaseline, parent: ParentExpectation
  ) {
    guard let requests = baseline.requests.expectation(at: start, prior: parent.season) else {
      return
    }
    let count = Double(point.requests)
    let z = requests.z(Int(point.requests))
    add(.moreRequests, z, count, requests.mean)
    add(.fewerRequests, -z, count, requests.mean)
    guard point.requests > 0 else { return }
    learnDuration(point, by: baseline)
    let errors = baseline.errors.expectation(parent: parent.errors)
    let spread = count * errors.spread(trials: Int(point.requests))
    let found = Double(point.serverErrors)
    let expected = count * errors.mean
    add(.moreErrors, (found - expected) / max(spread, 1e-9), found, expected)
    guard let size = point.answerSize else { return }
    add(
      .largerAnswers, baseline.answerSize.z(size), Double(point.bytes),
      count * baseline.answerSize.typical)
  }

  /// What one client waits for by itself is not added up. A quantile of n values wavers by 1/√n of what
  /// they do (Mosteller 1946), and the baseline's spread is that of windows of the usual size. (Means of
  /// sizes do not: their tails are too heavy.)
  private mutating func learnDuration(_ point: TrafficPoint, by baseline: TrafficBaseline) {
    guard LatencySurge.isTold(point), !point.isOnesOwn else { return }
    let upper = Double(point.p95)
    let size = Double(point.requests) / max(baseline.requests.level, 1)
    add(
      .slowerAnswers, baseline.p95.z(upper) * min(size, 4).squareRoot(), upper,
      baseline.p95.typical)
  }

  private mutating func add(
    _ sign: ShiftSign, _ z: Double, _ observed: Double, _ expected: Double
  ) {
    swings[sign.rawValue].learn(z, observed: observed, expected: expected)
  }
}

extension ShiftCharts: Snapshotting {
  /// What has been added up, as it is kept over a restart: four numbers a chart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    var numbers = swings.flatMap {
      [$0.chart.sum, Double($0.windows), $0.observed, $0.expected]
    }
    let count = numbers.count
    try archive.values(&numbers)
    try archive.require(
      numbers.count == count && numbers.allSatisfy { $0 >= 0 && $0 < 1e18 },
      "holds charts of another form")
    guard archive.isReading else { return }
    for place in swings.indices {
      let part = Array(numbers[4 * place..<4 * place + 4])
      swings[place] = Swing(
        chart: CUSUMChart(sum: part[0]), windows: Int(part[1]), observed: part[2],
        expected: part[3])
    }
  }
}
