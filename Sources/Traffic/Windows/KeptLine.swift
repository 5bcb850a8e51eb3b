import AccessLog

/// A log line kept as evidence: where it stands, and its bytes.
public struct KeptLine: Sendable, Hashable {
  /// The number of the source that it came from.
  public var source: UInt16
  /// Line number in the source, from 1.
  public var lineNumber: Int64
  /// Byte offset in the source.
  public var offset: Int64
  /// The line, cut to `longest` bytes.
  public var text: [UInt8]

  /// A kept line.
  public init(source: UInt16, lineNumber: Int64, offset: Int64, text: [UInt8]) {
    self.source = source
    self.lineNumber = lineNumber
    self.offset = offset
    self.text = text
  }

  /// Longer lines are cut here: enough for any headline request, short enough for a page.
  public static let longest = 1024
}

/// The evidence lines of one window, in the order of the log. Bounded by `capacity`.
public struct EvidenceShelf: Sendable {
  /// The most lines kept in one window.
  public static let capacity = 20_000
  /// The lines.
  public private(set) var lines: [KeptLine] = []

  /// Keeps a line and answers its place, or −1 where there is no room. O(length).
  mutating func keep(_ line: KeptLine) -> Int32 {
    guard lines.count < Self.capacity else { return -1 }
    lines.append(line)
    return Int32(lines.count - 1)
  }
}

/// The places of up to three evidence lines on a shelf, in sixteen bytes.
public struct EvidencePlaces: Sendable, Hashable {
  /// Three places, and how many of them are taken.
  private var lanes = SIMD4<Int32>.zero

  /// How many are kept.
  public var count: Int { Int(lanes[3]) }

  /// True while there is room for another line.
  @inline(__always)
  public var hasRoom: Bool { lanes[3] < 3 }

  /// Notes a place; −1 is ignored.
  mutating func note(_ place: Int32) {
    guard place >= 0, hasRoom else { return }
    lanes[Int(lanes[3])] = place
    lanes[3] += 1
  }

  /// The lines, looked up on their shelf.
  public func lines(on shelf: EvidenceShelf) -> [KeptLine] {
    (0..<count).map { shelf.lines[Int(lanes[$0])] }
  }
}

extension KeptLine: Snapshotting {
  /// The line as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&source)
    try archive.value(&lineNumber)
    try archive.value(&offset)
    try archive.values(&text)
  }

  /// A line to be filled from an archive.
  public static var blank: KeptLine { KeptLine(source: 0, lineNumber: 0, offset: 0, text: []) }
}

extension EvidenceShelf: Snapshotting {
  /// The lines as they are kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.parts(&lines, new: KeptLine.blank)
  }
}

extension EvidencePlaces: PlainData {
  /// True if all places are on a shelf of so many lines.
  func fits(_ count: Int) -> Bool {
    (0...3).contains(self.count)
      && (0..<self.count).allSatisfy { 0 <= lanes[$0] && lanes[$0] < count }
  }
}
