import AccessLog

/// What came from each source in a window: requests, and lines that are none. A handful of sources
/// is read at a time; beyond `capacity` further ones are counted for the last.
public struct SourceTally: Sendable, Hashable {
  /// What came from one source.
  public struct Entry: Sendable, Hashable {
    /// The number of the source.
    public var source: UInt16
    /// Requests.
    public var requests: UInt32 = 0
    /// Lines that fit no format.
    public var malformed: UInt32 = 0
    /// The first of these.
    public var lines: [KeptLine] = []
  }

  /// The sources, in the order in which they were first seen.
  public private(set) var entries: [Entry] = []
  private var current = 0

  /// The most sources told apart in a window.
  static let capacity = 1024
  /// The most malformed lines kept of a source.
  public static let linesKept = 3

  /// Nothing from anywhere.
  public init() {}

  /// Counts a request. O(1) while they come from the same source.
  @inline(__always)
  mutating func count(_ source: UInt16) {
    if current < entries.count, entries[current].source == source {
      entries[current].requests &+= 1
    } else {
      select(source)
      entries[current].requests &+= 1
    }
  }

  /// Counts malformed lines. O(sources).
  mutating func count(malformed: Int, lines: [KeptLine], of source: UInt16) {
    select(source)
    entries[current].malformed &+= UInt32(truncatingIfNeeded: malformed)
    let room = Self.linesKept - entries[current].lines.count
    entries[current].lines += lines.prefix(max(room, 0))
  }

  private mutating func select(_ source: UInt16) {
    if let place = entries.firstIndex(where: { $0.source == source }) {
      current = place
    } else if entries.count < Self.capacity {
      entries.append(Entry(source: source))
      current = entries.count - 1
    }
  }
}

extension SourceTally: Snapshotting {
  /// The counts as they are kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.parts(&entries, new: Entry(source: 0))
    current = 0
  }
}

extension SourceTally.Entry: Snapshotting {
  /// The counts as they are kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&source)
    try archive.value(&requests)
    try archive.value(&malformed)
    try archive.parts(&lines, new: KeptLine.blank)
  }

  /// Nothing from a source yet.
  public init(source: UInt16) { self.source = source }
}
