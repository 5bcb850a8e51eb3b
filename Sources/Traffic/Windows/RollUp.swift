import AccessLog

/// Builds the coarser windows (an hour, a day) of principals from the finer ones, so that what is
/// too slow for a minute is seen: the merge of the parts is the whole.
public struct RollUp: Sendable {
  private var levels: [Window?]
  private let lengths: [Int64]
  private let capacity: Int

  /// A roll-up for the coarser windows of the settings.
  public init(settings: WindowSettings) {
    lengths = settings.coarserSeconds
    levels = lengths.map { _ in nil }
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

  /// Closes what is open, at the end of the input, the finer first.
  public mutating func finish(closed: (Window, _ level: Int) -> Void) {
    for level in lengths.indices { close(level, closed) }
  }

  private mutating func merge(_ window: Window, into level: Int) {
    if levels[level] == nil {
      let start = window.start.floored(toSeconds: lengths[level])
      let end = Timestamp(microseconds: start.microseconds &+ lengths[level] &* 1_000_000)
      levels[level] = Window(start: start, end: end, principalCapacity: capacity)
    }
    levels[level]?.rollUp(window)
    // The hour is the longest window in which endpoints are looked at.
    if level == 0 { levels[level]?.rollUpEndpoints(window) }
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
