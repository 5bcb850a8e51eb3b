import AccessLog

/// Lines of a source that fit no format, by where among a batch's requests they stand: how many, and
/// the first of them. They name no time, so the requests around them have to.
public struct MalformedLines: Sendable, Hashable {
  /// Lines that stand together, or so near that they are of one time.
  public struct Group: Sendable, Hashable {
    /// The place, among the batch's requests, of the request behind the first of them.
    public var place: Int
    /// The time of the request before them; absent where there is none.
    public var time: Timestamp
    /// How many.
    public var count = 0
    /// The first ones, for evidence.
    public var lines: [KeptLine] = []
  }

  /// The lines in their order.
  public private(set) var groups: [Group] = []

  /// Requests apart by less are of one time to what counts such lines.
  static let nearMicroseconds: Int64 = 10_000_000

  /// None.
  public init() {}

  /// How many lines.
  public var count: Int { groups.reduce(0) { $0 + $1.count } }

  /// Takes a line in, and its text while there is room.
  /// - Parameters:
  ///   - place: The place of the request behind it.
  ///   - time: The time of the request before it; absent where there is none.
  public mutating func note(
    before place: Int, time: Timestamp, _ line: @autoclosure () -> KeptLine
  ) {
    if !isNear(place, time) { groups.append(Group(place: place, time: time)) }
    let last = groups.count - 1
    groups[last].count += 1
    if groups[last].lines.count < SourceTally.linesKept { groups[last].lines.append(line()) }
  }

  private func isNear(_ place: Int, _ time: Timestamp) -> Bool {
    guard let last = groups.last else { return false }
    if last.place == place { return true }
    guard !last.time.isAbsent, !time.isAbsent else { return false }
    return abs(time.microseconds &- last.time.microseconds) < Self.nearMicroseconds
  }

  /// Puts all lines before the first request of the next batch.
  public mutating func carryOver() {
    for index in groups.indices { groups[index].place = 0 }
  }
}
