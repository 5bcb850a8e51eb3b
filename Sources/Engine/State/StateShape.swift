import AccessLog
import Detection
import Traffic

/// What must be the same in the program and settings that wrote a state and in those that read it.
struct StateShape: Snapshotting, Equatable {
  private var version = SnapshotArchive.version
  private var layout: UInt64 = StateShape.layout
  private var lengths: [Int64]

  /// The shape of this program under the settings.
  init(_ settings: TrafficPipeline.Settings) {
    lengths = [settings.windows.windowSeconds] + settings.windows.coarserSeconds
  }

  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&version)
    try archive.value(&layout)
    try archive.values(&lengths)
  }

  /// Why a state of this shape cannot be read by a program of another, as a phrase that completes
  /// "the state …"; nil if it can.
  func obstacle(to other: StateShape) -> String? {
    if version != other.version || layout != other.layout {
      return "was written by another version of tocsin"
    }
    guard lengths != other.lengths, let seconds = lengths.first else { return nil }
    return "was made with windows of \(seconds) s"
  }

  /// A hash of how the values lie in memory that are written as they lie there.
  private static let layout: UInt64 = {
    let strides = [
      MemoryLayout<Int>.stride, MemoryLayout<PrincipalAggregate>.stride,
      MemoryLayout<SignTally>.stride, MemoryLayout<MajorityVote>.stride,
      MemoryLayout<HeavyHitters.Entry>.stride, MemoryLayout<RunTally.Stretch>.stride,
      MemoryLayout<StatusTally>.stride, MemoryLayout<TimeSpan>.stride, 1.littleEndian,
    ]
    return strides.reduce(0x746f_6373_696e) { ByteHash.mix($0, UInt64($1)) }
  }()
}
