/// How traffic differs by hour of the day and by day of the week, learned as far as history goes.
///
/// A factor is what the hour (or day) has shown, shrunk towards what is expected of it: one, or
/// the factor of a coarser subject. The weight of the evidence is counted in visits: a day's worth
/// of an hour is one. All 31 factors with their weights lie in one piece of 248 bytes.
public struct SeasonalProfile: Sendable, Codable, Hashable {
  /// Slots 0–23 the hours (UTC), 24–30 the days from Thursday (1970 began on one): the observed
  /// ratio of each, then from ``slots`` on the visits behind it.
  private var numbers = [Float](repeating: 1, count: slots) + [Float](repeating: 0, count: slots)
  /// How far hours and days have strayed from one so far: see ``uncertainty(_:trust:)``.
  private var hourSpread = Float(assumedHourSpread)
  private var daySpread = Float(assumedDaySpread)

  /// 24 hours and 7 days.
  static let slots = 31
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

  private enum CodingKeys: String, CodingKey { case numbers, hourSpread, daySpread }

  /// Reads a profile, throwing `DecodingError` where it has not 31 slots.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    numbers = try container.decode([Float].self, forKey: .numbers)
    hourSpread = try container.decode(Float.self, forKey: .hourSpread)
    daySpread = try container.decode(Float.self, forKey: .daySpread)
    guard numbers.count == 2 * Self.slots else {
      throw DecodingError.dataCorruptedError(
        forKey: .numbers, in: container,
        debugDescription: "A season has \(2 * Self.slots) numbers, not \(numbers.count).")
    }
  }

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

  /// The ratio observed in a slot.
  func ratio(_ slot: Int) -> Double { Double(numbers[slot]) }

  /// The visits behind it.
  func visits(_ slot: Int) -> Double { Double(numbers[Self.slots + slot]) }

  /// A shrunk factor: `trust` visits speak for the prior.
  func factor(_ slot: Int, prior: Double, trust: Double) -> Double {
    (visits(slot) * ratio(slot) + trust * prior) / (visits(slot) + trust)
  }

  /// Takes each hour for what the hour so many later has been, as where clocks are put forward.
  mutating func turn(by hours: Int) {
    let old = numbers
    for hour in 0..<24 {
      let from = ((hour + hours) % 24 + 24) % 24
      numbers[hour] = old[from]
      numbers[Self.slots + hour] = old[Self.slots + from]
    }
  }

  /// Relative variance a shrunk factor still has: how far the slots have strayed from one so far,
  /// times the share of the prior in this one.
  func uncertainty(_ slot: Int, trust: Double) -> Double {
    Double(slot < 24 ? hourSpread : daySpread) * trust / (visits(slot) + trust)
  }

  /// The mean squared distance of ratios from one, by visits, with two visits of the assumed spread.
  private func strayed(_ range: Range<Int>, assumed: Double) -> Float {
    var sum = Float(2 * assumed)
    var visits: Float = 2
    for slot in range {
      let distance = numbers[slot] - 1
      sum += numbers[Self.slots + slot] * distance * distance
      visits += numbers[Self.slots + slot]
    }
    return sum / visits
  }

  /// Learns one observed ratio worth a part of a visit.
  mutating func learn(_ slot: Int, ratio value: Double, visit: Double) {
    guard value.isFinite, visit > 0 else { return }
    let after = visits(slot) + visit
    let next = ratio(slot) + (min(value, 1e6) - ratio(slot)) * visit / after
    set(slot, ratio: next, visits: after)
  }

  /// Sets what has been shown so far; visits are held at the longest memory.
  mutating func set(_ slot: Int, ratio value: Double, visits: Double) {
    guard value.isFinite, visits > 0 else { return }
    numbers[slot] = Float(min(value, 1e6))
    numbers[Self.slots + slot] = min(slot < 24 ? Self.longestHour : Self.longestDay, Float(visits))
    if slot < 24 {
      hourSpread = strayed(0..<24, assumed: Self.assumedHourSpread)
    } else {
      daySpread = strayed(24..<31, assumed: Self.assumedDaySpread)
    }
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

extension SeasonalProfile {
  /// The profile as numbers, in either direction.
  mutating func exchange(_ row: inout NumberRow) {
    row.numbers(&numbers)
    row.number(&hourSpread)
    row.number(&daySpread)
  }
}
