import AccessLog
import Alerting
import Detection
import Foundation
import Inspection
import TestSupport
import Testing
import Traffic

@testable import Engine

/// A run that is cut short at any moment and goes on from its snapshot says what an uninterrupted run
/// says.
@Suite struct PipelineSnapshotTests {
  private static let requests = try! WholeLog.mixed()
  private static let model = learnedModel()

  private static func learnedModel() -> Model? {
    var trained = PipelineRun(OrdinaryTraffic(seed: 2).lines(from: monday, minutes: 1440).log)
    return trained.pipeline.learn() ?? trained.pipeline.model
  }

  /// With a model, without one, and live without one.
  enum Start: CaseIterable {
    case model, history, live
  }

  @Test(arguments: Start.allCases)
  func aRestartChangesNothing(start: Start) throws {
    let log = Self.requests
    var settings = TrafficPipeline.Settings()
    settings.analyst.isLive = start == .live
    settings.analyst.milestones = [1800, 3600]
    let model = start == .model ? Self.model : nil
    let whole = try Replay(log, cuts: [], model: model, settings).summary
    #expect(whole.alerts.contains("opened"))
    var random = SeededGenerator(seed: 4)
    for _ in 0..<4 {
      let cuts = (0..<8).map { _ in Int.random(in: 1..<log.count, using: &random) }.sorted()
      let pieces = try Replay(log, cuts: cuts, model: model, settings).summary
      #expect(pieces == whole, "cuts \(cuts)")
    }
  }

  /// A snapshot of what was read from a snapshot is the same snapshot, in its length at least (padding
  /// between fields may differ).
  @Test func readingAndWritingAgree() throws {
    var replay = try Replay(Self.requests, cuts: [], model: Self.model, .init(), until: 15_000)
    let first = try replay.written()
    try replay.restart()
    let second = try replay.written()
    #expect(first.map(\.count) == second.map(\.count))
  }

  /// A damaged snapshot is refused or harmless; it never traps.
  @Test func damageDoesNoHarm() throws {
    let log = Self.requests
    var replay = try Replay(log, cuts: [], model: Self.model, .init(), until: 15_000)
    let sections = try replay.written()
    var random = SeededGenerator(seed: 9)
    for _ in 0..<300 {
      var damaged = sections
      let section = Int.random(in: 0..<sections.count, using: &random)
      let place = Int.random(in: 0..<sections[section].count, using: &random)
      damaged[section][place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      try? replay.read(damaged)
    }
  }

  @Test func eachSectionSaysWhenItChanged() throws {
    var replay = try Replay(Self.requests, cuts: [], model: Self.model, .init(), until: 10_000)
    let before = PipelineSection.allCases.map { replay.pipeline.revision(of: $0) }
    replay.take(10_000..<10_001)
    let after = PipelineSection.allCases.map { replay.pipeline.revision(of: $0) }
    #expect(before[0] != after[0])
    #expect(before[1...] == after[1...])
    replay.take(10_001..<20_000)
    #expect(replay.pipeline.revision(of: .judging) != after[1])
    #expect(replay.pipeline.revision(of: .hour) != after[2])
  }
}

/// A run over a log that ends and begins anew at each cut.
private struct Replay {
  struct Summary: Equatable {
    var alerts = ""
    var account: [Int] = []
    var clients: [HeavyHittersEntry] = []
  }

  private(set) var pipeline: TrafficPipeline
  private var told: [IncidentEvent] = []
  private let log: WholeLog
  private let model: Model?
  private let settings: TrafficPipeline.Settings

  init(
    _ log: WholeLog, cuts: [Int], model: Model?, _ settings: TrafficPipeline.Settings,
    until end: Int? = nil
  ) throws {
    (self.log, self.model, self.settings) = (log, model, settings)
    pipeline = TrafficPipeline(model: model, settings: settings)
    _ = pipeline.addSource("access.log")
    var start = 0
    for cut in cuts {
      take(start..<cut)
      try restart()
      start = cut
    }
    take(start..<(end ?? log.count))
    if end == nil { told += pipeline.finish() }
  }

  var summary: Summary {
    var summary = Summary()
    for event in told {
      summary.alerts += String(
        decoding: Alert(event, redact: Redaction.none).ndjson(), as: UTF8.self)
    }
    summary.account = [
      pipeline.requestCount, pipeline.lateRequests, pipeline.droppedRequests,
      pipeline.endpointOverflow,
    ]
    summary.clients = pipeline.tally.clients.top(100)
    return summary
  }

  mutating func take(_ range: Range<Int>) {
    told += pipeline.take(log.batch, range, verdicts: log.verdicts, source: 0)
  }

  mutating func restart() throws { try read(written()) }

  /// The sections, and the history behind them.
  mutating func written() throws -> [[UInt8]] {
    var parts: [[UInt8]] = []
    for section in PipelineSection.allCases {
      var archive = SnapshotArchive()
      try pipeline.snapshot(section, &archive)
      parts.append(archive.bytes)
    }
    var archive = SnapshotArchive()
    try pipeline.snapshotHistory(from: 0, &archive)
    return parts + [archive.bytes]
  }

  mutating func read(_ parts: [[UInt8]]) throws {
    var new = TrafficPipeline(model: model ?? pipeline.model, settings: settings)
    for (section, bytes) in zip(PipelineSection.allCases, parts) {
      var archive = SnapshotArchive(reading: bytes)
      try new.snapshot(section, &archive)
      try archive.finish()
    }
    var archive = SnapshotArchive(reading: parts[parts.count - 1])
    try new.snapshotHistory(from: 0, &archive)
    pipeline = new
  }
}

private typealias HeavyHittersEntry = HeavyHitters.Entry
