/// The zone that a log's times are in where they do not say it: offsets from UTC, and since when
/// each of them holds. A plain value without a calendar behind it, so that reading stays pure; what
/// knows the rules of the world's zones makes one (`Engine`, by Foundation).
public struct LogZone: Sendable, Hashable {
  /// A change of the clock.
  public struct Change: Sendable, Hashable {
    /// When it happens, in seconds since the epoch (UTC).
    public let moment: Int64
    /// The seconds east of UTC from then on.
    public let offset: Int64

    /// A change of the clock.
    public init(moment: Int64, offset: Int64) {
      self.moment = moment
      self.offset = offset
    }
  }

  /// What it is called: `Europe/Berlin`, `+02:00`.
  public let name: String
  private let first: Int64
  private let changes: [Change]

  /// A zone.
  /// - Parameters:
  ///   - offset: Seconds east of UTC before the first change.
  ///   - changes: The changes of the clock, in the order of their moments.
  public init(name: String, offset: Int64, changes: [Change] = []) {
    self.name = name
    self.first = offset
    self.changes = changes
  }

  /// A fixed zone from its text: `+02:00`, `-0330`, `+01`, `Z`, `UTC`; nil for anything else.
  public init?(offset text: String) {
    let bytes = Array(text.utf8)
    guard let found = bytes.span.bytes.zoneOffset(from: 0, to: bytes.count),
      found.end == bytes.count, abs(found.seconds) <= 18 * 3600
    else { return nil }
    self.init(name: text, offset: found.seconds)
  }

  /// The moment of a local time. O(log changes).
  ///
  /// Where the clock was put back an hour comes twice: it is the first of the two, unless the log
  /// had got further than that by ten minutes, for its lines are in order. Where the clock was put
  /// forward an hour is left out: a time in it is read by the offset before the change, as
  /// Foundation does.
  /// - Parameters:
  ///   - local: The time as if it were UTC.
  ///   - last: The moment of the line before; absent at the beginning.
  func moment(local: Timestamp, after last: Timestamp = .absent) -> Timestamp {
    let seconds = local.seconds
    // The offsets that hold within a day of the time: all that can matter.
    var index = firstChange(after: seconds - 86_400)
    var offset = index == 0 ? first : changes[index - 1].offset
    var found = reading(local, offset)
    while index < changes.count, changes[index].moment <= seconds + 86_400 {
      let change = changes[index]
      let later = reading(local, change.offset)
      let isBefore = found.seconds < change.moment
      let isBehind = later.seconds >= change.moment
      if isBehind, !isBefore || LogZone.isBehind(found, last) { found = later }
      offset = change.offset
      index += 1
    }
    return found
  }

  private func reading(_ local: Timestamp, _ offset: Int64) -> Timestamp {
    Timestamp(microseconds: local.microseconds &- offset &* 1_000_000)
  }

  /// True if the log had got ten minutes further than a moment: then it is the hour's second pass.
  /// (Less, and a line is only late, as those of long requests are that are logged by their start.)
  private static func isBehind(_ moment: Timestamp, _ last: Timestamp) -> Bool {
    !last.isAbsent && last.microseconds &- moment.microseconds > 600_000_000
  }

  /// The index of the first change behind a moment.
  private func firstChange(after moment: Int64) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].moment <= moment { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// What the times of a log left unsaid, and the reader had to take from elsewhere.
public struct TimeAssumptions: OptionSet, Sendable, Hashable {
  /// One bit for each.
  public let rawValue: UInt8

  /// A set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Times without a year: it was taken from the reference date.
  public static let year = TimeAssumptions(rawValue: 1)
  /// Times without a zone: the one of the settings was taken, else UTC.
  public static let zone = TimeAssumptions(rawValue: 2)
}
