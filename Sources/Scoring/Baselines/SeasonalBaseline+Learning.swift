import Foundation

extension SeasonalBaseline {
  /// Learns a window's count online, or refuses it as too surprising. O(1).
  ///
  /// Refusing protects from poisoning; but what has been "abnormal" for a whole day without a
  /// break is a new normal, and is learned then, clipped, so that the level walks there. Counts
  /// are clipped at three standard deviations in any case (Huber's winsorising).
  @discardableResult
  public mutating func learn(
    _ count: Int, at start: Int64, prior: SeasonalPrior = .flat,
    refusal: Double = SeasonalBaseline.usualRefusal
  ) -> Learning {
    var value = Double(max(0, count))
    if windows >= 1, let expected = expectation(at: start, prior: prior) {
      let surprise = oddness(count, expected)
      if surprise > refusal {
        refusedInARow &+= 1
        if Double(refusedInARow) * windowSeconds < 86_400 { return .refused(surprise: surprise) }
      } else {
        refusedInARow = 0
      }
      value = min(value, expected.mean + 3 * expected.spread)
      measure(value, expected.mean)
    }
    update(value, at: start, prior: prior)
    return .learned
  }

  /// Takes another level for the usual one from now on, as after a deploy or the gain of a customer.
  ///
  /// The season stays; of the level so much is known as a day tells.
  /// - Parameter ratio: What was observed over what was expected while the change was watched.
  public mutating func relevel(by ratio: Double) {
    guard ratio > 0, ratio.isFinite else { return }
    level *= ratio
    days?.scale(by: ratio)
    windows = min(windows, 86_400 / windowSeconds)
    refusedInARow = 0
  }

  /// The larger surprise of the two sides; 0 within two standard deviations, where nobody asks.
  private func oddness(_ count: Int, _ expected: CountExpectation) -> Double {
    let deviation = Double(max(0, count)) - expected.mean
    guard abs(deviation) > 2 * expected.spread else { return 0 }
    return expected.surprise(count, side: deviation > 0 ? .upper : .lower)
  }

  /// The weight of the newest window.
  private var share: Double { max(windowSeconds / Self.memorySeconds, 1 / (windows + 1)) }

  private mutating func measure(_ value: Double, _ mean: Double) {
    let deviation = value - mean
    excess += share * (deviation * deviation - mean - excess)
    square += share * (mean * mean - square)
  }

  private mutating func update(_ value: Double, at start: Int64, prior: SeasonalPrior) {
    let hour = SeasonalProfile.hourSlot(start)
    let day = SeasonalProfile.daySlot(start)
    let job = jobs?.ratio(at: start) ?? 1
    let hourFactor = max(1e-3, job * profile.factor(hour, prior: prior.hour, trust: hourTrust))
    let dayFactor = max(1e-3, profile.factor(day, prior: prior.day, trust: dayTrust))
    // Counts are averaged weighted by their factor, so that a quiet hour's noise is not blown up.
    let weight = min(1, share * hourFactor * dayFactor)
    level += weight * (value / (hourFactor * dayFactor) - level)
    if level >= RecentDays.leastLevel {
      if days == nil { days = RecentDays() }
      days?.learn(value, season: hourFactor * dayFactor, at: start, seconds: windowSeconds)
    }
    windows = min(windows + 1, Self.memorySeconds / windowSeconds)
    guard level > 0 else { return }
    profile.learn(hour, ratio: value / (level * dayFactor * job), visit: hourShare)
    profile.learn(day, ratio: value / (level * hourFactor), visit: hourShare / 24)
  }
}
