import AccessLog
import Traffic

/// What single principals do day after day, where it is more than most do: the integration that
/// fetches two thousand orders, the backup that takes everything every night.
///
/// A habit is what a principal did on at least three days of the history (its third-largest day),
/// by level of window. Who stays within twice of it does nothing new, however much more it is than
/// others do. Three days, because an attacker has one or two before somebody looks. Two are enough for
/// what is as punctual as a schedule: within a quarter of an hour of the same time of day, and over
/// within an hour; chance does that once in fifty.
public struct Habits: Sendable, Codable, Hashable {
  /// The usual amounts of one principal in windows of one level.
  public struct Habit: Sendable, Codable, Hashable {
    /// Different objects of one endpoint.
    public var objects: Double
    /// Bytes received.
    public var bytes: Double
    /// Different pages.
    public var pages: Double
    /// Networks from which a user was served; nil in older models.
    public var networksSeen: Double?
    /// Networks from which a user was served.
    public var networks: Double { networksSeen ?? 0 }
  }

  /// Habits by level and principal, as "1 192.0.2.7".
  private var habits: [String: Habit] = [:]
  /// Days in the history; nil in older models.
  private var daysSeen: Int?

  /// The most habits kept: those of the largest amounts.
  public static let capacity = 4096
  static let days = 3

  /// No habits known.
  public init() {}

  /// False while there are too few days for anybody to have a habit: then what is done once may be
  /// what is done every night.
  public var couldBeKnown: Bool { (daysSeen ?? Self.days) >= Self.days }

  /// The habit of a principal in windows of a level, if it has one. O(1).
  public func habit(_ key: PrincipalKey, level: Int) -> Habit? {
    habits.isEmpty ? nil : habits[Self.name(key, level)]
  }

  /// Learns the habits in a history. O(records).
  /// - Parameter earlier: What was gathered of windows that are not among the records.
  static func learned(
    from records: [WindowRecord], after earlier: HabitLearner = HabitLearner()
  ) -> Habits {
    var learner = earlier
    for record in records { learner.take(record) }
    return learner.habits
  }

  /// The largest of all habits, by level and principal.
  /// - Parameter days: How many days the history has.
  init(_ all: [String: Habit], days: Int?) {
    daysSeen = days
    guard all.count > Self.capacity else {
      habits = all
      return
    }
    let largest = all.sorted {
      ($0.value.bytes, $0.value.objects, $0.key) > ($1.value.bytes, $1.value.objects, $1.key)
    }
    for (name, habit) in largest.prefix(Self.capacity) { habits[name] = habit }
  }

  /// What was done on three days at least, or on two like clockwork; nil where there were fewer.
  static func usual(_ days: [Day]) -> Habit? {
    guard days.count >= Self.days || (days.count == Self.days - 1 && isPunctual(days)) else {
      return nil
    }
    let place = min(days.count, Self.days) - 1
    return Habit(
      objects: days.map(\.most.objects).sorted(by: >)[place],
      bytes: days.map(\.most.bytes).sorted(by: >)[place],
      pages: days.map(\.most.pages).sorted(by: >)[place],
      networksSeen: days.map(\.most.networks).sorted(by: >)[place])
  }

  /// What a principal did on one day.
  struct Day {
    /// The most of each in a window.
    var most: Habit
    /// The starts of the first and the last window, in seconds since midnight (UTC).
    var first: Int64
    var last: Int64
  }

  /// Seconds by which a schedule may be late.
  static let punctuality: Int64 = 900
  /// Seconds within which what is scheduled is over.
  static let longestJob: Int64 = 3600

  private static func isPunctual(_ days: [Day]) -> Bool {
    let firsts = days.map(\.first)
    guard let least = firsts.min(), let most = firsts.max() else { return false }
    return most - least <= punctuality && days.allSatisfy { $0.last - $0.first <= longestJob }
  }

  /// How a principal is named in windows of a level.
  static func name(_ key: PrincipalKey, _ level: Int) -> String {
    "\(level) \(key.address)"
  }
}

extension Habits {
  /// Joins what another stretch of history has shown: who has a habit in both has the larger one.
  func merged(with other: Habits) -> Habits {
    let all = habits.merging(other.habits) { mine, theirs in
      Habit(
        objects: max(mine.objects, theirs.objects), bytes: max(mine.bytes, theirs.bytes),
        pages: max(mine.pages, theirs.pages), networksSeen: max(mine.networks, theirs.networks))
    }
    guard let mine = daysSeen, let theirs = other.daysSeen else { return Habits(all, days: nil) }
    return Habits(all, days: mine + theirs)
  }
}
