import AccessLog
import Detection
import Foundation
import TestSupport
import Testing

@testable import Alerting
@testable import Engine

@Suite struct WatchRunTests {
  private static let log = try! WholeLog.mixed()
  private static let model = learned()

  private static func learned() -> Model? {
    var trained = PipelineRun(OrdinaryTraffic(seed: 2).lines(from: monday, minutes: 1440).log)
    return trained.pipeline.learn() ?? trained.pipeline.model
  }

  private func settings(_ folder: TemporaryFolder) throws -> LiveSettings {
    var settings = LiveSettings()
    settings.run.model = try Self.model.map { try ModelFile.write($0, to: folder("m.model")) }
    settings.run.redact = Redaction.none
    return settings
  }

  /// Killed at any moment, it goes on from its last checkpoint: the same alerts, each once, the same
  /// account. Without a model it learns on the way, and the learned model comes back as well.
  @Test(arguments: [true, false])
  func killsChangeNothing(hasModel: Bool) throws {
    let folder = try TemporaryFolder()
    var settings = try settings(folder)
    if !hasModel { settings.run.model = nil }
    settings.run.pipeline.analyst.milestones = [7200, 43_200]
    let count = Self.log.count
    let whole = RecordingDelivery()
    let uninterrupted = try LiveStage(Self.log, whole, folder: folder("a"), settings: settings)
    for end in stride(from: 700, through: count + 700, by: 700) {
      uninterrupted.write(to: min(end, count))
    }
    #expect(whole.alerts.count > 5)

    var random = SeededGenerator(seed: 11)
    let pieces = RecordingDelivery()
    var account: [Int] = []
    var end = 0
    while end < count {
      let stage = try LiveStage(Self.log, pieces, folder: folder("b"), settings: settings)
      #expect(stage.said == [])
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        end = min(end + 700, count)
        stage.write(to: end)
      }
      stage.store?.flush()
      let status = stage.run.status()
      account = [status.account.lines, status.account.requests, status.account.late]
    }
    let expected = uninterrupted.run.status().account
    #expect(account == [expected.lines, expected.requests, expected.late])
    #expect(pieces.ndjson == whole.ndjson)
  }

  /// What a day without lines closes is what the next line would have closed.
  @Test func timeAloneClosesWindowsAndIncidents() throws {
    let folder = try TemporaryFolder()
    let settings = try settings(folder)
    let end = 12_000
    let told = RecordingDelivery()
    let stage = try LiveStage(Self.log, told, folder: nil, settings: settings)
    for place in stride(from: 500, through: end, by: 500) { stage.write(to: place) }
    let before = told.alerts.count
    for _ in 0..<(2 * 1440) { stage.rest(60) }
    let opened = Set(told.alerts.filter { $0.event == .opened }.map(\.id))
    let resolved = Set(told.alerts.filter { $0.event == .resolved }.map(\.id))
    #expect(opened == resolved)
    #expect(told.alerts.count > before)
  }

  /// Alerts that are not safe on the disk hold the checkpoint back, as it would pass them.
  @Test func noCheckpointPassesAnUnsafeAlert() throws {
    let folder = try TemporaryFolder()
    let settings = try settings(folder)
    let told = RecordingDelivery()
    (told.problem, told.waiting) = ("The disk is full.", 1)
    let stage = try LiveStage(Self.log, told, folder: folder("s"), settings: settings)
    for place in stride(from: 500, through: 12_000, by: 500) { stage.write(to: place, seconds: 9) }
    stage.store?.flush()
    let written = stage.run.status().checkpoints.written
    for place in stride(from: 12_500, through: 14_000, by: 500) {
      stage.write(to: place, seconds: 9)
      stage.store?.flush()
    }
    #expect(stage.run.status().checkpoints.written == written)
    #expect(stage.said.contains("The disk is full."))
    (told.problem, told.waiting) = (nil, 0)
    stage.write(to: 14_500, seconds: 9)
    stage.rest(9)
    stage.store?.flush()
    #expect(stage.run.status().checkpoints.written > written)
  }

  /// Detection goes on where the state cannot be kept, which is said once.
  @Test func aStateThatCannotBeKeptStopsNothing() throws {
    let folder = try TemporaryFolder()
    let settings = try settings(folder)
    let told = RecordingDelivery()
    let stage = try LiveStage(Self.log, told, folder: folder("s"), settings: settings)
    try FileManager.default.removeItem(atPath: folder("s"))
    for place in stride(from: 500, through: 12_000, by: 500) {
      stage.write(to: place, seconds: 9)
      stage.store?.flush()
    }
    #expect(!told.alerts.isEmpty)
    #expect(
      stage.said.map(folder.strip) == [
        "Cannot write s/section-judging-1: No such file or directory. Make room or give tocsin the"
          + " right to write there. Detection goes on; a restart would read again from the last"
          + " checkpoint."
      ])
    try FileManager.default.createDirectory(
      atPath: folder("s"), withIntermediateDirectories: true)
    for place in [12_500, 13_000] {
      stage.write(to: place, seconds: 9)
      stage.store?.flush()
    }
    stage.write(to: 13_500, seconds: 9)
    #expect(stage.said.last == "The state is kept again.")
  }

  @Test func withoutAModelItSaysWhatItDoes() throws {
    var settings = LiveSettings()
    settings.run.redact = Redaction.none
    var notes: [String] = []
    _ = WatchRun(
      settings, follower: ScriptedLog(Self.log), delivery: RecordingDelivery(), store: nil,
      surroundings: LiveSurroundings(say: { _ in }, note: { notes.append($0) }))
    #expect(notes.count == 1)
    #expect(notes[0].hasPrefix("There is no model: what is normal is learned from the first day"))
  }
}
