import AccessLog
import Alerting
import Detection
import Dispatch
import Foundation
import Reporting
import Synchronization

/// Writes the checkpoints of a live run and finds the last one again.
///
/// The state is taken on the caller's thread, which costs what copying it costs; the disk is written by
/// a thread of its own, one checkpoint at a time. Sections that did not change since the last checkpoint
/// on the disk are not written again. The file `checkpoint` is replaced last, atomically: before that
/// moment the old checkpoint and everything that it points to is there, after it the new one.
public final class CheckpointStore {
  /// Names of the files of a checkpoint, as they begin.
  static let file = "checkpoint"
  static let sectionPrefix = "section-"
  static let modelPrefix = "learned-"

  /// What the writing costs, for the status and for deciding when to write.
  public struct Cost: Sendable, Hashable {
    /// Checkpoints on the disk since the start.
    public var written = 0
    /// Bytes of the last one, and of all.
    public var lastBytes = 0
    public var bytes = 0
    /// Seconds that the last one took of the run's own thread, and of the writing one's.
    public var takingSeconds = 0.0
    public var writingSeconds = 0.0
    /// Why the last one could not be written; nil if it could.
    public var problem: String?
  }

  let directory: StateDirectory
  private let queue = DispatchQueue(label: "tocsin.checkpoint")
  private let shared = Mutex(Shared())
  private let group = DispatchGroup()
  private var sizeHint = 1 << 16

  /// What both threads see.
  struct Shared {
    var cost = Cost()
    var isWriting = false
    var saved = Saved()
  }

  /// What the last checkpoint on the disk points to.
  struct Saved {
    var revisions: [Int?] = [nil, nil, nil, nil]
    var sections: [CheckpointContents.Section] = []
    var historyCount = 0
    var historyLength: Int64 = 0
    var serial = 0
  }

  /// A store in a directory.
  public init(_ directory: StateDirectory) { self.directory = directory }

  /// What the writing has cost so far.
  public var cost: Cost { shared.withLock { $0.cost } }
  /// True while a checkpoint is on its way to the disk.
  public var isBusy: Bool { shared.withLock { $0.isWriting } }

  /// Waits until nothing is on its way to the disk.
  public func flush() { group.wait() }

  /// Goes on behind what was loaded.
  func resume(_ saved: Saved) { shared.withLock { $0.saved = saved } }

  /// Takes a checkpoint and sends it to the disk.
  /// - Parameters:
  ///   - pipeline: The pipeline, exactly behind the lines that `positions` name.
  ///   - positions: The places in the logs.
  ///   - account: The account of all lines so far.
  ///   - model: The hash of the model in use, and its file where the run learned it.
  /// - Returns: False if the one before is still being written; nothing was taken then.
  @discardableResult
  public func save(
    _ pipeline: inout TrafficPipeline, positions: [UInt8], account: Accounting,
    model: (hash: String, file: String), settings: TrafficPipeline.Settings
  ) -> Bool {
    let before = shared.withLock { shared -> Saved? in
      guard !shared.isWriting else { return nil }
      shared.isWriting = true
      return shared.saved
    }
    guard let before else { return false }
    let start = ContinuousClock.now
    var contents = CheckpointContents(shape: StateShape(settings))
    (contents.account, contents.model, contents.modelFile) = (account, model.hash, model.file)
    contents.windows = take(.windows, of: &pipeline)
    sizeHint = contents.windows.count + 4096
    var image = CheckpointImage(contents: contents, positions: positions, before: before)
    for section in PipelineSection.allCases.dropFirst() {
      let revision = pipeline.revision(of: section)
      let isNew = before.revisions[section.rawValue] != revision
      image.add(section, revision: revision, bytes: isNew ? take(section, of: &pipeline) : nil)
    }
    image.historyCount = pipeline.historyCount
    if pipeline.historyCount > before.historyCount {
      var archive = SnapshotArchive()
      try? pipeline.snapshotHistory(from: before.historyCount, &archive)
      image.history = archive.bytes
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    shared.withLock { $0.cost.takingSeconds = seconds }
    send(image)
    return true
  }

  private func take(_ section: PipelineSection, of pipeline: inout TrafficPipeline) -> [UInt8] {
    var archive = SnapshotArchive(capacity: section == .windows ? sizeHint : 1 << 16)
    // Writing cannot fail.
    try? pipeline.snapshot(section, &archive)
    return archive.bytes
  }

  private func send(_ image: CheckpointImage) {
    let directory = directory
    nonisolated(unsafe) let store = self
    queue.async(group: group) {
      let start = ContinuousClock.now
      let result = Result { try image.write(to: directory) }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      store.shared.withLock { shared in
        shared.isWriting = false
        shared.cost.writingSeconds = seconds
        switch result {
        case .success(let (saved, bytes)):
          shared.saved = saved
          shared.cost.written += 1
          shared.cost.lastBytes = bytes
          shared.cost.bytes += bytes
          shared.cost.problem = nil
        case .failure(let problem): shared.cost.problem = "\(problem)"
        }
      }
    }
  }
}
