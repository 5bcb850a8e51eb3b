import AccessLog

/// Where the following of logs stands: everything needed to go on after a restart, so that no line
/// is read twice and none is left out.
///
/// It describes exactly the batches that were handed out. A file is known by what is in it, not by its
/// name: rotation renames, copies and compresses.
public struct TailCheckpoint: Codable, Sendable, Hashable {
  /// The version of this format.
  public var version = 1
  /// The words that the logs were named by: what turns up under one of them later is read from its
  /// beginning.
  public var patterns: [String] = []
  /// The logs, each with its rotated files.
  public var logs: [TailedLog] = []

  /// Nothing followed yet.
  public init() {}
}

/// A log with its rotated predecessors, as far as they matter.
public struct TailedLog: Codable, Sendable, Hashable {
  /// The path without rotation and compression.
  public var family: String
  /// The latest time of modification seen in it (nanoseconds since 1970): unknown files that are
  /// older were there before.
  public var modified: Int64
  /// The files, the oldest first.
  public var files: [TailPosition]
}

/// How far one file has been handed out.
public struct TailPosition: Codable, Sendable, Hashable {
  /// Where the file was last seen.
  public var path: String
  /// What that links to, where it is a link.
  public var target: String?
  /// The device that it is on.
  public var device: UInt64
  /// Its number there.
  public var inode: UInt64
  /// The print of its first bytes.
  var head: ContentPrint
  /// The byte at which reading goes on, after decompression.
  public var offset: Int64
  /// Lines before it.
  public var line: Int64
  /// The print of the bytes before that offset.
  var anchor: ContentPrint
  /// True if the offset lies in a line that is too long, whose rest is to be dropped.
  var isInsideLine: Bool
  /// The format; nil if it is not known, or the user named it.
  var format: DetectedFormat?
  /// True if the format was found from as many lines as detection looks at.
  var isSettled: Bool
  /// The header line (`#Fields`) in force.
  var header: [UInt8]
  /// True if the file was read to its end and nothing more is expected.
  public var isFinished: Bool
}

/// What a stretch of bytes is recognised by: its length and a hash.
struct ContentPrint: Codable, Sendable, Hashable {
  var length: Int
  var hash: UInt64

  /// The print of bytes. O(n).
  init(_ bytes: some Collection<UInt8>) {
    self = ContentPrint(Array(bytes), length: bytes.count)
  }

  private init(_ bytes: [UInt8], length: Int) {
    self.length = length
    hash = ContentPrint.hash(bytes, length)
  }

  /// True if the bytes begin with what the print was taken of.
  func begins(_ bytes: [UInt8]) -> Bool {
    bytes.count >= length && ContentPrint.hash(bytes, length) == hash
  }

  /// FNV-1a (Fowler, Noll, Vo; RFC 9923): what it tells apart are logs, not forgeries; who can write
  /// a log can write anything into it.
  private static func hash(_ bytes: [UInt8], _ length: Int) -> UInt64 {
    var state: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in 0..<length {
      state = (state ^ UInt64(bytes[index])) &* 0x100_0000_01b3
    }
    return state
  }
}
