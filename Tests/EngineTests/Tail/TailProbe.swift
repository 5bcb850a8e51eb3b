import AccessLog
import Foundation
import Synchronization
import TestSupport

@testable import Engine

/// A clock that moves when it is told to.
final class ManualClock: Sendable {
  private let seconds = Mutex(1000.0)

  var now: Double { seconds.withLock { $0 } }
  func advance(_ by: Double) { seconds.withLock { $0 += by } }
}

/// Follows logs in a test: driven by calls, with a clock of its own.
final class TailProbe {
  let clock = ManualClock()
  let patterns: [String]
  private(set) var settings: TailSettings
  private(set) var tail: TailSet
  /// What was handed out in all: the numbers of the lines' requests, in order.
  private(set) var numbers: [Int] = []
  /// Lines, requests, skipped and malformed ones handed out.
  private(set) var accounts = [0, 0, 0, 0]
  private(set) var messages: [String] = []
  /// The names that requests came under.
  private(set) var names: [String] = []

  init(
    _ patterns: [String], fromStart: Bool = true, _ change: (inout TailSettings) -> Void = { _ in }
  ) {
    self.patterns = patterns
    var settings = TailSettings()
    settings.fromStart = fromStart
    settings.watching = .polled
    let clock = clock
    settings.clock = { clock.now }
    change(&settings)
    self.settings = settings
    tail = TailSet(patterns: patterns, settings: settings)
  }

  /// Takes all that can be read, after some seconds.
  @discardableResult
  func read(after seconds: Double = 11, limit: Int = .max) -> [Int] {
    clock.advance(seconds)
    tail.wait(seconds: 0)
    var found: [Int] = []
    var count = 0
    while count < limit, let part = tail.next() {
      found += take(part)
      count += 1
    }
    messages += tail.takeMessages()
    return found
  }

  private func take(_ part: TailedBatch) -> [Int] {
    let found = part.range.map { index in
      let target = part.batch.text(part.batch.requests[index].target)
      return Int(target.drop { !$0.isNumber }) ?? -1
    }
    numbers += found
    names += part.range.map { _ in part.name }
    let counts = [part.lines, part.range.count, part.skipped, part.malformed]
    accounts = zip(accounts, counts).map(+)
    return found
  }

  var addsUp: Bool { accounts[0] == accounts[1] + accounts[2] + accounts[3] }

  /// Goes on in a new object from a checkpoint, as after a kill: through JSON, as it is stored.
  func restart(from checkpoint: TailCheckpoint? = nil) throws {
    let saved = checkpoint ?? tail.checkpoint()
    let stored = try JSONEncoder().encode(saved)
    let read = try JSONDecoder().decode(TailCheckpoint.self, from: stored)
    tail = TailSet(patterns: patterns, settings: settings, saved: read)
  }

  /// What a kill leaves: a checkpoint, and what was handed out by then.
  struct Saved {
    var checkpoint: TailCheckpoint
    var numbers: [Int]
    var accounts: [Int]
  }

  /// Saves.
  func save() -> Saved {
    Saved(checkpoint: tail.checkpoint(), numbers: numbers, accounts: accounts)
  }

  /// Goes back to what was saved: all that was handed out since then is lost with the process.
  func restart(from saved: Saved) throws {
    (numbers, accounts) = (saved.numbers, saved.accounts)
    try restart(from: saved.checkpoint)
  }
}

/// Lines with these numbers, one a second.
func numbered(_ numbers: some Sequence<Int>, from start: Int64 = monday) -> [UInt8] {
  numbers.map { LogLine(start + Int64($0), "203.0.113.7", "GET /n/\($0)").text + "\n" }
    .joined().utf8.map { $0 }
}

extension TemporaryFolder {
  /// Appends to a file, which it makes where there is none.
  func append(_ name: String, _ bytes: some Collection<UInt8>) throws {
    let number = open(self(name), O_WRONLY | O_CREAT | O_APPEND, 0o644)
    guard number >= 0 else { throw CocoaError(.fileWriteUnknown) }
    defer { close(number) }
    let bytes = Array(bytes)
    guard Foundation.write(number, bytes, bytes.count) == bytes.count else {
      throw CocoaError(.fileWriteUnknown)
    }
  }

  /// Renames a file, over what has the new name.
  func move(_ name: String, _ new: String) throws {
    guard rename(self(name), self(new)) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// Copies a file and empties it, as logrotate's copytruncate.
  func copyTruncate(_ name: String, _ new: String) throws {
    try Data(contentsOf: URL(filePath: self(name))).write(to: URL(filePath: self(new)))
    truncate(self(name), 0)
  }
}
