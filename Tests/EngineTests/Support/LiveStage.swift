import AccessLog
import Foundation
import Inspection

@testable import Alerting
@testable import Engine

/// A log that grows as far as a test lets it; its places are counts of requests.
final class ScriptedLog: LogFollowing {
  private let log: WholeLog
  /// The first request not handed out.
  private(set) var cursor: Int
  /// The requests that have been written so far.
  var written: Int
  /// Requests handed out at a time.
  var step = 500

  init(_ log: WholeLog, from positions: [UInt8]? = nil, written: Int = 0) {
    self.log = log
    cursor = positions.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
    self.written = written
  }

  func next() -> TailedBatch? {
    let end = min(cursor + step, written)
    guard cursor < end else { return nil }
    var part = TailedBatch(name: "access.log", batch: log.batch, verdicts: log.verdicts)
    part.range = cursor..<end
    part.lines = part.range.count
    cursor = end
    return part
  }

  func wait(seconds: Double) {}
  func wake() {}
  func positions() -> [UInt8] { Array("\(cursor)".utf8) }
  var status: [TailStatus] { [] }
  func takeMessages() -> [String] { [] }
  var hasEnded: Bool { false }
  func reopen() {}
}

/// Remembers alerts as an outbox does: each once.
final class RecordingDelivery: AlertDelivery {
  private(set) var alerts: [Alert] = []
  private var known: Set<String> = []
  /// What is wrong with the disk.
  var problem: String?
  /// Alerts that wait for the sink.
  var waiting = 0

  func submit(_ alert: Alert) -> Submission {
    let isNew = known.insert(alert.deliveryID).inserted
    if isNew { alerts.append(alert) }
    return Submission(
      sinks: ["test"], silenced: [], isRepetition: !isNew, problem: problem)
  }

  func status() -> [SinkStatus] {
    var status = SinkStatus(name: "test")
    status.waiting = waiting
    return [status]
  }

  func reopen() {}

  var ndjson: String { alerts.map { String(decoding: $0.ndjson(), as: UTF8.self) }.joined() }
}

/// A live run on a manual clock.
final class LiveStage {
  let follower: ScriptedLog
  let run: WatchRun
  let store: CheckpointStore?
  private(set) var said: [String] = []
  private let now: Box

  private final class Box {
    var seconds = 1000.0
    var said: [String] = []
  }

  init(
    _ log: WholeLog, _ delivery: RecordingDelivery, folder: String?, settings: LiveSettings
  ) throws {
    let now = Box()
    store = try folder.map { CheckpointStore(try StateDirectory($0)) }
    var saved: SavedRun?
    switch store?.load(settings.run.pipeline, model: settings.run.model, stamp: 7) {
    case .run(let run)?: saved = run
    case .unusable(let sentence, _)?: now.said.append(sentence)
    default: break
    }
    follower = ScriptedLog(log, from: saved?.positions)
    run = WatchRun(
      settings, follower: follower, delivery: delivery, store: store, saved: saved,
      surroundings: LiveSurroundings(
        steady: { now.seconds }, wall: { now.seconds }, say: { now.said.append($0) }))
    self.now = now
    said = now.said
  }

  /// Lets lines be written, takes them, and lets some seconds pass.
  func write(to end: Int, seconds: Double = 0.5) {
    follower.written = end
    run.turn()
    now.seconds += seconds
    said = now.said
  }

  /// Lets time pass without lines.
  func rest(_ seconds: Double) {
    now.seconds += seconds
    run.turn()
    said = now.said
  }
}
