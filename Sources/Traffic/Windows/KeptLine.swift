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

/// The places of up to three evidence lines on a shelf.
public struct EvidencePlaces: Sendable, Hashable {
  private var places = SIMD4<Int32>(repeating: -1)
  /// How many are kept.
  public private(set) var count: Int32 = 0

  /// True while there is room for another line.
  @inline(__always)
  public var hasRoom: Bool { count < 3 }

  /// Notes a place; −1 is ignored.
  mutating func note(_ place: Int32) {
    guard place >= 0, hasRoom else { return }
    places[Int(count)] = place
    count += 1
  }

  /// The lines, looked up on their shelf.
  public func lines(on shelf: EvidenceShelf) -> [KeptLine] {
    (0..<Int(count)).map { shelf.lines[Int(places[$0])] }
  }
}
