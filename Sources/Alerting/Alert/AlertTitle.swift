import Detection

/// The one sentence of an alert: did they get in, who, what.
///
/// What matters most comes first, because a telephone's lock screen shows about 40 characters.
enum AlertTitle {
  static func make(_ alert: Alert) -> String {
    let sentence = alert.subject.phrase + ": " + trimmed(alert.headline) + outcome(alert)
    return PrintableText.cut(capitalised(prefix(alert) + sentence), to: Alert.Limit.title)
  }

  private static func prefix(_ alert: Alert) -> String {
    switch (alert.event, alert.gotIn) {
    case (.opened, true): "They got in: "
    case (.opened, false): ""
    case (.escalated, true): "They got in now: "
    case (.escalated, false): "Worse now: "
    case (.resolved, true): "Over, but they got in: "
    case (.resolved, false): "Over: "
    }
  }

  private static func outcome(_ alert: Alert) -> String {
    let question = alert.kinds.contains { KindCatalogue.entry(for: $0).isAttack }
    return question && !alert.gotIn ? "; no sign that they got in" : ""
  }

  private static func trimmed(_ headline: String) -> String {
    var text = Substring(headline)
    while let last = text.last, last == "." || last == " " { text.removeLast() }
    return String(text)
  }

  private static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}

extension Subject {
  /// The subject in a sentence: "client 192.0.2.1", "the whole service".
  public var phrase: String {
    switch rung {
    case .client, .network, .user, .source: rung.rawValue + " " + value
    case .endpoint: value
    case .service: value == "*" ? "the whole service" : "service " + value
    }
  }
}
