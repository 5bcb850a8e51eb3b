import Foundation

extension SeasonalBaseline {
  /// Learns a whole history at once, in which a tenth or so of the windows may be attacks.
  ///
  /// First a rough season from medians (of an hour's means over the days, as in Tukey's median
  /// polish, 1977), which a burst cannot carry away. Below three days an hour has no median to
  /// speak of; then the median of the five hours around it stands in, so a burst of an hour or
  /// two is not taken for a season (nor is a lone nightly job: one day cannot tell them apart).
  /// Then level, factors and dispersion are pooled from the windows that are not too surprising.
  /// The order of the windows does not matter. O(n log n).
  public static func learned(
    from history: [CountWindow], windowSeconds: Double, leaningOn prior: Season = .flat
  ) -> SeasonalBaseline {
    var baseline = SeasonalBaseline(windowSeconds: windowSeconds)
    guard !history.isEmpty else { return baseline }
    var fit = SeasonalFit(history, hourShare: baseline.hourShare)
    fit.start()
    var dispersion = 0.0
    for _ in 0..<4 {
      baseline.adopt(fit)
      let season = baseline.season(leaningOn: prior)
      let samples = fit.samples(season, level: baseline.level)
      dispersion = CountDispersion.estimate(samples)
      fit.refine(samples, season) { CountDispersion.rejects($0, dispersion) }
    }
    baseline.adopt(fit)
    if baseline.level >= RecentDays.leastLevel {
      let season = baseline.season(leaningOn: prior)
      baseline.learnJobs(history, season)
      baseline.learnDays(history, season) { CountDispersion.rejects($0, dispersion) }
    }
    baseline.square = max(1e-12, fit.meanSquare)
    baseline.excess = dispersion * baseline.square
    return baseline
  }

  /// What comes daily at the same minutes.
  private mutating func learnJobs(_ history: [CountWindow], _ season: Season) {
    var jobs = DailyJobs(windowSeconds: windowSeconds)
    jobs.learn(
      history,
      expected: history.map {
        let factors = season.prior(at: $0.start)
        return level * factors.hour * factors.day
      })
    if !jobs.ratios.isEmpty { self.jobs = jobs }
  }

  /// The days by themselves, from the windows that are not rejected.
  private mutating func learnDays(
    _ history: [CountWindow], _ season: Season, rejects: (CountSample) -> Bool
  ) {
    var recent = RecentDays()
    for window in history.sorted(by: { $0.start < $1.start }) {
      let factors = season.prior(at: window.start)
      let factor = factors.hour * factors.day * (jobs?.ratio(at: window.start) ?? 1)
      let sample = CountSample(count: max(0, window.count), mean: max(1e-6, level * factor))
      guard !rejects(sample) else { continue }
      recent.learn(
        Double(sample.count), season: factor, at: window.start, seconds: windowSeconds)
    }
    // The last day stays in hand: what goes on from here may be the rest of it.
    days = recent
  }

  private mutating func adopt(_ fit: SeasonalFit) {
    level = fit.level
    windows = min(Double(fit.history.count), Self.memorySeconds / windowSeconds)
    profile = SeasonalProfile()
    for slot in 0..<31 { profile.set(slot, ratio: fit.ratio[slot], visits: fit.visits[slot]) }
  }
}
