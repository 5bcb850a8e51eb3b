/// An alert as plain text, for a terminal, a mail and whatever else knows no mark-up.
struct PlainMessage {
  /// The first line: how bad, and the alert's title.
  let subject: String
  /// Everything, with line breaks.
  let text: String

  init(_ alert: Alert) {
    let message = MessageText(alert)
    let state = alert.event == .resolved ? "Over" : alert.severity.name.uppercased()
    subject = "[\(state)] \(alert.title)"
    let width = message.facts.map(\.name.count).max() ?? 0
    var lines = [subject, ""]
    lines += message.facts.map { fact in
      "  \(fact.name)\(String(repeating: " ", count: width - fact.name.count))  \(fact.value)"
    }
    lines += ["", "  Do next: \(message.advice)"]
    if !message.evidence.isEmpty { lines += [""] + message.evidence.map { "  | \($0)" } }
    text = lines.joined(separator: "\n") + "\n"
  }
}
