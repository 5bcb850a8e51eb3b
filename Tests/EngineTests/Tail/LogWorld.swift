import Foundation
import TestSupport

@testable import Engine

/// A log with a server that writes it and something that rotates it, in all the ways that are found
/// in the wild. What was written is known to the line.
final class WrittenLog {
  /// How it is rotated.
  enum Rotation: CaseIterable {
    case numbered, dated, copied
  }

  let folder: TemporaryFolder
  let name: String
  let rotation: Rotation
  /// The rotated files, the youngest first: what stands behind the log's name.
  private(set) var rotated: [String] = []
  /// True while the server writes to the file that was renamed.
  private(set) var isBehind = false
  /// The end of a line whose beginning was written.
  private var rest: [UInt8] = []
  private var descriptor: Int32 = -1
  private var rotations = 0

  init(_ folder: TemporaryFolder, _ name: String, _ rotation: Rotation) {
    self.folder = folder
    self.name = name
    self.rotation = rotation
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  private var path: String { folder(name) }
  var hasRest: Bool { !rest.isEmpty }

  /// Writes bytes, behind the rest of the line before.
  func write(_ bytes: [UInt8], keeping kept: Int = 0) {
    if descriptor < 0 { descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644) }
    let all = rest + bytes.dropLast(kept)
    rest = Array(bytes.suffix(kept))
    _ = Foundation.write(descriptor, all, all.count)
  }

  /// The server opens its log anew, as it does when it is told of a rotation.
  func reopen() {
    if hasRest { write([]) }
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    isBehind = false
  }

  /// Rotates. Of a renamed file the server learns later.
  func rotate() throws {
    guard rotations < 14, access(path, F_OK) == 0 else { return }
    if isBehind { reopen() }
    rotations += 1
    switch rotation {
    case .numbered:
      try shift()
      try folder.move(name, name + ".1")
      rotated.insert(".1", at: 0)
      isBehind = descriptor >= 0
    case .dated:
      let ending = "-202603\(rotations + 10)"
      try folder.move(name, name + ending)
      rotated.insert(ending, at: 0)
      isBehind = descriptor >= 0
    case .copied:
      if hasRest { write([]) }
      try shift()
      try folder.copyTruncate(name, name + ".1")
      rotated.insert(".1", at: 0)
    }
  }

  private func shift() throws {
    for (index, ending) in rotated.enumerated().reversed() {
      let new = ".\(index + 2)" + (ending.hasSuffix(".gz") ? ".gz" : "")
      try folder.move(name + ending, name + new)
      rotated[index] = new
    }
  }

  /// Compresses a rotated file that nobody writes to.
  func compress(_ index: Int) throws {
    guard rotated.indices.contains(index), !rotated[index].hasSuffix(".gz"), index > 0 || !isBehind
    else { return }
    try folder.shell("gzip '\(name)\(rotated[index])'")
    rotated[index] += ".gz"
  }

  /// Writes other bytes over the log, which must have been read to its end.
  func overwrite(_ bytes: [UInt8]) {
    reopen()
    let number = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    _ = Foundation.write(number, bytes, bytes.count)
    close(number)
  }

  /// Deletes the log, which must have been read to its end.
  func remove() {
    reopen()
    unlink(path)
  }
}

/// Logs that are written, rotated and read in an order that a seed decides, with kills in between.
struct TailSchedule {
  private var generator: SeededGenerator
  private let folder: TemporaryFolder
  private let logs: [WrittenLog]
  private let probe: TailProbe
  private var saved: TailProbe.Saved
  private var isStopped = false
  private(set) var written: [Int] = []
  /// Blank lines and lines in no format that were written.
  private var blank = 0
  private var rubbish = 0

  init(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let folder = try TemporaryFolder()
    let count = 1 + generator.below(3)
    let rotations = (0..<count).map { _ in
      WrittenLog.Rotation.allCases[generator.below(WrittenLog.Rotation.allCases.count)]
    }
    logs = rotations.enumerated().map { WrittenLog(folder, "s\($0.offset).log", $0.element) }
    let words = [[folder.path], [folder("*.log*")], logs.map { folder($0.name) }]
    let isNotified = generator.below(2) == 0
    let chunk = 400 << generator.below(8)
    probe = TailProbe(words[generator.below(words.count)]) {
      $0.watching = isNotified ? .notified : .polled
      $0.chunk = chunk
    }
    saved = probe.save()
    self.generator = generator
    self.folder = folder
  }

  /// Goes through so many steps and then reads all that is left.
  mutating func run(steps: Int) throws {
    for _ in 0..<steps { try step() }
    for log in logs { log.reopen() }
    try start()
    for _ in 0..<3 { probe.read() }
    probe.read(after: 400)
    probe.read()
  }

  /// Lines that were written and not read, and lines that were read more often than once.
  var lost: Int { Set(written).subtracting(probe.numbers).count }
  var doubled: Int { probe.numbers.count - Set(probe.numbers).count }
  /// True if what became of each line is accounted for.
  var addsUp: Bool {
    let lines = written.count + blank + rubbish
    return probe.accounts == [lines, written.count, blank, rubbish]
  }
  var description: String {
    "\(probe.accounts) \(probe.messages) \(written.count) \(blank) \(rubbish)"
  }

  private mutating func step() throws {
    let log = logs[generator.below(logs.count)]
    switch generator.below(20) {
    case 0...6: write(log)
    case 7: try log.rotate()
    case 8: try log.compress(generator.below(4))
    case 9: log.reopen()
    case 10...13: if !isStopped { probe.read(after: [0.3, 0.3, 11, 35][generator.below(4)]) }
    case 14: if !isStopped { probe.read(after: 0.3, limit: 1 + generator.below(4)) }
    case 15: if !isStopped { saved = probe.save() }
    case 16: try restartCleanly()
    case 17: isStopped = true
    case 18: try start()
    default: try replace(log)
    }
  }

  private mutating func write(_ log: WrittenLog) {
    var bytes: [UInt8] = []
    for _ in 0...generator.below(12) {
      switch generator.below(30) {
      case 0:
        bytes += [0x0a]
        blank += 1
      case 1:
        bytes += Array("what a day \(rubbish)\n".utf8)
        rubbish += 1
      default:
        bytes += numbered([written.count])
        written.append(written.count)
      }
    }
    log.write(bytes, keeping: generator.below(3) == 0 ? generator.below(bytes.count) : 0)
  }

  /// Goes on from the last checkpoint, as after a kill at some moment since.
  private mutating func start() throws {
    guard isStopped else { return }
    isStopped = false
    try probe.restart(from: saved)
  }

  private mutating func restartCleanly() throws {
    guard !isStopped else { return }
    saved = probe.save()
    try probe.restart(from: saved)
  }

  /// What is overwritten or deleted can only be found again by who has read it.
  private mutating func replace(_ log: WrittenLog) throws {
    try start()
    log.reopen()
    for _ in 0..<3 { probe.read() }
    saved = probe.save()
    if generator.below(2) == 0 {
      log.remove()
    } else {
      let count = 1 + generator.below(60)
      log.overwrite(numbered(written.count..<written.count + count))
      written += written.count..<written.count + count
    }
  }
}
