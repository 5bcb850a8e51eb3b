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
    var listeners: [String: AsyncStream<Void>.Continuation] = [:]
  }

  private let path: String
  private let contents: Mutex<Contents>
  /// Lines of the file that could not be read when it was opened; half a line at its end is none.
  public let unreadableLines: Int

  /// Opens the outbox, with what was waiting when it was last used.
  /// - Parameter directory: The state directory, which must exist.
  /// - Throws: `Failure`, also where another process uses it.
  public init(directory: String) throws(Failure) {
    path = directory + "/outbox.ndjson"
    var state = OutboxState()
    unreadableLines = Outbox.replay(path, into: &state)
    let file = try AppendFile(path, lines: state.records().map { $0.line() })
    contents = Mutex(Contents(state: state, file: file))
  }

  /// Takes an alert in for sinks that have not had it; it is on the disk when this returns.
  /// - Returns: False where all of them have had it.
  /// - Throws: `Failure` where it could not be written: it is then delivered if the process lives.
  @discardableResult
  public func put(_ alert: Alert, for sinks: [String]) throws(Failure) -> Bool {
    try record(.put(alert, sinks: sinks), durable: true)
  }

  /// Notes that a sink has the alert, or will never take it. A line lost in a crash means that it is
  /// delivered once more.
  /// - Throws: `Failure` where that could not be written.
  public func settle(_ alert: Alert, with sink: String) throws(Failure) {
    try record(.settled(delivery: alert.deliveryID, sink: sink), durable: false)
  }

  /// The alert that has waited longest for a sink.
  public func next(for sink: String) -> Alert? {
    contents.withLock { $0.state.waiting(for: sink).first }
  }

  /// How many alerts wait for a sink.
  public func count(for sink: String) -> Int {
    contents.withLock { $0.state.waiting(for: sink).count }
  }

  /// Alerts dropped since it was opened because too many waited for one sink.
  public var dropped: Int { contents.withLock { $0.state.dropped } }

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
    let result = contents.withLock { contents -> Result<Bool, Failure> in
      guard contents.state.apply(record) else { return .success(false) }
      if case .put(_, let sinks) = record {
        for sink in sinks { contents.listeners[sink]?.yield() }
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
    return try result.get()
  }

  /// Takes in the file's whole lines.
  /// - Returns: How many of them are no records.
  private static func replay(_ path: String, into state: inout OutboxState) -> Int {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { return 0 }
    var unreadable = 0
    let lines = data.split(separator: 0x0a, omittingEmptySubsequences: false)
    for line in lines.dropLast() where !line.isEmpty {
      if let record = OutboxState.Record(line: line) {
        _ = state.apply(record)
      } else {
        unreadable += 1
      }
    }
    return unreadable
  }
}
