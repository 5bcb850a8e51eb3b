/// How traffic differs by hour of the day and by day of the week, learned as far as history goes.
///
/// A factor is what the hour (or day) has shown, shrunk towards what is expected of it: one, or
/// the factor of a coarser subject. The weight of the evidence is counted in visits: a day's worth
/// of an hour is one. All 31 factors lie in two vectors of 128 bytes, without a heap allocation.
public struct SeasonalProfile: Sendable, Codable, Hashable {
  /// Observed ratios: slots 0–23 the hours (UTC), 24–30 the days from Thursday (1970 began on one).
  var ratio = SIMD32<Float>(repeating: 1)
  /// Visits behind each ratio.
  var weight = SIMD32<Float>(repeating: 0)

  /// Visits of an hour that are remembered: four weeks.
  static let longestHour: Float = 28
  /// Visits of a weekday that are remembered: eight weeks.
  static let longestDay: Float = 8
  /// The squared spread of hours about one to assume before anything is known: hours of ordinary
  /// services differ by a factor of about two.
  static let assumedHourSpread = 0.25
  /// The same for weekdays: a quiet Sunday.
  static let assumedDaySpread = 0.09

  /// How much the same hour differs from one day to the next, squared: by a quarter.
  static let hourVisitVariance = 0.08
  /// How much a weekday differs from one week to the next, squared: by a sixth.
  static let dayVisitVariance = 0.03

  /// Nothing seen yet.
  public init() {}

  /// The slot of the hour of day a second lies in.
  static func hourSlot(_ second: Int64) -> Int {
    let inDay = second % 86_400
    return Int((inDay < 0 ? inDay + 86_400 : inDay) / 3600)
  }

  /// The slot of the day of week a second lies in.
  static func daySlot(_ second: Int64) -> Int {
    let inWeek = second % 604_800
    return 24 + Int((inWeek < 0 ? inWeek + 604_800 : inWeek) / 86_400)
  }

  /// A shrunk factor: `trust` visits speak for the prior.
  func factor(_ slot: Int, prior: Double, trust: Double) -> Double {
    let visits = Double(weight[slot])
    return (visits * Double(ratio[slot]) + trust * prior) / (visits + trust)
  }

  /// Relative variance a shrunk factor still has: how far the slots have strayed from one so far,
  /// times the share of the prior in this one.
  func uncertainty(_ slot: Int, trust: Double) -> Double {
    let visits = Double(weight[slot])
    return strayed(slot < 24) * trust / (visits + trust)
  }

  /// The mean squared distance of the hours' (or days') ratios from one, by visits, with two
  /// visits of the assumed spread.
  private func strayed(_ hours: Bool) -> Double {
    let distance = ratio - 1
    let squares = distance * distance * weight
    let assumed = hours ? Self.assumedHourSpread : Self.assumedDaySpread
    let (sum, visits) = hours ? Self.sumHours(squares, weight) : Self.sumDays(squares, weight)
    return (Double(sum) + 2 * assumed) / (Double(visits) + 2)
  }

  private static func sumHours(_ a: SIMD32<Float>, _ b: SIMD32<Float>) -> (Float, Float) {
    (
      a.lowHalf.sum() + a.highHalf.lowHalf.sum(),
      b.lowHalf.sum() + b.highHalf.lowHalf.sum()
    )
  }

  /// The upper quarter holds the days; its last slot is never used and weighs nothing.
  private static func sumDays(_ a: SIMD32<Float>, _ b: SIMD32<Float>) -> (Float, Float) {
    (a.highHalf.highHalf.sum(), b.highHalf.highHalf.sum())
  }

  /// Learns one observed ratio worth a part of a visit.
  mutating func learn(_ slot: Int, ratio value: Double, visit: Double) {
    guard value.isFinite, visit > 0 else { return }
    let longest = slot < 24 ? Self.longestHour : Self.longestDay
    let before = weight[slot]
    let after = before + Float(visit)
    ratio[slot] += (Float(min(value, 1e6)) - ratio[slot]) * Float(visit) / after
    weight[slot] = min(longest, after)
  }

  /// Sets what a whole history has shown.
  mutating func set(_ slot: Int, ratio value: Double, visits: Double) {
    guard value.isFinite, visits > 0 else { return }
    ratio[slot] = Float(min(value, 1e6))
    weight[slot] = min(slot < 24 ? Self.longestHour : Self.longestDay, Float(visits))
  }
}

/// The season of a coarser subject at one moment, which a finer one leans on until it knows better.
public struct SeasonalPrior: Sendable, Hashable {
  /// The factor of the hour.
  public var hour: Double
  /// The factor of the weekday.
  public var day: Double

  /// A prior from its two factors.
  public init(hour: Double, day: Double) {
    self.hour = hour
    self.day = day
  }

  /// No season known.
  public static let flat = SeasonalPrior(hour: 1, day: 1)
}
