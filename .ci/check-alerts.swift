// Compares the alerts of a run with a label file, by the rule of the `backtest` command: an alert
// matches an incident if their windows overlap (with a minute's grace), its subject is the label's
// or contains it, and its kinds include the label's.
//
//     check-alerts LABELS.json ALERTS.ndjson
//
// Exit code 1 if an incident was missed or an alert matches none.
import Foundation

struct Labels: Decodable {
  struct Incident: Decodable {
    var kind: String
    var subject: String
    var start: Date
    var end: Date
    var also: [String]?
  }
  var incidents: [Incident]
}

struct Alert: Decodable {
  struct Subject: Decodable { var value: String }
  struct Window: Decodable {
    var start: Date
    var end: Date
  }
  var id: String
  var kind: String
  var kinds: [String]
  var title: String
  var subject: Subject
  var window: Window
}

let grace: TimeInterval = 60

func isIn(_ address: String, _ network: String) -> Bool {
  let parts = network.split(separator: "/")
  guard parts.count == 2, let bits = Int(parts[1]), (0...32).contains(bits),
    let a = number(address), let n = number(String(parts[0]))
  else { return false }
  return bits == 0 || a >> UInt32(32 - bits) == n >> UInt32(32 - bits)
}

func number(_ address: String) -> UInt32? {
  let bytes = address.split(separator: ".").compactMap { UInt8($0) }
  return bytes.count == 4 ? bytes.reduce(0) { $0 << 8 | UInt32($1) } : nil
}

func matches(_ alert: Alert, _ label: Labels.Incident) -> Bool {
  let subject = alert.subject.value
  let isAbout =
    label.subject == "*" || subject == "*" || subject == label.subject
    || isIn(label.subject, subject)
  let isKind =
    label.kind == "any"
    || !Set(alert.kinds + [alert.kind]).isDisjoint(with: [label.kind] + (label.also ?? []))
  let overlaps =
    alert.window.start <= label.end.addingTimeInterval(grace)
    && alert.window.end >= label.start.addingTimeInterval(-grace)
  return isAbout && isKind && overlaps
}

/// RFC 3339 with or without a fraction.
func moment(_ decoder: any Decoder) throws -> Date {
  let text = try decoder.singleValueContainer().decode(String.self)
  let whole = Date.ISO8601FormatStyle()
  let parsed = try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text)
  return try parsed ?? whole.parse(text)
}

let decoder = JSONDecoder()
decoder.dateDecodingStrategy = .custom(moment)
let labels = try decoder.decode(
  Labels.self, from: Data(contentsOf: URL(filePath: CommandLine.arguments[1])))
let alerts = try Data(contentsOf: URL(filePath: CommandLine.arguments[2]))
  .split(separator: UInt8(ascii: "\n")).map { try decoder.decode(Alert.self, from: Data($0)) }

let missed = labels.incidents.filter { label in !alerts.contains { matches($0, label) } }
// The last word on an incident counts: it may have been narrowed down since it was opened.
let last = Dictionary(alerts.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
let unlabelled = last.values.filter { alert in
  !labels.incidents.contains { matches(alert, $0) }
}
for label in missed { print("  missed: \(label.kind) by \(label.subject) at \(label.start)") }
for alert in unlabelled { print("  matches nothing: \(alert.kind): \(alert.title)") }
print(
  "  \(labels.incidents.count - missed.count) of \(labels.incidents.count) incidents found,"
    + " \(unlabelled.count) of \(last.count) alerts match nothing")
exit(missed.isEmpty && unlabelled.isEmpty ? 0 : 1)
