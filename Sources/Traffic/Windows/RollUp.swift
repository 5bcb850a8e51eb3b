import AccessLog

/// Builds the coarser windows (an hour, a day) of principals from the finer ones, so that what is
/// too slow for a minute is seen: the merge of the parts is the whole.
public struct RollUp: Sendable {
  private var levels: [Window?]
  /// By level, where the aggregates of the window merged last stand in the coarser window.
  private var lastPlaces: [[Int32]]
  private let lengths: [Int64]
  private let capacity: Int
  /// The finest of the coarser windows that was closed last, kept for its memory.
  private var spare: Window?

  /// A roll-up for the coarser windows of the settings.
  public init(settings: WindowSettings) {
    lengths = settings.coarserSeconds
    levels = lengths.map { _ in nil }
    lastPlaces = lengths.map { _ in [] }
    capacity = settings.principalCapacity
  }

  /// Takes the next finest window in; windows come in the order of time. Amortised O(principals).
  /// - Parameter closed: Called with each coarser window that is complete, and its level from 1.
  public mutating func add(
    _ window: Window, closed: (Window, _ level: Int) -> Void
  ) {
    for level in lengths.indices { closeIfPast(level, window.start, closed) }
    guard !lengths.isEmpty else { return }
    merge(window, into: 0)
  }

  /// Closes the coarser windows that end by a moment before which nothing more can come.
  public mutating func advance(
    to settled: Timestamp, closed: (Window, _ level: Int) -> Void
  ) {
    for level in lengths.indices { closeIfPast(level, settled, closed) }
  }

  /// Closes what is open, at the end of the input, the finer first.
  public mutating func finish(closed: (Window, _ level: Int) -> Void) {
    for level in lengths.indices { close(level, closed) }
  }

  private mutating func merge(_ window: Window, into level: Int) {
    if levels[level] == nil {
      let start = window.start.floored(toSeconds: lengths[level])
      let end = Timestamp(microseconds: start.microseconds &+ lengths[level] &* 1_000_000)
      levels[level] = makeWindow(level, start, end)
    }
    let places = levels[level]?.rollUp(window) ?? []
    lastPlaces[level] = places
    guard level == 0 else { return }
    joinRuns(window)
    // The hour is the longest window in which endpoints are looked at.
    levels[level]?.rollUpEndpoints(window)
  }

  private mutating func makeWindow(_ level: Int, _ start: Timestamp, _ end: Timestamp) -> Window {
    guard level == 0, var window = spare.take() else {
      return Window(start: start, end: end, principalCapacity: capacity)
    }
    window.reset(start: start, end: end)
    return window
  }

  /// Takes a window back that is done with, to use its memory again: of the finest level only, which
  /// comes most often.
  public mutating func recycle(_ window: consuming Window, level: Int) {
    if level == 1 { spare = consume window }
  }

  /// A run of refused log-ins goes on over the end of an hour: what the day so far knows of it is
  /// joined to the first success of this hour.
  private mutating func joinRuns(_ window: Window) {
    for (run, place) in runs(before: window) { levels[0]?.joinRun(of: run, at: place) }
  }

  /// The runs of refusals that the day so far knows of those whose first successes of the hour are in a
  /// window, and their places in the hour.
  private func runs(before window: Window) -> [(run: UInt32, place: Int)] {
    guard levels.count > 1, let day = levels[1], let hour = levels[0] else { return [] }
    let (aggregates, hours) = (window.principals.aggregates, hour.principals.aggregates)
    var runs: [(run: UInt32, place: Int)] = []
    for (index, place) in lastPlaces[0].enumerated() where place >= 0 {
      let successes = aggregates[index].succeededLogIns
      guard successes > 0, hours[Int(place)].succeededLogIns == successes,
        let run = day.principals.aggregate(of: aggregates[index].key)?.failuresInARow, run > 0
      else { continue }
      runs.append((run, Int(place)))
    }
    return runs
  }

  /// A coarser window as it stands, and the places of those among the principals merged last whose
  /// evidence has risen enough to be judged before the window ends.
  ///
  /// Counts only grow within a window, so a threshold that is passed now would also be passed at its
  /// end: judging early rings sooner and not more often. A principal is judged at weight 1 and then
  /// whenever its weight has grown by half, so that at most a dozen or two judgements a window are
  /// spent on it. O(principals of the last window).
  /// - Parameters:
  ///   - level: From 1, for the finest of the coarser windows.
  ///   - weight: The evidence against a principal, 1 where it begins to matter.
  public mutating func rising(
    level: Int, by weight: (PrincipalAggregate) -> Float
  ) -> (window: Window, places: [Int])? {
    guard (1...levels.count).contains(level) else { return nil }
    let level = level - 1
    let risen = risen(level, by: weight)
    for (place, now) in risen { levels[level]?.noteJudged(now, at: place) }
    guard !risen.isEmpty, let window = levels[level] else { return nil }
    return (window, risen.map(\.place))
  }

  /// Those whose evidence has risen enough, with what it is now. The window is read here and changed
  /// behind, so that it is looked up once and never copied.
  private func risen(
    _ level: Int, by weight: (PrincipalAggregate) -> Float
  ) -> [(place: Int, now: Float)] {
    guard let aggregates = levels[level]?.principals.aggregates else { return [] }
    var risen: [(place: Int, now: Float)] = []
    for place in lastPlaces[level].lazy.map(Int.init)
    where aggregates.indices.contains(place)
      && Self.couldRise(aggregates[place].requests, aggregates[place].bytes)
    {
      let now = weight(aggregates[place])
      guard now >= 1, now >= 1.5 * aggregates[place].judgedWeight else { continue }
      risen.append((place, now))
    }
    return risen
  }

  /// Most principals of an hour did next to nothing, and need no thought.
  @inline(__always)
  private static func couldRise(_ requests: UInt32, _ bytes: UInt64) -> Bool {
    requests >= 5 || bytes >= 1 << 20
  }

  /// Closes a level once the finest window lies behind it. The finer come first: what they hold
  /// belongs to the coarser window, which may only come about (and be over) by it.
  private mutating func closeIfPast(
    _ level: Int, _ start: Timestamp, _ closed: (Window, _ level: Int) -> Void
  ) {
    guard let end = levels[level]?.end, end <= start else { return }
    close(level, closed)
  }

  private mutating func close(
    _ level: Int, _ closed: (Window, _ level: Int) -> Void
  ) {
    guard let window = levels[level] else { return }
    levels[level] = nil
    closed(window, level + 1)
    if level + 1 < lengths.count { merge(window, into: level + 1) }
  }
}

extension RollUp: Snapshotting {
  /// The coarser windows as they are kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    for level in levels.indices { try snapshot(level: level, &archive) }
  }

  /// One of the coarser windows. The coarser, the more seldom it changes.
  /// - Parameter level: From 0, for the finest of them.
  public mutating func snapshot(
    level: Int, _ archive: inout SnapshotArchive
  ) throws(SnapshotError) {
    let absent = Timestamp.absent
    try archive.optional(
      &levels[level], new: Window(start: absent, end: absent, principalCapacity: capacity))
  }
}
