import Detection

/// An alert as a line of ArcSight's Common Event Format, version 0, for SIEMs that read nothing else.
public enum CEFPayload {
  /// The line, without a line break.
  /// - Parameter version: This program's version.
  public static func make(_ alert: Alert, version: String) -> String {
    let name = KindCatalogue.entry(for: alert.kind).name
    let header = [
      "CEF:0", "Tocsin", "Tocsin", escapeHeader(version), alert.kind.rawValue, escapeHeader(name),
      "\(severity(alert.severity))",
    ]
    let fields = extensions(alert).map { $0.key + "=" + escapeValue($0.value) }
    return (header + [fields.joined(separator: " ")]).joined(separator: "|")
  }

  /// Keys and lengths after "Implementing ArcSight Common Event Format": msg 1023, cs1…6 4000.
  private static func extensions(_ alert: Alert) -> [(key: String, value: String)] {
    var fields: [(key: String, value: String)] = []
    if !alert.time.isAbsent { fields.append(("rt", "\(UTCTime.milliseconds(alert.time))")) }
    if !alert.window.start.isAbsent {
      fields.append(("start", "\(UTCTime.milliseconds(alert.window.start))"))
    }
    if !alert.window.end.isAbsent {
      fields.append(("end", "\(UTCTime.milliseconds(alert.window.end))"))
    }
    fields += [
      ("externalId", TextLimit.utf8(alert.id, 40)), ("act", alert.event.rawValue),
      ("cnt", "\(alert.requests)"), ("msg", TextLimit.utf8(alert.title, 1023)),
    ]
    switch alert.subject.rung {
    case .client: fields.append(("src", alert.subject.value))
    case .user: fields.append(("suser", TextLimit.utf8(alert.subject.value, 1023)))
    case .endpoint: fields.append(("request", TextLimit.utf8(alert.subject.value, 1023)))
    case .network, .service, .source: break
    }
    let labelled = [
      ("subject", alert.subject.phrase),
      ("kinds", alert.kinds.map(\.rawValue).joined(separator: ",")),
      ("owasp", alert.owasp.joined(separator: ",")),
      ("attack", alert.attack.joined(separator: ",")), ("advice", alert.advice),
      ("gotIn", alert.gotIn ? "yes" : "no"),
    ]
    for (index, item) in labelled.enumerated() where !item.1.isEmpty {
      fields.append(("cs\(index + 1)Label", item.0))
      fields.append(("cs\(index + 1)", TextLimit.utf8(item.1, 4000)))
    }
    return fields
  }

  /// CEF's scale of 0 to 10: 0–3 low, 4–6 medium, 7–8 high, 9–10 very high.
  private static func severity(_ severity: Severity) -> Int {
    switch severity {
    case .low: 3
    case .medium: 6
    case .high: 8
    case .critical: 10
    }
  }

  /// In the header `\` and `|` have a meaning. Line breaks are gone by then (`PrintableText`).
  static func escapeHeader(_ text: String) -> String {
    PrintableText.make(text).replacing("\\", with: "\\\\").replacing("|", with: "\\|")
  }

  /// In values `\` and `=` have one.
  static func escapeValue(_ text: String) -> String {
    PrintableText.make(text).replacing("\\", with: "\\\\").replacing("=", with: "\\=")
  }
}
