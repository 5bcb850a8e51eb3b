import Foundation

/// Finds the alerts of one incident again in what was written earlier.
public enum AlertSearch {
  /// Bytes read at once.
  private static let chunk = 1 << 20
  /// Files of a state directory that may hold alerts: those that wait, and those that could not be
  /// delivered.
  public static let filesOfState = [Outbox.fileName, DeadLetters.fileName]

  /// The turns of the incident with that id in a file of alerts (NDJSON) or of the outbox, in the
  /// order of the file; each turn once. Lines that are no alerts are passed over. O(file).
  /// - Returns: The turns, and how many alerts the file holds in all; nil where it cannot be read.
  public static func turns(of id: String, in path: String) -> (turns: [Alert], alerts: Int)? {
    guard let handle = path == "-" ? .standardInput : FileHandle(forReadingAtPath: path) else {
      return nil
    }
    var turns: [Alert] = []
    var alerts = 0
    var rest = Data()
    let use = { (line: Data) in
      guard let alert = AlertReader.read(line) ?? waiting(line) else { return }
      alerts += 1
      if alert.id == id, !turns.contains(alert) { turns.append(alert) }
    }
    while let bytes = try? handle.read(upToCount: chunk), !bytes.isEmpty {
      rest.append(bytes)
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        use(rest[rest.startIndex..<end])
        rest = rest[(end + 1)...]
      }
      rest = Data(rest)
    }
    if !rest.isEmpty { use(rest) }
    return (turns, alerts)
  }

  private static func waiting(_ line: Data) -> Alert? {
    (try? JSONDecoder().decode(Envelope.self, from: line)).flatMap { Alert($0.alert) }
  }

  /// A line of the outbox or of the dead letters: what it says of the alert is not asked for.
  private struct Envelope: Decodable {
    var alert: AlertReader.Record
  }
}
