import Foundation

/// Judges each value of a time series by what came before it, with one setting for all series.
///
/// Three questions are asked of a value: how far is it from the level of late (a fading mean),
/// how far from anything seen at this time of day (``TimeOfDayMemory``), and how far is the mean of
/// the last ten values from the long-run median (a lasting shift). Each distance is turned into a
/// surprise by its own past (``RollingTail``), so that units, noise and habits of the series drop
/// out. The three are joined as their root mean square: never more than the largest, so the
/// result is a surprise on the safe side, and more if several agree.
///
/// While something strange lasts it is said once: unless a value is twice as rare as the last peak,
/// only what it adds to the peak counts; the peak fades. Silent until 20 values of a kind are known.
///
/// About 4 µs a value; memory is bounded at some 800 KB.
public struct SeriesScorer: Sendable, Codable, Hashable {
  /// False alarms a week that are bearable, for ``Verdict/isAnomaly``.
  public let budget: AlarmBudget

  private var level: Double?
  private var recent: [Double] = []
  private var history = RollingOrder(capacity: longRun)
  private var daily = TimeOfDayMemory()
  private var levelTail = RollingTail()
  private var dailyTail = RollingTail()
  private var shiftTail = RollingTail()
  private var peak = 0.0
  private var rows = 0
  private var firstTime: Double?
  private var firstDaily: Double?
  private var lastTime: Double?

  /// The weight of the newest value in the level: a memory of ten values.
  static let levelRate = 0.1
  /// Values in the mean that betrays a shift.
  static let recentCount = 10
  /// Values in the long-run median: two weeks of five minutes.
  static let longRun = 4032
  /// A peak fades over at least so many values (five hours of five minutes: what came before a long
  /// break is another story), or over a twentieth of the history if that is longer.
  static let fading = 60.0
  /// What is twice as rare as the last peak is said in full again: log10(2).
  static let escalation = 0.301
  /// One false alarm in two days: what a person who looks at one series can bear.
  public static let usualBudget = AlarmBudget(perWeek: 3.5)

  /// A scorer that has seen nothing.
  public init(budget: AlarmBudget = SeriesScorer.usualBudget) { self.budget = budget }

  /// What is said of a value.
  public struct Verdict: Sendable, Hashable {
    /// The surprise: always finite, 0 and more.
    public var score: Double
    /// True where the score is above what the budget allows at this series' pace.
    public var isAnomaly: Bool
  }

  /// The distances of a value from what was to be expected; nil where nothing was.
  private struct Distances {
    var level: Double?
    var daily: Double?
    var shift: Double?
  }

  /// Scores a value, then learns it. Values that are not finite score 0 and are not learned.
  ///
  /// `time` is in seconds since 1970; without it the time of day is not asked about.
  public mutating func next(_ value: Double, at time: Double?) -> Verdict {
    // Differences of values near the end of the range must stay finite.
    guard abs(value) < 1e300 else { return Verdict(score: 0, isAnomaly: false) }
    let distances = distances(value, at: time)
    let squares = [
      distances.level.map(levelTail.surprise),
      knowsTheDay(time) ? distances.daily.map(dailyTail.surprise) : nil,
      distances.shift.map(shiftTail.surprise),
    ].reduce(0.0) { $0 + ($1 ?? 0) * ($1 ?? 0) }
    let score = onset((squares / 3).squareRoot())
    learn(value, at: time, distances)
    return Verdict(score: score, isAnomaly: rows > RollingTail.fewest && score >= threshold)
  }

  /// True once distances by time of day have been seen for a day: each hour has its own.
  private func knowsTheDay(_ time: Double?) -> Bool {
    guard let time, let firstDaily else { return false }
    return time - firstDaily >= 86_400
  }

  private func distances(_ value: Double, at time: Double?) -> Distances {
    var distances = Distances()
    distances.level = level.map { abs(value - $0) }
    distances.daily = time.flatMap { daily.distance(value, at: $0) }
    if recent.count >= Self.recentCount - 1, history.count >= RollingTail.fewest,
      let median = history.median
    {
      let mean = (recent.reduce(0, +) + value) / Double(Self.recentCount)
      distances.shift = abs(mean - median)
    }
    return distances
  }

  /// A surprise in full if it begins or escalates something, else what it adds to the last peak.
  private mutating func onset(_ surprise: Double) -> Double {
    if surprise > peak + Self.escalation {
      peak = surprise
      return min(surprise, Surprise.maximum)
    }
    let score = surprise - peak
    peak *= exp(-1 / max(Self.fading, 0.05 * Double(rows)))
    return max(0, score)
  }

  /// The budget at the pace of the series so far.
  private var threshold: Double {
    guard let firstTime, let lastTime, lastTime > firstTime, rows > 1 else {
      return budget.threshold(testsPerWeek: AlarmBudget.windowsPerWeek(seconds: 300))
    }
    let step = (lastTime - firstTime) / Double(rows - 1)
    return budget.threshold(testsPerWeek: AlarmBudget.windowsPerWeek(seconds: step))
  }

  private mutating func learn(_ value: Double, at time: Double?, _ distances: Distances) {
    if let distance = distances.level { levelTail.learn(distance) }
    if let distance = distances.daily {
      dailyTail.learn(distance)
      firstDaily = firstDaily ?? time
    }
    if let distance = distances.shift { shiftTail.learn(distance) }
    level = level.map { $0 + Self.levelRate * (value - $0) } ?? value
    recent.append(value)
    if recent.count == Self.recentCount {
      // The median is of what came before the recent values, lest a shift judges itself.
      history.add(recent.removeFirst())
    }
    rows += 1
    guard let time, time.isFinite else { return }
    daily.learn(value, at: time)
    firstTime = firstTime ?? time
    lastTime = max(lastTime ?? time, time)
  }
}
