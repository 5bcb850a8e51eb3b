import AccessLog
import Scoring
import Traffic

/// Counts what comes from each source by the block, and has `ParseFailures` and `SourceSilent` look at
/// each block that is over.
struct SourceWatch: Sendable {
  private var clock = BlockClock()
  private var counted: Int64 = 0
  private var counts: [String: SourceBaseline.Count] = [:]
  private var lines: [String: [KeptLine]] = [:]
  /// How long sources have been silent, for those that are.
  private var silences: [String: Silence] = [:]
  private var requests = 0

  struct Silence: Sendable {
    var blocks = 0
    var surprise = 0.0
  }

  /// What is known for judging a block.
  struct Knowledge {
    var service: SeasonalBaseline
    var sources: [String: SourceBaseline]
    var threshold: Double
    var history: String
  }

  /// Takes a window of the finest level in and answers what was odd in the blocks before it.
  /// O(sources).
  mutating func take(
    _ record: WindowRecord, _ directory: Directory, _ knowledge: Knowledge?
  ) -> [Finding] {
    guard let point = record.service else { return [] }
    var findings: [Finding] = []
    switch clock.advance(to: record.span) {
    case .stay: break
    case .anew:
      if let knowledge { findings += judgeFailures(counted, knowledge, directory) }
      silences = [:]
      reset()
    case .over(let starts):
      if let knowledge {
        findings += judgeFailures(counted, knowledge, directory)
        for start in starts where start == counted { findings += judgeSilence(start, knowledge) }
      }
      reset()
    }
    counted = clock.start ?? 0
    requests += Int(point.requests)
    if !record.sources.isEmpty { count(record.sources, directory) }
    return findings
  }

  /// Judges the block in which the log ends: for malformed lines it need not be whole.
  mutating func finish(_ directory: Directory, _ knowledge: Knowledge?) -> [Finding] {
    defer { reset() }
    return knowledge.map { judgeFailures(counted, $0, directory) } ?? []
  }

  private mutating func count(_ entries: [SourceTally.Entry], _ directory: Directory) {
    for entry in entries {
      let name = directory.source(entry.source)
      counts[name, default: SourceBaseline.Count()].add(entry)
      guard !entry.lines.isEmpty else { continue }
      let room = SourceTally.linesKept - (lines[name]?.count ?? 0)
      lines[name, default: []] += entry.lines.prefix(max(room, 0))
    }
  }

  private mutating func reset() {
    counts = [:]
    lines = [:]
    requests = 0
  }

  private func judgeFailures(
    _ start: Int64, _ knowledge: Knowledge, _ directory: Directory
  ) -> [Finding] {
    counts.filter { $0.value.malformed >= ParseFailures.fewest }.sorted { $0.key < $1.key }
      .compactMap { name, count in
        let baseline = knowledge.sources[name]?.malformed ?? RatioBaseline()
        return ParseFailures().examine(
          malformed: count.malformed, lines: count.lines,
          baseline.expectation(parent: ParseFailures.usualShare), threshold: knowledge.threshold,
          span: BlockClock.span(start), name: name,
          evidence: (lines[name] ?? []).map(directory.evidence))
      }
  }

  /// A block in which nothing came from anywhere says nothing about one source.
  private mutating func judgeSilence(_ start: Int64, _ knowledge: Knowledge) -> [Finding] {
    let expected = knowledge.service.expectation(at: start)?.mean ?? 0
    let share = expected > 0 ? Double(requests) / expected : 1
    var findings: [Finding] = []
    for (name, baseline) in knowledge.sources.sorted(by: { $0.key < $1.key }) {
      guard counts[name] == nil else {
        silences[name] = nil
        continue
      }
      var silence = silences[name] ?? Silence()
      silence.blocks += 1
      silence.surprise += SourceSilent.surprise(baseline.blocks, at: start)
      silences[name] = silence
      let scene = SourceSilent.Scene(
        span: BlockClock.span(start), name: name, baseline: baseline.blocks,
        blocks: silence.blocks, surprise: silence.surprise, serviceShare: share,
        threshold: knowledge.threshold, history: knowledge.history)
      if let finding = SourceSilent().examine(scene) { findings.append(finding) }
    }
    return findings
  }
}

extension SourceWatch.Silence: PlainData {}
extension SourceBaseline.Count: PlainData {}

extension SourceWatch: Snapshotting {
  /// The block that is being counted, as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try clock.snapshot(&archive)
    try archive.value(&counted)
    try archive.value(&requests)
    try archive.named(&counts, new: SourceBaseline.Count()) {
      value, archive throws(SnapshotError) in
      try archive.value(&value)
    }
    try archive.named(&silences, new: Silence()) { value, archive throws(SnapshotError) in
      try archive.value(&value)
    }
    try archive.named(&lines, new: []) { value, archive throws(SnapshotError) in
      try archive.parts(&value, new: KeptLine.blank)
    }
  }
}

extension SnapshotArchive {
  /// A table by name, in the order of the names.
  mutating func named<Value>(
    _ table: inout [String: Value], new: Value,
    _ each: (inout Value, inout SnapshotArchive) throws(SnapshotError) -> Void
  ) throws(SnapshotError) {
    var names = isReading ? [] : table.keys.sorted()
    let count = try count(names.count)
    if isReading {
      names = [String](repeating: "", count: count)
      table = [:]
    }
    for place in 0..<count {
      try text(&names[place])
      var value = table[names[place]] ?? new
      try each(&value, &self)
      if isReading { table[names[place]] = value }
    }
  }
}
