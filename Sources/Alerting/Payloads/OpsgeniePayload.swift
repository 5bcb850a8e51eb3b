import Detection

/// An alert for Opsgenie's alert API: created when an incident opens or escalates (Opsgenie counts
/// repetitions of an `alias` as the same alert), closed when it is over.
///
/// Atlassian has announced Opsgenie's end of support; this is for those who still have it.
public enum OpsgeniePayload {
  /// The path behind the service's address.
  public static func path(_ alert: Alert) -> String {
    guard alert.event == .resolved else { return "/v2/alerts" }
    return "/v2/alerts/\(percentEncoded(alias(alert)))/close?identifierType=alias"
  }

  /// The body to POST, with the header `Authorization: GenieKey …`.
  public static func make(_ alert: Alert) -> [UInt8] {
    var json = JSONBytes()
    json.object { json in
      json.field("source", "Tocsin")
      if alert.event == .resolved {
        json.field("note", alert.title)
      } else {
        write(alert, to: &json)
      }
    }
    return json.bytes
  }

  /// Opsgenie's limits: message 130, alias 512, description 15,000, entity 512, 20 tags of 50.
  private static func write(_ alert: Alert, to json: inout JSONBytes) {
    let text = MessageText(alert)
    json.field("message", TextLimit.utf16(alert.title, 130))
    json.field("alias", alias(alert))
    json.field("description", TextLimit.utf16(description(text), 15_000))
    json.field("entity", TextLimit.utf16(alert.subject.value, 512))
    json.field("priority", priority(alert.severity))
    let tags = ["tocsin"] + alert.kinds.map(\.rawValue) + alert.owasp + alert.attack
    json.field("tags", tags.prefix(20).map { TextLimit.utf16($0, 50) })
    json.field(
      "details",
      object: { json in
        for fact in text.facts { json.field(fact.name, fact.value) }
      })
  }

  private static func description(_ text: MessageText) -> String {
    ([text.title, "", "Do next: " + text.advice, ""]
      + text.facts.map { $0.name + ": " + $0.value } + [""] + text.evidence)
      .joined(separator: "\n")
  }

  private static func alias(_ alert: Alert) -> String {
    TextLimit.utf16("tocsin-" + alert.id, 512)
  }

  private static func priority(_ severity: Severity) -> String {
    switch severity {
    case .critical: "P1"
    case .high: "P2"
    case .medium: "P3"
    case .low: "P4"
    }
  }

  /// RFC 3986 §2.3: all but the unreserved characters.
  private static func percentEncoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
