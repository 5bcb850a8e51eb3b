import Detection

/// What the terminal, the reports and the messages to people say about an alert, in the same words.
package enum AlertPhrases {
  /// "yes", "no sign of it", or nothing where the question makes no sense.
  package static func gotIn(_ alert: Alert) -> String? {
    if alert.gotIn { return "yes" }
    let question = alert.kinds.contains { KindCatalogue.entry(for: $0).isAttack }
    return question ? "no sign of it" : nil
  }

  /// "99 %, surprise 12.5".
  package static func sure(_ alert: Alert) -> String {
    Figures.confidence(alert.confidence) + ", surprise " + Figures.value(alert.surprise)
  }

  /// The kinds besides the main one.
  package static func otherKinds(_ alert: Alert) -> String? {
    let others = alert.kinds.filter { $0 != alert.kind }
    return others.isEmpty ? nil : others.map(\.rawValue).joined(separator: ", ")
  }

  /// "failed log-ins 12, expected 0.25 ± 0.5 (7 days of this endpoint)".
  package static func reason(_ reason: Reason) -> String {
    let spread = reason.spread > 0 ? " ± " + quantity(reason.spread, of: reason.feature) : ""
    let basis = reason.basis.isEmpty ? "" : " (\(reason.basis))"
    return "\(words(reason.feature)) \(quantity(reason.observed, of: reason.feature)), expected "
      + "\(quantity(reason.expected, of: reason.feature))\(spread)\(basis)"
  }

  /// A feature's name in words: `failedLogIns` is "failed log-ins".
  package static func words(_ feature: String) -> String {
    var words = ""
    for character in feature {
      if character.isUppercase, words.last?.isLowercase == true { words.append(" ") }
      words += character.lowercased()
    }
    return words.replacing("log in", with: "log-in")
  }

  /// A value of a feature with its unit: shares in percent, bytes with a prefix.
  package static func quantity(_ value: Double, of feature: String) -> String {
    if feature.hasSuffix("Share"), value.isFinite { return Figures.value(value * 100) + " %" }
    if feature == "bytes", (0...1e15).contains(value) { return Figures.bytes(Int64(value)) }
    return Figures.value(value)
  }
}
