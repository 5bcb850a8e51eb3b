import Detection

/// A message for a Discord webhook: one embed.
///
/// Nobody can be mentioned (`allowed_mentions` is empty), and marks from a log are escaped.
public enum DiscordPayload {
  /// The body to POST.
  public static func make(_ alert: Alert) -> [UInt8] {
    let text = MessageText(alert)
    var json = JSONBytes()
    json.object { json in
      json.field("allowed_mentions", object: { $0.field("parse", [String]()) })
      json.field("embeds", array: { $0.object { write(text, color(alert), to: &$0) } })
    }
    return json.bytes
  }

  /// Discord's limits are 256 for a title, 4096 for a description, 256 and 1024 for a field, and 6000
  /// for all together; these stay below in sum.
  private static func write(_ text: MessageText, _ color: Int, to json: inout JSONBytes) {
    json.field("title", TextLimit.utf16(Markdown.escape(text.heading), 250))
    json.field("description", TextLimit.utf16(Markdown.escape(text.title), 900))
    json.field("color", color)
    json.field(
      "fields",
      array: { json in
        for fact in text.facts {
          write(fact.name, TextLimit.utf16(Markdown.escape(fact.value), 380), to: &json)
        }
        write("Do next", TextLimit.utf16(Markdown.escape(text.advice), 700), to: &json)
        if !text.evidence.isEmpty {
          write("Evidence", Markdown.code(text.evidence, 1000), to: &json)
        }
      })
  }

  private static func write(_ name: String, _ value: String, to json: inout JSONBytes) {
    json.object {
      $0.field("name", name)
      $0.field("value", value.isEmpty ? "-" : value)
    }
  }

  private static func color(_ alert: Alert) -> Int {
    if alert.event == .resolved { return 0x2a7a3b }
    return switch alert.severity {
    case .critical: 0xb3141c
    case .high: 0xc8501e
    case .medium: 0xb08000
    case .low: 0x2f6f8f
    }
  }
}

/// Markdown as chats understand it.
enum Markdown {
  /// The text with every character that could be a mark behind a backslash (CommonMark §2.4), so
  /// that it is shown as it is. The colon of an address is a mark here too: without it no chat makes
  /// a link of it; and so is `@`.
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if "\\`*_{}[]()<>#+-.!|~:@&".unicodeScalars.contains(scalar) { result.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// Lines as a code block of at most so many UTF-16 units; backticks in them cannot end it.
  static func code(_ lines: [String], _ limit: Int) -> String {
    let text = lines.map { $0.replacing("`", with: "'") }.joined(separator: "\n")
    return "```\n" + TextLimit.utf16(text, limit - 8) + "\n```"
  }
}
