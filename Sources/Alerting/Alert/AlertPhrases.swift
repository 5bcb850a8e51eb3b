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

  /// "failedLogIns 12, expected 0.25 ± 0.5 (7 days of this endpoint)".
  package static func reason(_ reason: Reason) -> String {
    let spread = reason.spread > 0 ? " ± " + Figures.value(reason.spread) : ""
    let basis = reason.basis.isEmpty ? "" : " (\(reason.basis))"
    return "\(reason.feature) \(Figures.value(reason.observed)), expected "
      + "\(Figures.value(reason.expected))\(spread)\(basis)"
  }
}
