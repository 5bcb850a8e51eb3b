import AccessLog
import Detection
import Traffic

/// The state of a pipeline in parts that change at different speeds, so that a checkpoint need only
/// write what changed.
public enum PipelineSection: Int, CaseIterable, Sendable {
  /// The open windows, the endpoints and the names: every line changes it.
  case windows
  /// Baselines, incidents and the run's overview: every closed window changes it.
  case judging
  /// The coarser window that the minutes are merged into.
  case hour
  /// The coarsest windows.
  case day
}

extension TrafficPipeline {
  /// Writes one section, or takes it over. Reading begins with a pipeline made anew with the same
  /// settings and the model that was in use; a pipeline whose reading threw must not be used.
  public mutating func snapshot(
    _ section: PipelineSection, _ archive: inout SnapshotArchive
  ) throws(SnapshotError) {
    switch section {
    case .windows: try snapshotWindows(&archive)
    case .judging:
      try tally.snapshot(&archive)
      try analyst.snapshot(&archive)
      try archive.value(&droppedFromCoarser)
    case .hour: if coarsest > 0 { try rollUp.snapshot(level: 0, &archive) }
    case .day: for level in 1..<max(coarsest, 1) { try rollUp.snapshot(level: level, &archive) }
    }
  }

  private mutating func snapshotWindows(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&requestCount)
    try assembler.snapshot(&archive)
    let count = try archive.count(sources.count)
    if archive.isReading { sources = [String](repeating: "", count: count) }
    for place in 0..<count { try archive.text(&sources[place]) }
    logs = LogNames()
    for source in sources { logs.add(source) }
  }

  /// A number that differs whenever the section may have changed.
  public func revision(of section: PipelineSection) -> Int {
    section == .windows ? requestCount &+ revisions[0] : revisions[section.rawValue]
  }
}

extension TrafficPipeline {
  /// How many windows of gathered history are held; 0 where none is gathered (any more).
  public var historyCount: Int { analyst.historyCount }
  /// True while history is gathered.
  public var isLearning: Bool { analyst.isLearning }
  /// How often a model was learned from the input.
  public var timesLearned: Int { analyst.timesLearned }
  /// The length of the history gathered so far, in seconds.
  public var gatheredSeconds: Int64 { analyst.gatheredSeconds }

  /// Writes the gathered history from a window on, or takes a further part of it in.
  public mutating func snapshotHistory(
    from first: Int, _ archive: inout SnapshotArchive
  ) throws(SnapshotError) {
    try analyst.snapshotHistory(from: first, &archive)
  }
}
