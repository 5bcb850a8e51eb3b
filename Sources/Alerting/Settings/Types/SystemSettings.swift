import AccessLog

/// `{"type": "syslog", "transport": "local", "udp" or "tcp", "host": "…", "port": 514,
/// "path": "/dev/log", "facility": 10, "enterprise": 32473}`.
struct SyslogSettings: SinkDefinition {
  static let type = "syslog"
  private enum Keys: String, CodingKey, CaseIterable {
    case transport, host, port, path, facility, enterprise
  }
  private enum Transport: String, CaseIterable { case local, udp, tcp }
  private let address: SyslogAddress
  private let facility: Int
  private let enterprise: Int

  init(from decoder: any Decoder) throws {
    let values = try decoder.sinkContainer(keyedBy: Keys.self)
    let transport = try values.word(.transport, as: Transport.self) ?? .local
    facility = try values.number(.facility, 0...23) ?? 10
    enterprise = try values.number(.enterprise, 1...Int(Int32.max)) ?? 32_473
    let port = try values.number(.port, 1...65_535)
    switch transport {
    case .local: address = .local(path: try values.path(.path) ?? "/dev/log")
    // RFC 5426 §3.3; for plain TCP there is no assigned port, and receivers use the same.
    case .udp: address = .udp(host: try values.required(.host), port: port ?? 514)
    case .tcp: address = .tcp(host: try values.required(.host), port: port ?? 514)
    }
  }

  func make(_ context: SinkContext) -> any AlertSink {
    SyslogSink(
      address,
      payload: SyslogPayload(
        host: SyslogSink.hostName(), facility: facility, enterprise: enterprise))
  }

  var proof: String { "it is sent; syslog answers nothing" }
}

/// `{"type": "mail", "from": "tocsin@example.org", "to": ["oncall@example.org"],
/// "sendmail": "/usr/sbin/sendmail"}`.
struct MailSettings: SinkDefinition {
  static let type = "mail"
  static let policy = DeliveryPolicy.people
  private enum Keys: String, CodingKey, CaseIterable { case from, to, sendmail }
  private let from: MailAddress
  private let to: [MailAddress]
  private let program: String

  init(from decoder: any Decoder) throws {
    let values = try decoder.sinkContainer(keyedBy: Keys.self)
    let wanted = "an address such as oncall@example.org"
    let place = SettingsPath.name(decoder.codingPath)
    guard let from = try values.text(.from, wanted: wanted, make: { MailAddress($0) }),
      let to = try values.texts(.to, wanted: wanted, make: { MailAddress($0) }), !to.isEmpty
    else { throw SettingsError("\(place) needs the keys 'from' and 'to', a list.") }
    self.from = from
    self.to = to
    program = try values.path(.sendmail) ?? MailSink.program
  }

  func make(_ context: SinkContext) -> any AlertSink {
    MailSink(from: from, to: to, program: program)
  }

  var proof: String { "sendmail took the message; what becomes of it stands in the mail log" }
}

/// `{"type": "blocklist", "path": "/etc/nginx/blocked.conf", "format": "nginx", "kinds": [...],
/// "minimum": "high", "expiry": "24h", "allow": ["192.0.2.0/24"], "entries": 10000,
/// "set": "tocsin", "command": ["/usr/sbin/nginx", "-s", "reload"]}`.
struct BlocklistSettings: SinkDefinition {
  static let type = "blocklist"
  private enum Keys: String, CodingKey, CaseIterable {
    case path, format, kinds, minimum, expiry, allow, entries, set, command
  }
  private let path: String
  private let format: BlocklistFormat
  private let rules: BlocklistSink.Rules
  private let set: String
  private let command: [String]

  init(from decoder: any Decoder) throws {
    let values = try decoder.sinkContainer(keyedBy: Keys.self)
    let place = SettingsPath.name(decoder.codingPath)
    guard let path = try values.path(.path) else {
      throw SettingsError("\(place) lacks the key 'path': add the absolute path of the list.")
    }
    self.path = path
    guard let format = try values.word(.format, as: BlocklistFormat.self) else {
      throw SettingsError(
        "\(place) lacks the key 'format': it is nginx, ipset, nftables or plain.")
    }
    self.format = format
    guard let kinds = try values.kinds(.kinds), !kinds.isEmpty else {
      throw SettingsError(
        "\(place) needs the key 'kinds': name the kinds of incidents whose clients are to be blocked."
      )
    }
    rules = BlocklistSink.Rules(
      kinds: kinds, minimum: try values.severity(.minimum) ?? .high,
      duration: Int64(min(try values.seconds(.expiry, atLeast: 60) ?? 86_400, 1e9)),
      allowed: try values.texts(.allow, wanted: "an address or a network", make: { Network($0) })
        ?? [],
      mostEntries: try values.number(.entries, 1...1_000_000) ?? 10_000)
    set =
      try values.text(.set, wanted: "a name of 1 to 28 letters and digits") { text in
        let isName = text.utf8.allSatisfy {
          (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
        }
        // ipset(8) allows 31 characters, of which "-4" needs two.
        return isName && (1...28).contains(text.utf8.count) ? text : nil
      } ?? "tocsin"
    command = try values.decodeIfPresent([String].self, forKey: .command) ?? []
    if values.contains(.command) {
      try CommandSettings.check(command, at: decoder.codingPath, Keys.command)
    }
  }

  func make(_ context: SinkContext) -> any AlertSink {
    BlocklistSink(path: path, format: format, rules: rules, name: set, command: command)
  }

  var proof: String { "a test alert blocks nobody, so that nothing was written" }
}
