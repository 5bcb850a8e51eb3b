import Foundation

/// How many requests (or errors, or anything counted) a window of a subject usually holds.
///
/// The count is a level times a factor of the hour times a factor of the weekday, spread as a
/// negative binomial. Season is only believed as far as it was seen: see ``SeasonalProfile``. What
/// is not yet known widens the dispersion, so a young baseline is quiet by itself instead of
/// behind a timer. Windows too surprising are not learned, and what was learned fades.
///
///     var baseline = SeasonalBaseline.learned(from: history, windowSeconds: 60)
///     if let expected = baseline.expectation(at: start) {
///       let surprise = expected.surprise(count)
///     }
///     baseline.learn(count, at: start)
///
/// Growth is followed by ``RecentDays``, nightly jobs by ``DailyJobs``. It takes about 360 bytes, where
/// there is much traffic 700. ``learned(from:windowSeconds:prior:)`` is robust against attacks in
/// the history; online learning trusts its first windows, so prefer the former to begin with.
public struct SeasonalBaseline: Sendable, Codable, Hashable {
  /// The length of a window.
  public let windowSeconds: Double
  /// The usual count of a window without its season.
  public internal(set) var level = 0.0
  /// How many windows have been learned; fading holds it at two weeks' worth.
  public internal(set) var windows = 0.0
  /// What hours and weekdays have shown.
  public internal(set) var profile = SeasonalProfile()
  /// Fading mean of (count − mean)² − mean.
  var excess = 0.0
  /// Fading mean of mean².
  var square = 0.0
  /// The days of late by themselves; nil where there is too little in a window.
  var days: RecentDays?
  /// What comes daily at the same minutes; nil where nothing does.
  var jobs: DailyJobs?
  /// Windows refused one after the other.
  public internal(set) var refusedInARow = 0

  /// How long the level and the dispersion remember: two weeks, so that each weekday is in it twice.
  static let memorySeconds = 14 * 86_400.0
  /// The dispersion before any is measured: a rate that wavers by a third.
  static let assumedDispersion = 0.1
  /// Nobody's rate is known better than to 5 %.
  static let leastDispersion = 0.0025
  /// A surprise from which a window is not learned: one in ten thousand, where the loss of clean
  /// windows (one in a week of minutes) does no harm.
  public static let usualRefusal = 4.0

  /// A baseline that has seen nothing; windows of less than a second count as one second.
  public init(windowSeconds: Double) {
    self.windowSeconds = windowSeconds.isFinite ? min(max(1, windowSeconds), 86_400) : 60
  }

  /// The share of an hour that a window is.
  var hourShare: Double { windowSeconds / 3600 }

  /// How many visits the prior is worth for an hour's factor, and for a weekday's.
  ///
  /// The classical shrinkage: the variance of what one visit shows over the spread of what is to
  /// be learned. A visit varies by itself (``SeasonalProfile``) and by the requests it has.
  var hourTrust: Double {
    let requests = max(1e-6, level / hourShare)
    return (SeasonalProfile.hourVisitVariance + 1 / requests) / SeasonalProfile.assumedHourSpread
  }
  var dayTrust: Double {
    let requests = max(1e-6, level * 24 / hourShare)
    return (SeasonalProfile.dayVisitVariance + 1 / requests) / SeasonalProfile.assumedDaySpread
  }

  /// What is expected of the window that starts at a second; nil before anything was learned.
  ///
  /// `prior` is the season of a coarser subject (``seasonalPrior(at:prior:)``). O(1), some 30 ns.
  public func expectation(at start: Int64, prior: SeasonalPrior = .flat) -> CountExpectation? {
    guard windows > 0 else { return nil }
    let hour = SeasonalProfile.hourSlot(start)
    let day = SeasonalProfile.daySlot(start)
    let season =
      profile.factor(hour, prior: prior.hour, trust: hourTrust)
      * profile.factor(day, prior: prior.day, trust: dayTrust) * (jobs?.ratio(at: start) ?? 1)
    let correction = days?.correction(at: start, level: level) ?? .none
    let mean = max(level * season * correction.factor, 1e-6)
    let wavering = dispersion
    // The level's own relative variance; never having seen a request is worth half a request.
    let levelVariance = (1 / max(level, 0.5 / windows) + wavering) / windows
    let seasonVariance =
      profile.uncertainty(hour, trust: hourTrust) + profile.uncertainty(day, trust: dayTrust)
    return CountExpectation(
      mean: mean, dispersion: wavering + levelVariance + seasonVariance + correction.variance,
      windows: windows)
  }

  /// How the rate wavers from window to window, measured and shrunk towards what is assumed.
  ///
  /// Small counts say little about it (a window's information falls with mean²), so the assumption
  /// weighs ten windows' worth of counts of one or more.
  public var dispersion: Double {
    guard square > 0 else { return Self.assumedDispersion }
    let measured = min(max(0, excess / square), 100)
    let trust = 10 * (1 + min(1e4, 1 / square))
    return max(
      Self.leastDispersion,
      (windows * measured + trust * Self.assumedDispersion) / (windows + trust))
  }

  /// True if the hour and the weekday of a second were seen before, the weekday for a quarter of it:
  /// what was never seen may be anything.
  public func hasSeen(_ start: Int64) -> Bool {
    profile.visits(SeasonalProfile.hourSlot(start)) >= 0.5
      && profile.visits(SeasonalProfile.daySlot(start)) >= 0.25
  }

  /// This subject's season at a second, for finer subjects to lean on. O(1).
  public func seasonalPrior(at start: Int64, prior: SeasonalPrior = .flat) -> SeasonalPrior {
    SeasonalPrior(
      hour: profile.factor(
        SeasonalProfile.hourSlot(start), prior: prior.hour, trust: hourTrust),
      day: profile.factor(SeasonalProfile.daySlot(start), prior: prior.day, trust: dayTrust))
  }
}

extension SeasonalBaseline {
  /// What was learned as numbers, in either direction.
  public mutating func exchange(_ row: inout NumberRow) {
    row.constant(windowSeconds)
    row.number(&level)
    row.number(&windows)
    profile.exchange(&row)
    row.number(&excess)
    row.number(&square)
    row.number(&refusedInARow)
    var hasDays = days == nil ? 0 : 1
    row.number(&hasDays)
    if hasDays == 1 {
      var known = days ?? RecentDays()
      known.exchange(&row)
      days = known
    } else {
      days = nil
    }
    var known = jobs ?? DailyJobs(windowSeconds: windowSeconds)
    known.exchange(&row)
    jobs = known.ratios.isEmpty ? nil : known
  }
}

extension SeasonalBaseline {
  /// Joins what another stretch of the same subject's history has shown. Both weigh by their windows,
  /// which fading holds at two weeks' worth: so of many stretches joined one after the other the
  /// older ones count for less and less. The days of late are those of the other, later stretch. O(1).
  public func merged(with other: SeasonalBaseline) -> SeasonalBaseline {
    guard windows > 0 else { return other }
    guard other.windows > 0 else { return self }
    var result = self
    let share = other.windows / (windows + other.windows)
    let mean = { (a: Double, b: Double) in a + share * (b - a) }
    result.level = mean(level, other.level)
    result.windows = min(windows + other.windows, Self.memorySeconds / windowSeconds)
    result.excess = mean(excess, other.excess)
    result.square = mean(square, other.square)
    result.refusedInARow = other.refusedInARow
    result.days = other.days ?? days
    result.jobs = other.jobs
    for slot in 0..<SeasonalProfile.slots {
      let visits = profile.visits(slot) + other.profile.visits(slot)
      guard visits > 0 else { continue }
      let ratio =
        (profile.ratio(slot) * profile.visits(slot)
          + other.profile.ratio(slot) * other.profile.visits(slot)) / visits
      result.profile.set(slot, ratio: ratio, visits: visits)
    }
    return result
  }
}
