import Foundation
import Synchronization

/// An alert that will not be delivered to a sink by itself any more, and why.
public struct DeadLetter: Sendable, Hashable {
  /// The alert.
  public var alert: Alert
  /// The sink that did not get it.
  public var sink: String
  /// Why, as a sentence.
  public var reason: String
  /// When that was decided, in seconds since the Unix epoch.
  public var time: Double
}

/// The alerts that a sink refused for good, or that were dropped: kept for `tocsin outbox`, so that
/// nothing is gone without a trace.
public final class DeadLetters: Sendable {
  /// Bytes of the file beyond which its older half is left out: some 2,000 alerts.
  private static let mostBytes = 8 << 20

  private let path: String
  private let lock = Mutex(())

  /// The dead letters of a state directory.
  public init(directory: String) { path = directory + "/" + DeadLetters.fileName }

  /// The file's name in the state directory.
  static let fileName = "dead-letters.ndjson"

  /// Puts letters behind the others.
  /// - Throws: `Outbox.Failure` where they cannot be written.
  public func add(_ letters: [DeadLetter]) throws(Outbox.Failure) {
    let bytes = Array(letters.map { $0.line() }.joined())
    let result = lock.withLock { _ -> Result<Void, Outbox.Failure> in
      do throws(Outbox.Failure) {
        try SmallFile.append(bytes, to: path)
        if SmallFile.size(path) > DeadLetters.mostBytes { try halve() }
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  /// All letters, the oldest first. Lines that are none are left out.
  public func all() -> [DeadLetter] { lock.withLock { _ in read() } }

  /// Takes letters out.
  /// - Parameter chosen: True for a letter that is to be taken.
  /// - Returns: The letters taken.
  public func take(where chosen: (DeadLetter) -> Bool) throws(Outbox.Failure) -> [DeadLetter] {
    let result = lock.withLock { _ -> Result<[DeadLetter], Outbox.Failure> in
      let letters = read()
      let taken = letters.filter(chosen)
      guard !taken.isEmpty else { return .success([]) }
      do throws(Outbox.Failure) {
        try write(letters.filter { !chosen($0) })
        return .success(taken)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func read() -> [DeadLetter] {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { return [] }
    return data.split(separator: 0x0a).compactMap { DeadLetter(line: $0) }
  }

  private func halve() throws(Outbox.Failure) {
    let letters = read()
    try write(Array(letters.dropFirst(letters.count / 2)))
  }

  private func write(_ letters: [DeadLetter]) throws(Outbox.Failure) {
    try SmallFile.replace(Array(letters.map { $0.line() }.joined()), at: path)
  }
}

extension DeadLetter {
  /// The letter as a line with its line break.
  func line() -> [UInt8] {
    var json = JSONBytes()
    json.object { json in
      json.field("sink", sink)
      json.field("reason", reason)
      json.field("time", time)
      json.key("alert")
      alert.write(to: &json)
    }
    json.endLine()
    return json.bytes
  }

  /// The letter of a line; nothing where it is none.
  init?(line: some Collection<UInt8>) {
    guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(line)),
      let alert = Alert(fields.alert)
    else { return nil }
    self.init(alert: alert, sink: fields.sink, reason: fields.reason, time: fields.time)
  }

  private struct Fields: Decodable {
    var sink: String
    var reason: String
    var time: Double
    var alert: AlertReader.Record
  }
}
