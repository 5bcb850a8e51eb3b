import AccessLog
import Foundation
import Scoring
import Traffic

/// Notices that a subject's day has moved by an hour, as twice a year where clocks are changed, and turns
/// the season of its baseline. Without that each morning is more and each evening less than usual, for
/// weeks.
///
/// The latest hours, from any of the last 24 on, are compared with the season as it is, an hour earlier and
/// an hour later. Which fits best is a matter of the shape alone (the level cancels: the multinomial likelihood of the hours' shares),
/// and what it fits better by is divided by how badly it fits (quasi-likelihood with Pearson's dispersion:
/// McCullagh & Nelder 1989, "Generalized linear models", 4.5 and 9.2). So a burst within an hour, which fits
/// neither, turns nothing; nor does a level that changed within the day, which is tried beside.
///
/// Half a day is needed to be certain. Until then small lasting shifts of the requests, which the morning
/// after looks like, are not told while an hour's turn explains them (`explains`): a level that changed is
/// told as before, and a surge that a single window shows by its own detector in any case.
struct ClockWatch: Sendable {
  /// What the last 24 hours have shown, by the hour of the day.
  struct Hours: Sendable, Hashable {
    var observed = [Double](repeating: 0, count: 24)
    /// What would be expected if no hour differed from another.
    var exposure = [Double](repeating: 0, count: 24)
    var seconds = [Double](repeating: 0, count: 24)
    /// Which hour since 1970 it is.
    var number = [Double](repeating: -1, count: 24)
    var last = -1.0
  }

  private var subjects: [EndpointID: Hours] = [:]

  /// Hours that have to be seen: half of a day has its morning or its evening.
  static let fewestHours = 12
  /// How much better it has to fit: e^11.7 is 120,000 times, asked for 24 times a day of up to 13
  /// stretches of hours.
  static let leastEvidence = 11.7
  /// Hours from which a turn may be supposed, and how much better it has to fit for that: e^2.3 is ten
  /// times, of which the step's size and place make up two (one for each number that is fitted: Akaike
  /// 1974).
  static let fewestLeaning = 3
  static let leastLeaning = 2.3 - 2

  /// Notes a window.
  /// - Returns: The baseline with its season turned; nil where the clock is as it was.
  mutating func examine(
    _ point: TrafficPoint, at start: Int64, _ baseline: TrafficBaseline, _ parent: ParentExpectation
  ) -> TrafficBaseline? {
    guard let expected = baseline.requests.expectation(at: start, prior: parent.season) else {
      return nil
    }
    // In its place, as a copy of the hours for each window would cost more than all the rest.
    let turn = subjects[point.endpoint, default: Hours()].note(
      Double(point.requests), expected, at: start, baseline.requests)
    guard let turn else { return nil }
    subjects[point.endpoint] = nil
    var turned = baseline
    turned.requests = baseline.requests.turned(by: turn)
    turned.blocks = baseline.blocks.turned(by: turn)
    return turned
  }

  /// True while the latest hours look as if the day had moved by an hour, and such a day has more
  /// requests (or fewer) in this hour. O(hours³).
  func explains(
    more: Bool, of endpoint: EndpointID, at start: Int64, _ baseline: SeasonalBaseline
  ) -> Bool {
    let factors = baseline.hourFactors
    let turn = subjects[endpoint]?.bestTurn(
      factors, fewest: Self.fewestLeaning, least: Self.leastLeaning)
    guard let turn else { return false }
    let slot = Hours.slot((Double(start) / 3600).rounded(.down))
    let turned = factors[(slot + turn + 24) % 24]
    return more ? turned > factors[slot] : turned < factors[slot]
  }
}

extension ClockWatch.Hours {
  static func slot(_ number: Double) -> Int {
    Int(number.truncatingRemainder(dividingBy: 24) + 24) % 24
  }

  /// Notes a window.
  /// - Returns: By how many hours the season has to be turned, asked at the beginning of each hour; nil
  ///   where it fits as it is.
  fileprivate mutating func note(
    _ requests: Double, _ expected: CountExpectation, at start: Int64, _ baseline: SeasonalBaseline
  ) -> Int? {
    let hour = (Double(start) / 3600).rounded(.down)
    var turn: Int?
    if hour != last {
      turn = self.turn(baseline.hourFactors)
      begin(hour)
    }
    let slot = Self.slot(hour)
    observed[slot] += min(requests, expected.mean + 3 * expected.spread)
    exposure[slot] += expected.mean / baseline.hourFactor(slot)
    seconds[slot] += baseline.windowSeconds
    return turn
  }

  /// Begins an hour.
  mutating func begin(_ hour: Double) {
    let slot = Self.slot(hour)
    (observed[slot], exposure[slot], seconds[slot], number[slot]) = (0, 0, 0, hour)
    last = hour
  }

  /// By how many hours the season has to be turned to fit; nil where it fits as it is.
  func turn(_ factors: [Double]) -> Int? {
    bestTurn(factors, fewest: ClockWatch.fewestHours, least: ClockWatch.leastEvidence)
  }

  /// The turn that the latest hours speak for, from whichever hour on they say most; nil where none fits
  /// better by the least evidence.
  fileprivate func bestTurn(_ factors: [Double], fewest: Int, least: Double) -> Int? {
    let seen = (0..<24)
      .filter { number[$0] > last - 24 && seconds[$0] >= 1800 && exposure[$0] > 0 }
      .sorted { number[$0] < number[$1] }
    guard seen.count >= fewest else { return nil }
    var best: (turn: Int, evidence: Double)?
    for first in 0...(seen.count - fewest) {
      let found = evidence(Array(seen[first...]), factors, least)
      if let found, found.evidence > best?.evidence ?? least { best = found }
    }
    return best?.turn
  }

  /// How much better than the season as it is, with the best step of the level, the better turn fits some
  /// hours; nil where that is certainly less than the least.
  private func evidence(
    _ seen: [Int], _ factors: [Double], _ least: Double
  ) -> (turn: Int, evidence: Double)? {
    let best = [1, -1].map { (turn: $0, fit: fit(seen, factors, by: $0)) }
      .max { $0.fit.likelihood < $1.fit.likelihood }
    guard let best else { return nil }
    let dispersion = max(1, best.fit.square / Double(seen.count - 1))
    // A step only makes the season as it is fit better, and takes long to be found.
    let atMost = best.fit.likelihood - fit(seen, factors, by: 0).likelihood
    guard atMost > least * dispersion else { return nil }
    return (best.turn, (best.fit.likelihood - fitOfStep(seen, factors)) / dispersion)
  }

  /// The logarithm of the likelihood of the season as it is, with the best step of the level within these
  /// hours: a level that changed at noon also makes a morning less than its evening.
  private func fitOfStep(_ seen: [Int], _ factors: [Double]) -> Double {
    let whole = fit(seen, factors, by: 0).likelihood
    return (1..<seen.count).reduce(whole) { best, split in
      let parts = [seen[..<split], seen[split...]]
      let likelihood = parts.reduce(0.0) { sum, part in
        part.contains { observed[$0] > 0 } ? sum + fit(Array(part), factors, by: 0).likelihood : sum
      }
      return max(best, likelihood)
    }
  }

  /// The logarithm of the likelihood of the hours' shares, and Pearson's sum of squares.
  private func fit(
    _ seen: [Int], _ factors: [Double], by hours: Int
  ) -> (likelihood: Double, square: Double) {
    let expected = seen.map { exposure[$0] * factors[($0 + hours + 24) % 24] }
    let all = seen.reduce(0) { $0 + observed[$1] }
    let scale = all / expected.reduce(0, +)
    var result = (likelihood: 0.0, square: 0.0)
    for (slot, mean) in zip(seen, expected) {
      let mean = max(mean * scale, 1e-9)
      result.likelihood += observed[slot] * log(mean)
      result.square += (observed[slot] - mean) * (observed[slot] - mean) / mean
    }
    return result
  }
}

extension ClockWatch.Hours: Snapshotting {
  /// The hours as they are kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    var numbers = observed + exposure + seconds + number + [last]
    try archive.values(&numbers)
    try archive.require(
      numbers.count == 97 && numbers.allSatisfy { abs($0) < 1e15 }, "holds hours of another form")
    guard archive.isReading else { return }
    observed = Array(numbers[0..<24])
    exposure = Array(numbers[24..<48])
    seconds = Array(numbers[48..<72])
    number = Array(numbers[72..<96])
    last = numbers[96]
  }
}

extension ClockWatch: Snapshotting {
  /// What has been seen of each subject, as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.table(&subjects, new: Hours())
  }
}
