import Detection

/// A message for a Microsoft Teams workflow webhook: an adaptive card of version 1.2, the newest that
/// workflows are known to show everywhere.
///
/// Text from a log stands in text runs, which know no Markdown; the title, which has to be a text
/// block for the notification, is escaped.
public enum TeamsPayload {
  /// The body to POST, below the 28 KB that Teams takes.
  public static func make(_ alert: Alert) -> [UInt8] {
    let text = MessageText(alert)
    var json = JSONBytes()
    json.object { json in
      json.field("type", "message")
      json.field(
        "attachments",
        array: { json in
          json.object { json in
            json.field("contentType", "application/vnd.microsoft.card.adaptive")
            json.field("contentUrl", nil)
            json.field("content", object: { card(text, color(alert), &$0) })
          }
        })
    }
    return json.bytes
  }

  private static func card(_ text: MessageText, _ color: String, _ json: inout JSONBytes) {
    json.field("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
    json.field("type", "AdaptiveCard")
    json.field("version", "1.2")
    json.field(
      "body",
      array: { json in
        json.object {
          $0.field("type", "TextBlock")
          $0.field("text", Markdown.escape(text.heading))
          $0.field("wrap", true)
          $0.field("weight", "Bolder")
          $0.field("size", "Medium")
          $0.field("color", color)
        }
        run(text.title, &json)
        for fact in text.facts { run(fact.value, name: fact.name, &json) }
        run(text.advice, name: "Do next", &json)
        for line in text.evidence { run(line, monospace: true, &json) }
      })
    json.field("msteams", object: { $0.field("width", "full") })
  }

  private static func run(
    _ words: String, name: String? = nil, monospace: Bool = false, _ json: inout JSONBytes
  ) {
    json.object { json in
      json.field("type", "RichTextBlock")
      json.field(
        "inlines",
        array: { json in
          if let name {
            json.object {
              $0.field("type", "TextRun")
              $0.field("text", name + ": ")
              $0.field("weight", "Bolder")
            }
          }
          json.object {
            $0.field("type", "TextRun")
            $0.field("text", words)
            if monospace { $0.field("fontType", "Monospace") }
          }
        })
    }
  }

  private static func color(_ alert: Alert) -> String {
    if alert.event == .resolved { return "Good" }
    return alert.severity >= .high ? "Attention" : "Warning"
  }
}
