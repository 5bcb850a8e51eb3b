import Foundation

/// How many false alarms a week are bearable, turned into the surprise an alarm takes.
///
/// If every test rings with probability p on clean data, n tests a week ring n·p times on average
/// (whether or not they depend on each other). So p = alarms/n, and the threshold is
/// log10(n/alarms): the expected number is controlled, as Bonferroni's correction controls the
/// chance of any. It assumes the surprises are honest; conservative tails make it quieter still.
public struct AlarmBudget: Sendable, Codable, Hashable {
  /// Bearable false alarms a week, over everything that may ring.
  public var perWeek: Double

  /// A budget; anything not above zero becomes one in a thousand weeks.
  public init(perWeek: Double) { self.perWeek = perWeek > 0.001 ? perWeek : 0.001 }

  /// The surprise from which a family of tests may ring: its share of the budget (0 … 1, all
  /// families' shares adding up to at most 1) spread over its tests a week. Never below 0. O(1).
  public func threshold(testsPerWeek: Double, share: Double = 1) -> Double {
    let alarms = perWeek * min(1, max(1e-6, share))
    guard testsPerWeek > alarms else { return 0 }
    return min(Surprise.maximum, log10(testsPerWeek / alarms))
  }

  /// How many windows of a length there are in a week.
  public static func windowsPerWeek(seconds: Double) -> Double {
    seconds > 0 ? 604_800 / seconds : 0
  }
}
