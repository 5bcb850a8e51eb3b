import Foundation

/// What happens every day at the same few minutes, which a season of hours smears out: nightly jobs.
///
/// For each stretch of five minutes (or one window, where that is longer) of the day the ratios of observed
/// to expected are taken over the days; their median stands for a job where it is certainly beside one.
/// A median over days is moved by no attack that does not come on half of them. Jobs are learned with a
/// history and not from window to window: one that is new is told until the next history is learned.
struct DailyJobs: Sendable, Codable, Hashable {
  /// The length of a stretch in seconds.
  let stretch: Int64
  /// The ratio of each stretch of the day that is no ordinary one.
  private(set) var ratios: [Int: Double] = [:]

  /// Fewer days do not show what comes daily.
  static let fewestDays = 5
  /// So many standard errors a median has to lie beside one: of 288 stretches one in fifty days' histories
  /// would by chance (two-sided normal tail 6.3e-5).
  static let significance = 4.0
  /// Half more or a third less: what is smaller than that is the season's matter, and no job.
  static let leastRatio = 1.5

  init(windowSeconds: Double) { stretch = max(300, Int64(windowSeconds)) }

  /// The stretch of the day of a second.
  private func slot(_ second: Int64) -> Int {
    let inDay = second % 86_400
    return Int((inDay < 0 ? inDay + 86_400 : inDay) / stretch)
  }

  /// How many times the season's count is usual at a second. O(1).
  func ratio(at second: Int64) -> Double { ratios[slot(second)] ?? 1 }

  /// Learns from a history beside what its season expects. O(n log n).
  mutating func learn(_ history: [CountWindow], expected: [Double]) {
    var sums = [[Sum]](repeating: [], count: Int((86_400 + stretch - 1) / stretch))
    for (window, mean) in zip(history, expected) {
      let (slot, day) = (slot(window.start), RecentDays.day(window.start))
      // Windows come nearly in order: it is the latest day, or one of the latest.
      if let place = sums[slot].lastIndex(where: { $0.day == day }) {
        sums[slot][place].add(Double(window.count), mean)
      } else {
        sums[slot].append(Sum(day: day, observed: Double(window.count), expected: mean))
      }
    }
    for slot in sums.indices where sums[slot].count >= Self.fewestDays {
      ratios[slot] = Self.job(sums[slot].filter { $0.expected > 0 })
    }
  }

  /// What a stretch of one day held, and what its season expects.
  private struct Sum {
    var day: Int
    var observed = 0.0
    var expected = 0.0

    mutating func add(_ count: Double, _ mean: Double) {
      observed += count
      expected += mean
    }
  }

  /// The median ratio of some days, or nil where it is ordinary.
  private static func job(_ days: [Sum]) -> Double? {
    let values = days.map { $0.observed / $0.expected }
    guard values.count >= fewestDays, let middle = Order.median(values),
      let deviation = Order.median(values.map { abs($0 - middle) }),
      middle >= leastRatio || middle <= 1 / leastRatio
    else { return nil }
    // The spread of a day's ratio: by Poisson at least, by the days' own deviations where they are wider.
    let mean = days.reduce(0) { $0 + $1.expected } / Double(days.count)
    let spread = max(1.4826 * deviation, (max(middle, 1) / max(mean, 1e-9)).squareRoot())
    let error = spread * (.pi / 2 / Double(values.count)).squareRoot()
    return abs(middle - 1) >= significance * error ? middle : nil
  }

  /// The same jobs where clocks were put forward by some hours.
  func turned(by hours: Int) -> DailyJobs {
    var result = self
    let slots = Int(86_400 / stretch)
    let shift = Int(3600 / stretch) * hours
    result.ratios = [:]
    for (slot, ratio) in ratios { result.ratios[((slot - shift) % slots + slots) % slots] = ratio }
    return result
  }

  /// What was learned as numbers, in either direction.
  mutating func exchange(_ row: inout NumberRow) {
    let known = ratios.sorted { $0.key < $1.key }
    var count = known.count
    row.number(&count)
    guard (0...288).contains(count) else { return row.constant(.nan) }
    var read: [Int: Double] = [:]
    for place in 0..<count {
      var (slot, ratio) = row.isReading ? (0, 1.0) : known[place]
      row.number(&slot)
      row.number(&ratio)
      read[slot] = ratio
    }
    ratios = read
  }
}
