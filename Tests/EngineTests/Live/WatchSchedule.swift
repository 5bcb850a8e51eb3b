import Alerting
import Detection
import Foundation
import TestSupport

@testable import Engine

/// A log under siege, and what `analyze` says about all of it.
struct SiegeLog {
  let lines: [LogLine]
  let model: ModelFile
  let expected: [Alert]
  /// Lines, requests, skipped, malformed and late ones.
  let accounts: [Int]

  init(seed: UInt64, model: ModelFile) throws {
    self.model = model
    lines = Siege(seed: seed, hours: 1, perMinute: 4).lines
    let folder = try TemporaryFolder()
    let whole = FilesRun([try folder.write("access.log", lines.log)]) {
      $0.model = model
      $0.redact = Redaction.none
    }
    expected = SiegeLog.comparable(whole.withoutPlaces, until: lines[lines.count - 1].time)
    accounts = whole.accounts
  }

  /// What is told while the log goes on. That an incident is over is told by the end of the input in the
  /// one case and by the clock in the other; the places of evidence differ with the cutting into files.
  static func comparable(_ alerts: [Alert], until end: Int64) -> [Alert] {
    alerts.filter { $0.event != .resolved && $0.time.seconds < end - 600 }.map {
      var alert = $0
      for place in alert.evidence.indices {
        (alert.evidence[place].file, alert.evidence[place].line) = ("", 0)
        alert.evidence[place].offset = 0
      }
      return alert
    }
  }
}

/// `watch` over a log that is written, rotated and read in an order that a seed decides, and killed in
/// between.
final class WatchSchedule {
  private var generator: SeededGenerator
  private let folder: TemporaryFolder
  private let siege: SiegeLog
  private let log: WrittenLog
  private let clock = ManualClock()
  private let told = RecordingDelivery()
  private var run: WatchRun?
  private var tail: TailSet?
  /// The directory that the last run had: its lock goes with it, a moment after the run.
  private weak var directory: StateDirectory?
  private var next = 0
  private(set) var said: [String] = []

  init(seed: Int, _ siege: SiegeLog) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    folder = try TemporaryFolder()
    let rotation = WrittenLog.Rotation.allCases[
      generator.below(WrittenLog.Rotation.allCases.count)]
    log = WrittenLog(folder, "s0.log", rotation)
    self.siege = siege
    self.generator = generator
    try start()
  }

  /// Writes all of the log, and reads it.
  func finish() throws {
    while next < siege.lines.count { try step() }
    log.reopen()
    try start()
    for _ in 0..<4 { read(after: 11) }
  }

  /// True if the alerts are those of `analyze`, and the lines too.
  var isEqual: Bool { isAccountEqual && alerts == siege.expected }
  var isAccountEqual: Bool {
    guard let account = run?.status().account else { return false }
    return [account.lines, account.malformed, account.late]
      == [siege.accounts[0], siege.accounts[3], siege.accounts[4]]
  }
  /// What differs.
  var description: String {
    let account = run?.status().account ?? .init()
    var text = "\(account) for \(siege.accounts)"
    for (own, other) in zip(alerts, siege.expected) where own != other {
      text += "\n" + String(decoding: own.ndjson() + other.ndjson(), as: UTF8.self)
    }
    return text
  }
  private var alerts: [Alert] {
    SiegeLog.comparable(told.alerts, until: siege.lines[siege.lines.count - 1].time)
  }

  private func step() throws {
    switch generator.below(20) {
    case 0...6: write(1 + generator.below(40))
    case 7, 8: try log.rotate()
    case 9: try log.compress(generator.below(4))
    case 10: log.reopen()
    case 11...14: read(after: [0.3, 0.3, 11, 35][generator.below(4)])
    case 15, 16: run?.save(mustWait: true)
    case 17: (run, tail) = (nil, nil)
    case 18: try start()
    default: try replace()
    }
  }

  private func write(_ count: Int) {
    let end = min(next + count, siege.lines.count)
    let bytes = siege.lines[next..<end].log
    guard !bytes.isEmpty else { return }
    next = end
    log.write(bytes, keeping: generator.below(3) == 0 ? generator.below(bytes.count) : 0)
  }

  private func read(after seconds: Double) {
    guard let run, let tail else { return }
    clock.advance(seconds)
    tail.wait(seconds: 0)
    run.turn()
  }

  /// Goes on from what the state directory holds, as after a kill.
  private func start() throws {
    guard run == nil else { return }
    var settings = LiveSettings()
    settings.run.paths = [folder("s0.log")]
    settings.run.model = siege.model
    settings.run.redact = Redaction.none
    settings.checkpointSeconds = .infinity
    let directory = try takeDirectory()
    let store = CheckpointStore(directory)
    var saved: SavedRun?
    if case .run(let found) = store.load(settings.run.pipeline, model: siege.model, stamp: 7) {
      saved = found
    }
    var following = TailSettings()
    following.fromStart = true
    following.watching = .polled
    let clock = clock
    following.clock = { clock.now }
    let checkpoint = try saved.map {
      try JSONDecoder().decode(TailCheckpoint.self, from: Data($0.positions))
    }
    let tail = TailSet(patterns: settings.run.paths, settings: following, saved: checkpoint)
    self.tail = tail
    run = WatchRun(
      settings, follower: tail, delivery: told, store: store, saved: saved,
      surroundings: LiveSurroundings(
        // The clock that closes windows in quiet moments stands: event time alone decides.
        steady: { 1000 }, wall: { 1000 }, say: { [weak self] in self?.said.append($0) }))
    run?.save(mustWait: true)
  }

  /// The state directory, when the last run's lock is gone. A program that another test is just starting
  /// holds it for a moment, as it inherits descriptors until it runs.
  private func takeDirectory() throws -> StateDirectory {
    while directory != nil { sched_yield() }
    var found: StateDirectory?
    for _ in 0..<100_000 where found == nil {
      found = try? StateDirectory(folder("state"))
      if found == nil { sched_yield() }
    }
    let taken = try found ?? StateDirectory(folder("state"))
    directory = taken
    return taken
  }

  /// Deletes or empties the log, which only who has read it can make good for.
  private func replace() throws {
    log.reopen()
    try start()
    for _ in 0..<3 { read(after: 11) }
    run?.save(mustWait: true)
    if generator.below(2) == 0 { log.remove() } else { log.overwrite([]) }
  }
}
