import AccessLog
import Alerting
import Detection
import Foundation
import Reporting

/// What was found in a state directory.
public enum FoundState {
  /// Nothing: this is a first start.
  case nothing
  /// A run to go on with.
  case run(SavedRun)
  /// The files cannot be used and were moved aside.
  /// - Parameters:
  ///   - sentence: What is wrong, and what happens now.
  ///   - positions: The places in the logs, where those at least could be read.
  case unusable(sentence: String, positions: [UInt8]?)
}

/// A run as it was when its last checkpoint was taken.
public struct SavedRun {
  /// The pipeline.
  public var pipeline: TrafficPipeline
  /// The places in the logs.
  public var positions: [UInt8]
  /// The account of all lines so far; late ones are the pipeline's to know.
  public var account: Accounting
  /// The model in use, where there was one.
  public var model: ModelFile?
  /// The file of the model in the state directory, where the run learned it itself.
  public var modelFile: String
  /// What the user should know, as a sentence; nil if all is as it was.
  public var note: String?
}

extension CheckpointStore {
  /// Looks for the last checkpoint.
  /// - Parameters:
  ///   - settings: How traffic is counted and judged.
  ///   - model: The model that the user gave; nil to take the one that the run had learned.
  ///   - stamp: Seconds since 1970, for the name of a folder that damaged files are moved to.
  public func load(
    _ settings: TrafficPipeline.Settings, model: ModelFile?, stamp: Int64
  ) -> FoundState {
    guard let bytes = directory.read(Self.file) else { return .nothing }
    let file: CheckpointFile
    do throws(SnapshotError) { file = try CheckpointFile(bytes) } catch {
      return setAside(error, positions: nil, stamp)
    }
    do throws(SnapshotError) {
      var contents = CheckpointContents(shape: StateShape(settings))
      var archive = SnapshotArchive(reading: file.pipeline)
      try contents.snapshot(&archive)
      try archive.finish()
      return .run(try restore(contents, file.positions, settings, model))
    } catch {
      return setAside(error, positions: file.positions, stamp)
    }
  }

  private func setAside(
    _ error: SnapshotError, positions: [UInt8]?, _ stamp: Int64
  ) -> FoundState {
    // Models that were learned stay where they are: they have a form of their own.
    let names =
      [Self.file, HistoryFile.name] + directory.names(beginning: Self.sectionPrefix)
    let folder = directory.moveAside(names, stamp: stamp)
    let rest =
      positions == nil
      ? "Reading begins anew at the beginning of the logs"
      : "Reading goes on where it stopped, with new windows and incidents"
    return .unusable(
      sentence: "The state in \(PrintableText.make(directory.path)) \(error.description). \(rest);"
        + " the old files are in \(PrintableText.make(folder)).", positions: positions)
  }

  private func restore(
    _ contents: CheckpointContents, _ positions: [UInt8], _ settings: TrafficPipeline.Settings,
    _ given: ModelFile?
  ) throws(SnapshotError) -> SavedRun {
    let model = try model(contents, given)
    let isSameModel = (model?.hash ?? "") == contents.model
    var pipeline = TrafficPipeline(model: model?.model, settings: settings)
    try read(.windows, contents.windows, &pipeline)
    for (section, part) in zip(PipelineSection.allCases.dropFirst(), contents.sections)
    where section != .judging || isSameModel {
      guard let bytes = directory.read(part.name), bytes.count == part.length,
        CheckpointFile.checksum(bytes) == part.sum
      else { throw SnapshotError("is damaged: \(part.name) is missing or does not fit") }
      try read(section, bytes, &pipeline)
    }
    if isSameModel, contents.historyCount > 0 {
      for part in try HistoryFile(directory).parts(length: contents.historyLength) {
        var archive = SnapshotArchive(reading: part)
        try pipeline.snapshotHistory(from: 0, &archive)
        try archive.finish()
      }
      guard pipeline.historyCount == contents.historyCount else {
        throw SnapshotError("lacks a part of its history")
      }
    }
    resume(contents, pipeline, isSameModel: isSameModel)
    return SavedRun(
      pipeline: pipeline, positions: positions, account: contents.account, model: model,
      modelFile: isSameModel ? contents.modelFile : "",
      note: isSameModel
        ? nil : "The model is another one than before: what was open is judged anew by it.")
  }

  private func read(
    _ section: PipelineSection, _ bytes: [UInt8], _ pipeline: inout TrafficPipeline
  ) throws(SnapshotError) {
    var archive = SnapshotArchive(reading: bytes)
    try pipeline.snapshot(section, &archive)
    try archive.finish()
  }

  /// The model that the user gave, or the one that the run had learned.
  private func model(
    _ contents: CheckpointContents, _ given: ModelFile?
  ) throws(SnapshotError) -> ModelFile? {
    if let given { return given }
    guard !contents.modelFile.isEmpty else { return nil }
    guard let own = try? ModelFile(path: directory.file(contents.modelFile)),
      own.hash == contents.model
    else { throw SnapshotError("lacks the model that it was made with") }
    return own
  }

  private func resume(
    _ contents: CheckpointContents, _ pipeline: TrafficPipeline, isSameModel: Bool
  ) {
    var saved = Saved()
    saved.sections = contents.sections
    saved.revisions = PipelineSection.allCases.map { pipeline.revision(of: $0) }
    if !isSameModel { saved.revisions[PipelineSection.judging.rawValue] = nil }
    if isSameModel {
      (saved.historyCount, saved.historyLength) = (contents.historyCount, contents.historyLength)
    }
    // Later than all that are in use, so that no name is used twice.
    saved.serial =
      contents.sections.compactMap { $0.name.split(separator: "-").last.flatMap { Int($0) } }
      .max() ?? 0
    resume(saved)
  }
}
