import Foundation
import Synchronization

/// Alerts that have been decided and not yet delivered, kept in a file: whatever happens to the
/// process or to a receiver, each is delivered at least once to each of its sinks, under the same id.
///
/// The file only grows while it is open: a line for each alert put in, which is on the disk before
/// `put` returns, and a line for each delivery. When it is opened, and whenever it has grown long, it
/// is written anew with what still matters. A crash can leave half a line at its end, which is left
/// out: `put` had not returned for it.
public final class Outbox: Sendable {
  /// Why the outbox cannot be used.
  public struct Failure: Error, Hashable, CustomStringConvertible {
    /// What failed, where and what to do.
    public let description: String
  }

  /// Lines behind the last rewriting after which the file is written anew.
  private static let mostLines = 20_000

  private struct Contents: ~Copyable {
    var state = OutboxState()
    var file: AppendFile
    var lines = 0
    var dropped: [String: Int] = [:]
    var listeners: [String: AsyncStream<Void>.Continuation] = [:]
  }

  /// The state directory.
  let directory: String
  private let contents: Mutex<Contents>
  /// What will not be delivered by itself any more.
  public let deadLetters: DeadLetters
  /// Lines of the file that could not be read when it was opened; half a line at its end is none.
  public let unreadableLines: Int

  /// Opens the outbox, with what was waiting when it was last used.
  /// - Parameter directory: The state directory, which must exist.
  /// - Throws: `Failure`, also where another process uses it.
  public init(directory: String) throws(Failure) {
    self.directory = directory
    let path = directory + "/" + Outbox.fileName
    // The file belongs to us from here on, so that it is read after that.
    var file = try AppendFile(path)
    let (start, unreadable) = Outbox.replay(path)
    unreadableLines = unreadable
    var state = start
    // What was dropped before is among the dead letters already.
    _ = state.takeDropped()
    try file.replace(with: state.records().map { $0.line() })
    deadLetters = DeadLetters(directory: directory)
    contents = Mutex(Contents(state: state, file: file))
  }

  /// Takes an alert in for sinks that have not had it; it is on the disk when this returns.
  /// - Parameter time: Now, in seconds since the Unix epoch: an alert that waits too long is dropped.
  /// - Returns: False where all of them have had it.
  /// - Throws: `Failure` where it could not be written: it is then delivered if the process lives.
  @discardableResult
  public func put(
    _ alert: Alert, for sinks: [String], at time: Double = Date().timeIntervalSince1970
  ) throws(Failure) -> Bool {
    try record(.put(alert, sinks: sinks, at: time), durable: true)
  }

  /// Notes that a sink has the alert, or will never take it. A line lost in a crash means that it is
  /// delivered once more.
  /// - Throws: `Failure` where that could not be written.
  public func settle(_ alert: Alert, with sink: String) throws(Failure) {
    try record(.settled(delivery: alert.deliveryID, sink: sink), durable: false)
  }

  /// Puts an alert that its sink refused, or that waited too long, among the dead letters.
  /// - Throws: `Failure` where that could not be written; the alert then still waits.
  public func bury(
    _ alert: Alert, of sink: String, reason: String, at time: Double
  ) throws(Failure) {
    try deadLetters.add([DeadLetter(alert: alert, sink: sink, reason: reason, time: time)])
    try record(.settled(delivery: alert.deliveryID, sink: sink), durable: false)
  }

  /// Buries what was put in before a moment and still waits.
  /// - Returns: How many alerts that were.
  @discardableResult
  public func expire(before moment: Double, at time: Double) throws(Failure) -> Int {
    let old = contents.withLock { contents in
      contents.state.sinks.flatMap { sink in
        contents.state.waiting(for: sink, since: moment).map { ($0, sink) }
      }
    }
    for (alert, sink) in old {
      contents.withLock { $0.dropped[sink, default: 0] += 1 }
      try bury(alert, of: sink, reason: "It waited too long.", at: time)
    }
    return old.count
  }

  /// Forgets that these were settled and puts them in again.
  public func retry(_ letters: [DeadLetter], at time: Double) throws(Failure) {
    for letter in letters {
      try record(.put(letter.alert, sinks: [letter.sink], at: time, again: true), durable: true)
    }
  }

  /// Wakes whoever waits for arrivals, so that held alerts are looked at again.
  public func nudge() {
    contents.withLock { for listener in $0.listeners.values { listener.yield() } }
  }

  /// All that wait for a sink, the first put in first.
  public func waiting(for sink: String) -> [Alert] {
    contents.withLock { $0.state.waiting(for: sink) }
  }

  /// The sinks that the outbox knows of, in the order of their names.
  public var sinks: [String] { contents.withLock { $0.state.sinks } }

  /// Alerts for a sink dropped since it was opened because they were too many or too old. They are
  /// among the dead letters.
  public func dropped(for sink: String) -> Int {
    contents.withLock { $0.dropped[sink] ?? 0 }
  }

  /// The alert that has waited longest for a sink.
  public func next(for sink: String) -> Alert? {
    contents.withLock { $0.state.waiting(for: sink).first }
  }

  /// How many alerts wait for a sink.
  public func count(for sink: String) -> Int {
    contents.withLock { $0.state.waiting(for: sink).count }
  }

  /// Alerts dropped since it was opened because too many waited for one sink, or for too long.
  public var dropped: Int { contents.withLock { $0.dropped.values.reduce(0, +) } }

  /// Says each time that something was put in for a sink, once at the beginning, and ends with the
  /// outbox or when somebody else asks for the same sink.
  public func arrivals(for sink: String) -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    continuation.yield()
    let former = contents.withLock { $0.listeners.updateValue(continuation, forKey: sink) }
    former?.finish()
    return stream
  }

  deinit {
    contents.withLock { for listener in $0.listeners.values { listener.finish() } }
  }

  @discardableResult
  private func record(_ record: OutboxState.Record, durable: Bool) throws(Failure) -> Bool {
    var pushedOut: [OutboxState.Dropped] = []
    let result = contents.withLock { contents -> Result<Bool, Failure> in
      guard contents.state.apply(record) else { return .success(false) }
      if case .put(_, let sinks, _, _) = record {
        for sink in sinks { contents.listeners[sink]?.yield() }
        pushedOut = contents.state.takeDropped()
        for drop in pushedOut { contents.dropped[drop.sink, default: 0] += 1 }
      }
      contents.lines += 1
      do throws(Failure) {
        if contents.lines > Outbox.mostLines {
          contents.lines = 0
          try contents.file.replace(with: contents.state.records().map { $0.line() })
        } else {
          try contents.file.append(record.line(), durable: durable)
        }
        return .success(true)
      } catch {
        return .failure(error)
      }
    }
    if !pushedOut.isEmpty, case .put(_, _, let time, _) = record {
      try deadLetters.add(
        pushedOut.map {
          DeadLetter(alert: $0.alert, sink: $0.sink, reason: "Too many waited.", time: time)
        })
    }
    return try result.get()
  }

  /// Name of the file in the state directory.
  static let fileName = "outbox.ndjson"

  /// Reads the file's whole lines.
  /// - Returns: The state, and how many lines are no records.
  static func replay(_ path: String) -> (state: OutboxState, unreadable: Int) {
    var state = OutboxState()
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { return (state, 0) }
    var unreadable = 0
    let lines = data.split(separator: 0x0a, omittingEmptySubsequences: false)
    for line in lines.dropLast() where !line.isEmpty {
      if let record = OutboxState.Record(line: line) {
        _ = state.apply(record)
      } else {
        unreadable += 1
      }
    }
    return (state, unreadable)
  }
}
