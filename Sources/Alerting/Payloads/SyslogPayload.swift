import Detection

/// An alert as a syslog message (RFC 5424).
public struct SyslogPayload: Sendable {
  /// Octets of a message that every modern receiver takes (RFC 5424 §6.1).
  public static let mostOctets = 2048

  /// The facility, 0…23: 10 (security, `authpriv`) unless the user chooses another.
  public var facility: Int
  /// This host's name.
  public var host: String
  /// The private enterprise number in the id of the structured data (RFC 5424 §7.2.2). 32473 is the
  /// one for examples (RFC 5612): an organisation puts its own here.
  public var enterprise: Int

  /// How to write messages.
  public init(host: String, facility: Int = 10, enterprise: Int = 32_473) {
    self.host = host
    self.facility = min(max(facility, 0), 23)
    self.enterprise = max(enterprise, 0)
  }

  /// The message, at most `mostOctets` long.
  public func make(_ alert: Alert) -> [UInt8] {
    let priority = facility * 8 + SyslogPayload.severity(alert)
    let head = [
      "<\(priority)>1", UTCTime.rfc3339(alert.time) ?? "-", SyslogPayload.name(host, 255), "tocsin",
      "-", SyslogPayload.name(alert.kind.rawValue, 32), data(alert),
    ].joined(separator: " ")
    // A byte order mark says that the message is UTF-8 (§6.4).
    let start = Array((head + " \u{feff}").utf8)
    let room = SyslogPayload.mostOctets - start.count
    return start + Array(TextLimit.utf8(alert.title, max(0, room)).utf8)
  }

  /// The message framed for TCP by its length (RFC 6587 §3.4.1).
  public func framed(_ alert: Alert) -> [UInt8] {
    let message = make(alert)
    return Array("\(message.count) ".utf8) + message
  }

  private func data(_ alert: Alert) -> String {
    let fields = [
      ("id", alert.id, 64), ("event", alert.event.rawValue, 16),
      ("severity", alert.severity.name, 16), ("type", alert.subject.rung.rawValue, 16),
      ("subject", alert.subject.value, 256), ("gotIn", alert.gotIn ? "yes" : "no", 3),
      ("requests", "\(alert.requests)", 20), ("attack", alert.attack.joined(separator: ","), 128),
    ]
    let written = fields.map { " \($0.0)=\"\(SyslogPayload.escape(TextLimit.utf8($0.1, $0.2)))\"" }
    return "[tocsin@\(enterprise)\(written.joined())]"
  }

  /// RFC 5424 §6.3.3: `"`, `\` and `]` in a value have a backslash before them.
  static func escape(_ value: String) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      if "\"\\]".unicodeScalars.contains(scalar) { result.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// A name of printable ASCII without spaces, `-` where nothing is left.
  private static func name(_ text: String, _ limit: Int) -> String {
    let kept = text.unicodeScalars.filter { (0x21...0x7e).contains($0.value) }.prefix(limit)
    return kept.isEmpty ? "-" : String(String.UnicodeScalarView(kept))
  }

  /// RFC 5424 §6.2.1: 2 critical, 3 error, 4 warning, 5 notice.
  private static func severity(_ alert: Alert) -> Int {
    if alert.event == .resolved { return 5 }
    return switch alert.severity {
    case .critical: 2
    case .high: 3
    case .medium: 4
    case .low: 5
    }
  }
}
