/// A message for a Slack incoming webhook.
///
/// Text from a log can neither mention anybody nor become a link: `&`, `<` and `>` are written as
/// references (api.slack.com, "Escaping text"), mark-up text is `verbatim`, so that Slack looks for
/// no names or addresses in it, and unfurling is off. There is no resolving by webhook: the end of
/// an incident is a second message.
public enum SlackPayload {
  /// Slack's limit for a section's text, kept well below.
  static let section = 2800
  /// Slack's limit for a header.
  static let header = 150

  /// The body to POST.
  public static func make(_ alert: Alert) -> [UInt8] {
    let text = MessageText(alert)
    var json = JSONBytes()
    json.object { json in
      // What a notification shows, and clients that know no blocks.
      json.field("text", escape(text.title, section))
      json.field("unfurl_links", false)
      json.field("unfurl_media", false)
      json.field("blocks", array: { write(text, to: &$0) })
    }
    return json.bytes
  }

  private static func write(_ text: MessageText, to json: inout JSONBytes) {
    json.object { json in
      json.field("type", "header")
      json.field(
        "text",
        object: {
          $0.field("type", "plain_text")
          $0.field("emoji", false)
          $0.field("text", escape(text.heading, header))
        })
    }
    write(section: plain(text.title), to: &json)
    let facts = text.facts.map { "*\($0.name)*  " + plain($0.value) }.joined(separator: "\n")
    write(section: facts, to: &json)
    write(section: "*Do next*  " + plain(text.advice), to: &json)
    if !text.evidence.isEmpty {
      write(section: "```" + text.evidence.map(code).joined(separator: "\n") + "```", to: &json)
    }
  }

  private static func write(section words: String, to json: inout JSONBytes) {
    json.object { json in
      json.field("type", "section")
      json.field(
        "text",
        object: {
          $0.field("type", "mrkdwn")
          $0.field("verbatim", true)
          $0.field("text", TextLimit.utf16(words, section))
        })
    }
  }

  /// A value among mark-up: its own marks are shown, not obeyed.
  private static func plain(_ value: String) -> String {
    var result = ""
    for character in escape(value, 600) {
      // A word joiner behind a mark keeps Slack from pairing it with another.
      result.append(character)
      if "*_~`".contains(character) { result.append("\u{2060}") }
    }
    return result
  }

  /// A line in a code block, which only three backticks end.
  private static func code(_ line: String) -> String {
    escape(line.replacing("`", with: "'"), 800)
  }

  /// Slack's three references, in a text of at most so many UTF-16 units: the text is cut before it
  /// is escaped, to the share that even a text of nothing but `&` leaves.
  static func escape(_ text: String, _ limit: Int) -> String {
    var result = ""
    var used = 0
    for scalar in text.unicodeScalars {
      let written =
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        default: String(scalar)
        }
      used += written.utf16.count
      if used > limit - 1 { return result + "…" }
      result += written
    }
    return result
  }
}
