import AccessLog
import Traffic

/// Gathers what single principals do on each day of a history, for `Habits`: 56 bytes for a principal
/// and a day, so that a live run need not keep all their windows for two weeks.
struct HabitLearner: Sendable {
  private struct Name: Hashable {
    var level: Int
    var key: PrincipalKey
  }

  private var days: [Name: [Int64: Habits.Day]] = [:]
  /// The days of the history.
  private var seen: Set<Int64> = []

  /// The most principals kept, four times as many as there can be habits; whoever comes later has none.
  static let capacity = 4 * Habits.capacity

  /// Takes the principals of a window in. O(suspects).
  mutating func take(_ record: WindowRecord) {
    let day = record.span.start.seconds / 86_400
    seen.insert(day)
    let floors = Floors.of(level: record.level)
    for suspect in record.suspects where !suspect.tally.provesIntent {
      guard Self.isMuch(suspect.aggregate, floors) else { continue }
      let name = Name(level: record.level, key: suspect.aggregate.key)
      guard days[name] != nil || days.count < Self.capacity else { continue }
      let second = record.span.start.seconds - day * 86_400
      days[name, default: [:]][day, default: Habits.Day(at: second)]
        .rise(to: suspect.aggregate, at: second)
    }
  }

  /// Who does no more than most needs no habit.
  private static func isMuch(_ aggregate: PrincipalAggregate, _ floors: Floors) -> Bool {
    aggregate.bytes >= floors.bytes || aggregate.key.isUser
      || Int(aggregate.requests) >= floors.requests
      || aggregate.walks.widest.objects.estimate >= floors.objects
  }

  /// The habits in what was gathered.
  var habits: Habits {
    var all: [String: Habits.Habit] = [:]
    for (name, days) in days {
      all[Habits.name(name.key, name.level)] = Habits.usual(Array(days.values))
    }
    return Habits(all, days: seen.count)
  }
}

extension Habits.Day {
  /// Nothing done yet.
  fileprivate init(at second: Int64) {
    self.init(most: Habits.Habit(objects: 0, bytes: 0, pages: 0), first: second, last: second)
  }

  /// Takes the larger of what is known and what a window shows.
  fileprivate mutating func rise(to aggregate: PrincipalAggregate, at second: Int64) {
    first = min(first, second)
    last = max(last, second)
    most.objects = max(most.objects, Double(aggregate.walks.widest.objects.estimate))
    most.bytes = max(most.bytes, Double(aggregate.bytes))
    most.pages = max(most.pages, Double(aggregate.differentPages))
    most.networksSeen = max(
      most.networks, Double(BitmapCounter.estimate(of64: aggregate.parties)))
  }
}

extension HabitLearner: Snapshotting {
  /// One principal's day as it is written.
  private struct Entry: PlainData {
    var key: PrincipalKey
    var level: Int
    var day: Int64
    var objects: Double
    var bytes: Double
    var pages: Double
    var networks: Double
    var first: Int64
    var last: Int64
  }

  /// What was gathered so far, as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    var entries = archive.isReading ? [] : entries
    try archive.values(&entries)
    var seen = self.seen.sorted()
    try archive.values(&seen)
    guard archive.isReading else { return }
    self.seen = Set(seen)
    for entry in entries {
      let most = Habits.Habit(
        objects: entry.objects, bytes: entry.bytes, pages: entry.pages,
        networksSeen: entry.networks)
      days[Name(level: entry.level, key: entry.key), default: [:]][entry.day] = Habits.Day(
        most: most, first: entry.first, last: entry.last)
    }
    try archive.require(days.count <= Self.capacity, "holds too many habits")
  }

  /// All days in a fixed order.
  private var entries: [Entry] {
    days.flatMap { name, days in
      days.map { day, done in
        Entry(
          key: name.key, level: name.level, day: day, objects: done.most.objects,
          bytes: done.most.bytes, pages: done.most.pages, networks: done.most.networks,
          first: done.first, last: done.last)
      }
    }.sorted { ($0.level, $0.key, $0.day) < ($1.level, $1.key, $1.day) }
  }
}
