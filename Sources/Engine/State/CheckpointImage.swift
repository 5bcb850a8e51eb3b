import AccessLog
import Alerting

/// A checkpoint that was taken and is to be written: what is new, and what of the one before still
/// holds.
struct CheckpointImage: Sendable {
  private var contents: CheckpointContents
  private let positions: [UInt8]
  private let before: CheckpointStore.Saved
  private var revisions: [Int?] = [nil]
  private var new: [(name: String, bytes: [UInt8])] = []
  /// The windows of history that were gathered since, as bytes, and how many there are in all.
  var history: [UInt8] = []
  var historyCount = 0

  init(contents: CheckpointContents, positions: [UInt8], before: CheckpointStore.Saved) {
    self.contents = contents
    self.positions = positions
    self.before = before
  }

  /// Notes a section; without bytes it stands as it stood.
  mutating func add(_ section: PipelineSection, revision: Int, bytes: [UInt8]?) {
    revisions.append(revision)
    guard let bytes else {
      contents.sections.append(before.sections[section.rawValue - 1])
      return
    }
    let name = "\(CheckpointStore.sectionPrefix)\(section)-\(before.serial + 1)"
    contents.sections.append(
      CheckpointContents.Section(
        name: name, length: bytes.count, sum: CheckpointFile.checksum(bytes)))
    new.append((name, bytes))
  }

  /// Writes it: the parts first, then the file that points to them; what nothing points to any more is
  /// removed.
  /// - Returns: What is on the disk now, and how many bytes were written.
  func write(
    to directory: StateDirectory
  ) throws(StateProblem) -> (CheckpointStore.Saved, Int) {
    var contents = contents
    var bytes = 0
    for part in new {
      try replace(part.bytes, directory.file(part.name))
      bytes += part.bytes.count
    }
    // What was gathered was dropped as a whole (learned from): begin anew.
    let isContinued = historyCount >= before.historyCount
    contents.historyCount = historyCount
    contents.historyLength = isContinued ? before.historyLength : 0
    if historyCount > 0 {
      contents.historyLength = try HistoryFile(directory).write(
        history, at: contents.historyLength)
      bytes += history.count
    }
    var archive = SnapshotArchive(capacity: contents.windows.count + 4096)
    // Writing cannot fail.
    try? contents.snapshot(&archive)
    let file = CheckpointFile(positions: positions, pipeline: archive.bytes).bytes()
    try replace(file, directory.file(CheckpointStore.file))
    removeOld(directory, contents)
    var saved = CheckpointStore.Saved()
    saved.revisions = revisions
    saved.sections = contents.sections
    (saved.historyCount, saved.historyLength) = (historyCount, contents.historyLength)
    saved.serial = before.serial + 1
    return (saved, bytes + file.count)
  }

  private func replace(_ bytes: [UInt8], _ path: String) throws(StateProblem) {
    do throws(Outbox.Failure) {
      try SmallFile.replace(bytes, at: path)
    } catch {
      throw .notWritten(error.description)
    }
  }

  private func removeOld(_ directory: StateDirectory, _ contents: CheckpointContents) {
    let used = Set(contents.sections.map(\.name) + [contents.modelFile])
    for name in directory.names(beginning: CheckpointStore.sectionPrefix)
      + directory.names(beginning: CheckpointStore.modelPrefix) where !used.contains(name)
    {
      directory.remove(name)
    }
    if historyCount == 0 { directory.remove(HistoryFile.name) }
  }
}
