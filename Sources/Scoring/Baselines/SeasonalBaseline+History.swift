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
    from history: [CountWindow], windowSeconds: Double,
    prior: (Int64) -> SeasonalPrior = { _ in .flat }
  ) -> SeasonalBaseline {
    var baseline = SeasonalBaseline(windowSeconds: windowSeconds)
    guard !history.isEmpty else { return baseline }
    var fit = SeasonalFit(history, hourShare: baseline.hourShare)
    fit.start()
    let priors = history.map { prior($0.start) }
    var dispersion = 0.0
    for _ in 0..<4 {
      baseline.adopt(fit)
      let seasons = zip(history, priors).map { baseline.seasonalPrior(at: $0.start, prior: $1) }
      let samples = zip(history, seasons).map {
        CountSample(count: max(0, $0.count), mean: max(1e-6, baseline.level * $1.hour * $1.day))
      }
      dispersion = CountDispersion.estimate(samples)
      fit.refine(samples, seasons) { CountDispersion.rejects($0, dispersion) }
    }
    baseline.adopt(fit)
    baseline.learnJobs(history, priors)
    baseline.learnDays(history, priors) { CountDispersion.rejects($0, dispersion) }
    baseline.square = max(1e-12, fit.meanSquare)
    baseline.excess = dispersion * baseline.square
    return baseline
  }

  /// What comes daily at the same minutes.
  private mutating func learnJobs(_ history: [CountWindow], _ priors: [SeasonalPrior]) {
    guard level >= RecentDays.leastLevel else { return }
    var jobs = DailyJobs(windowSeconds: windowSeconds)
    jobs.learn(
      history,
      expected: zip(history, priors).map { window, prior in
        let season = seasonalPrior(at: window.start, prior: prior)
        return level * season.hour * season.day
      })
    if !jobs.ratios.isEmpty { self.jobs = jobs }
  }

  /// The days by themselves, from the windows that are not rejected.
  private mutating func learnDays(
    _ history: [CountWindow], _ priors: [SeasonalPrior], rejects: (CountSample) -> Bool
  ) {
    guard level >= RecentDays.leastLevel else { return }
    var recent = RecentDays()
    for (window, prior) in zip(history, priors).sorted(by: { $0.0.start < $1.0.start }) {
      let season = seasonalPrior(at: window.start, prior: prior)
      let factor = season.hour * season.day * (jobs?.ratio(at: window.start) ?? 1)
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
