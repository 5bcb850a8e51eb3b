import Detection

/// What a message to people says about an alert, before any service's own escaping: the pieces that
/// Slack, Teams, Discord and Opsgenie all show, already short enough for the strictest of them.
struct MessageText {
  /// Evidence lines in a message, and how much of each: a chat is for knowing, not for reading logs.
  static let evidenceLines = 3
  static let evidenceLength = 400

  /// "CRITICAL: Account takeover", "Over: Account takeover".
  let heading: String
  /// The alert's title.
  let title: String
  /// Names and values, in the order in which they are read.
  let facts: [(name: String, value: String)]
  /// What to do next.
  let advice: String
  /// Evidence as a quotation, a line each.
  let evidence: [String]

  init(_ alert: Alert) {
    let name = KindCatalogue.entry(for: alert.kind).name
    heading = (alert.event == .resolved ? "Over" : alert.severity.name.uppercased()) + ": " + name
    title = alert.title
    facts = MessageText.facts(alert)
    advice = alert.advice
    evidence = alert.evidence.prefix(MessageText.evidenceLines).map {
      PrintableText.cut($0.text, to: MessageText.evidenceLength)
    }
  }

  private static func facts(_ alert: Alert) -> [(name: String, value: String)] {
    var facts = [("Who", alert.subject.phrase), ("When", UTCTime.readable(alert.window) + " UTC")]
    if let outcome = AlertPhrases.gotIn(alert) { facts.append(("Got in", outcome)) }
    facts.append(("Sure", AlertPhrases.sure(alert)))
    if let reason = alert.reasons.first { facts.append(("Because", AlertPhrases.reason(reason))) }
    facts.append(("Alert", alert.id))
    return facts.map { ($0.0, PrintableText.cut($0.1, to: 300)) }
  }
}

/// Cutting text to what a receiver counts.
enum TextLimit {
  /// At most so many UTF-16 code units, as services written in JavaScript and C# count; the last is
  /// an ellipsis where it was cut.
  static func utf16(_ text: String, _ limit: Int) -> String {
    cut(text, limit, ellipsis: 1) { UTF16.width($0) }
  }

  /// At most so many bytes of UTF-8; the last three are an ellipsis where it was cut.
  static func utf8(_ text: String, _ limit: Int) -> String {
    cut(text, limit, ellipsis: 3) { UTF8.width($0) }
  }

  private static func cut(
    _ text: String, _ limit: Int, ellipsis: Int, _ width: (Unicode.Scalar) -> Int
  ) -> String {
    let whole = text.unicodeScalars.reduce(0) { $0 + width($1) }
    guard whole > limit else { return text }
    var result = ""
    var used = 0
    for scalar in text.unicodeScalars {
      used += width(scalar)
      if used > limit - ellipsis { break }
      result.unicodeScalars.append(scalar)
    }
    return limit >= ellipsis ? result + "…" : result
  }
}
