import Foundation

/// The levels of the days of late, each by itself: what a level that remembers two weeks misses of growth.
///
/// A mean that fades over two weeks runs behind what grows by 5 % a week by nearly as much, for ever, and
/// a chart that adds up small shifts adds that up too. The running median of seven days (Tukey 1977,
/// "Exploratory data analysis", chapter 7) runs behind by half a week, holds each weekday once, and is
/// moved by no three days, be they holidays or incidents. It corrects the level as far as the days agree
/// with each other: the correction is shrunk by the median's own variance (the positive-part rule of
/// James & Stein 1961), which also widens the expectation.
struct RecentDays: Sendable, Hashable {
  /// What the days say about the level.
  struct Correction: Sendable, Hashable {
    /// The level is to be multiplied by this.
    var factor: Double
    /// The relative variance that leaves.
    var variance: Double

    static let none = Correction(factor: 1, variance: 0)
  }

  /// The level of each day, the latest last; 0 where it is not known.
  private var levels = [Float](repeating: 0, count: kept)
  /// The latest of them, in days since 1970.
  private var last = 0
  /// The day in hand, what it has shown, and what it would at a level of 1.
  private var today = 0
  private var observed = 0.0
  private var seasons = 0.0
  private var seconds = 0.0

  /// For each day kept, and for the days after: the median of the seven days nearest to it, and its
  /// relative variance. Made anew from ``levels``.
  private var medians = [Float](repeating: 0, count: kept + 1)
  private var variances = [Float](repeating: 0, count: kept + 1)

  /// Days that are kept: a history that is learned at once is two weeks long.
  static let kept = 15
  /// Days that are looked at together: each weekday once.
  static let span = 7
  /// Fewer known days say nothing: the median of three is moved by two.
  static let fewest = 5
  /// A day counts when half of it was seen.
  static let leastSeconds = 43_200.0
  /// Windows with fewer requests than this are often empty, and an endpoint's empty windows are not told:
  /// at 5 one in 150 is (Poisson).
  static let leastLevel = 5.0
  /// The level is corrected by no more: what grows by a quarter within a week is no growth, but a change
  /// to be told.
  static let largestFactor = 1.25

  init() {}

  /// The number of the day of a second.
  static func day(_ second: Int64) -> Int {
    Int(second >= 0 ? second / 86_400 : (second + 1) / 86_400 - 1)
  }

  /// How the level has to be corrected on a day. O(1).
  func correction(at start: Int64, level: Double) -> Correction {
    let place = Self.kept - 1 - (last - Self.day(start))
    let slot = min(Self.kept, max(0, place))
    guard medians[slot] > 0, level > 0 else { return .none }
    let distance = Double(medians[slot]) / level - 1
    let variance = Double(variances[slot])
    guard distance * distance > variance else {
      return Correction(factor: 1, variance: distance * distance)
    }
    let factor = 1 + distance * (1 - variance / (distance * distance))
    return Correction(
      factor: min(Self.largestFactor, max(1 / Self.largestFactor, factor)), variance: variance)
  }

  /// Learns a window of a day; days come in the order of time. O(1), at the end of a day O(days²).
  /// - Parameter season: What the window would hold at a level of 1.
  mutating func learn(_ value: Double, season: Double, at start: Int64, seconds length: Double) {
    let day = Self.day(start)
    if day != today { close(before: day) }
    observed += value
    seasons += season
    seconds += length
  }

  /// Takes the level for another one, days and all.
  mutating func scale(by ratio: Double) {
    for place in levels.indices { levels[place] *= Float(ratio) }
    observed *= ratio
    settle()
  }

  /// Ends the day in hand: it is kept if enough of it was seen.
  mutating func close(before day: Int) {
    if seconds >= Self.leastSeconds, seasons > 0, observed > 0, today > last || last == 0 {
      let passed = min(Self.kept, last == 0 ? Self.kept : today - last)
      levels.removeFirst(passed)
      levels.append(contentsOf: [Float](repeating: 0, count: passed))
      levels[Self.kept - 1] = Float(observed / seasons)
      last = today
      settle()
    }
    (today, observed, seasons, seconds) = (day, 0, 0, 0)
  }

  private mutating func settle() {
    for slot in 0...Self.kept {
      let near = levels.indices.filter { levels[$0] > 0 && abs($0 - slot) < Self.kept }
        .sorted { (abs($0 - slot), $0) < (abs($1 - slot), $1) }.prefix(Self.span)
      let values = near.map { Double(levels[$0]) }
      guard values.count >= Self.fewest, let middle = Order.median(values), middle > 0,
        let deviation = Order.median(values.map { abs($0 / middle - 1) })
      else {
        (medians[slot], variances[slot]) = (0, 0)
        continue
      }
      medians[slot] = Float(middle)
      // A median's variance is π/2 of a mean's; 1.4826 makes a MAD a standard deviation.
      let spread = 1.4826 * deviation
      variances[slot] = Float(.pi / 2 * spread * spread / Double(values.count))
    }
  }
}

extension RecentDays: Codable {
  private enum CodingKeys: String, CodingKey {
    case levels, last, today, observed, seasons, seconds
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(levels, forKey: .levels)
    try container.encode(last, forKey: .last)
    try container.encode(today, forKey: .today)
    try container.encode(observed, forKey: .observed)
    try container.encode(seasons, forKey: .seasons)
    try container.encode(seconds, forKey: .seconds)
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    levels = try container.decode([Float].self, forKey: .levels)
    last = try container.decode(Int.self, forKey: .last)
    today = try container.decode(Int.self, forKey: .today)
    observed = try container.decode(Double.self, forKey: .observed)
    seasons = try container.decode(Double.self, forKey: .seasons)
    seconds = try container.decode(Double.self, forKey: .seconds)
    guard levels.count == Self.kept else {
      throw DecodingError.dataCorruptedError(
        forKey: .levels, in: container,
        debugDescription: "The days of late are \(Self.kept), not \(levels.count).")
    }
    settle()
  }
}

extension RecentDays {
  /// What was learned as numbers, in either direction.
  mutating func exchange(_ row: inout NumberRow) {
    row.numbers(&levels)
    row.number(&last)
    row.number(&today)
    row.number(&observed)
    row.number(&seasons)
    row.number(&seconds)
    if row.isReading { settle() }
  }
}
