import AccessLog
import Reporting

/// What the second block of a checkpoint says: the account, the model, the open windows, and which
/// files hold the sections that change more seldom.
struct CheckpointContents: Snapshotting {
  /// A section in a file of its own.
  struct Section: Snapshotting {
    var name = ""
    var length = 0
    var sum: UInt64 = 0

    mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
      try archive.text(&name)
      try archive.value(&length)
      try archive.value(&sum)
    }
  }

  var shape: StateShape
  /// The account of all lines so far.
  var account = Accounting()
  /// The hash of the model in use; empty where there was none.
  var model = ""
  /// The file of the model, where the run learned it itself; empty otherwise.
  var modelFile = ""
  /// The windows section.
  var windows: [UInt8] = []
  /// The other sections, in the order of `PipelineSection`.
  var sections: [Section] = []
  /// How many windows of history were gathered, and in how many bytes of the history file they are.
  var historyCount = 0
  var historyLength: Int64 = 0

  init(shape: StateShape) { self.shape = shape }

  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    let own = shape
    try shape.snapshot(&archive)
    if archive.isReading, let obstacle = shape.obstacle(to: own) {
      throw SnapshotError(obstacle)
    }
    try archive.value(&account.lines)
    try archive.value(&account.requests)
    try archive.value(&account.skipped)
    try archive.value(&account.malformed)
    try archive.text(&model)
    try archive.text(&modelFile)
    try archive.values(&windows)
    try archive.parts(&sections, new: Section())
    try archive.value(&historyCount)
    try archive.value(&historyLength)
  }
}
