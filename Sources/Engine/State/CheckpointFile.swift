import AccessLog
import Traffic

/// The checkpoint as bytes: a line that says what it is, then two blocks, each with its length and
/// checksum. The first holds the places in the logs, in a form that lasts; the second the state of the
/// pipeline, in a form that another version of the program may not know. So an update of the program
/// never loses its place.
struct CheckpointFile: Equatable {
  /// The first line.
  static let magic = Array("tocsin.state/1\n".utf8)

  /// The places in the logs.
  var positions: [UInt8]
  /// The pipeline, and which files hold the rest of it.
  var pipeline: [UInt8]

  /// The file's bytes. O(n).
  func bytes() -> [UInt8] {
    var archive = SnapshotArchive(capacity: positions.count + pipeline.count + 64)
    for block in [positions, pipeline] {
      var (block, sum) = (block, Self.checksum(block))
      // Writing cannot fail.
      try? archive.value(&sum)
      try? archive.values(&block)
    }
    return Self.magic + archive.bytes
  }

  init(positions: [UInt8], pipeline: [UInt8]) {
    self.positions = positions
    self.pipeline = pipeline
  }

  /// Takes a file apart.
  /// - Throws: `SnapshotError` where it is none, or is damaged.
  init(_ bytes: [UInt8]) throws(SnapshotError) {
    guard bytes.starts(with: Self.magic) else {
      throw SnapshotError("is no checkpoint of this program")
    }
    var archive = SnapshotArchive(reading: Array(bytes.dropFirst(Self.magic.count)))
    positions = try Self.block(&archive)
    pipeline = try Self.block(&archive)
    try archive.finish()
  }

  private static func block(_ archive: inout SnapshotArchive) throws(SnapshotError) -> [UInt8] {
    var sum: UInt64 = 0
    var block: [UInt8] = []
    try archive.value(&sum)
    try archive.values(&block)
    guard checksum(block) == sum else { throw SnapshotError("is damaged: a checksum does not fit") }
    return block
  }

  /// The checksum of a block or a section. O(n).
  static func checksum(_ bytes: [UInt8]) -> UInt64 {
    ByteHash.hash(bytes.span.bytes, 0..<bytes.count)
  }
}
