import Foundation

extension OutboxState.Record {
  /// The record as a line of the outbox's file, with its line break.
  func line() -> [UInt8] {
    var json = JSONBytes()
    json.object { json in
      switch self {
      case .put(let alert, let sinks, let time, let again):
        json.field("put", sinks)
        json.field("at", time)
        if again { json.field("again", true) }
        json.key("alert")
        alert.write(to: &json)
      case .settled(let delivery, let sink):
        json.field("settled", delivery)
        json.field("sink", sink)
      }
    }
    json.endLine()
    return json.bytes
  }

  /// The record of a line; nothing where it is none, such as the half line that a crash leaves.
  init?(line: some Collection<UInt8>) {
    guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(line)) else { return nil }
    if let sinks = fields.put, let alert = fields.alert.flatMap({ Alert($0) }) {
      self = .put(alert, sinks: sinks, at: fields.at ?? 0, again: fields.again ?? false)
    } else if let delivery = fields.settled, let sink = fields.sink {
      self = .settled(delivery: delivery, sink: sink)
    } else {
      return nil
    }
  }

  private struct Fields: Decodable {
    var put: [String]?
    var at: Double?
    var again: Bool?
    var alert: AlertReader.Record?
    var settled: String?
    var sink: String?
  }
}
