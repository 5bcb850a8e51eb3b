/// `{"type": "webhook", "url": "https://…" or SECRET, "format": "tocsin", "secret": SECRET,
/// "formerSecret": SECRET, "authorization": SECRET}`.
struct WebhookSettings: SinkDefinition {
  static let type = "webhook"
  private enum Keys: String, CodingKey, CaseIterable {
    case url, format, secret, formerSecret, authorization
  }
  private let url: String?
  private let secretURL: Secret?
  private let format: AlertFormat
  private let secrets: [(key: String, secret: Secret)]
  private let authorization: Secret?

  init(from decoder: any Decoder) throws {
    let values = try decoder.sinkContainer(keyedBy: Keys.self)
    url = try? values.decode(String.self, forKey: .url)
    secretURL = url == nil ? try values.decode(Secret.self, forKey: .url) : nil
    format = try values.word(.format, as: AlertFormat.self) ?? .standard
    authorization = try values.decodeIfPresent(Secret.self, forKey: .authorization)
    var secrets: [(key: String, secret: Secret)] = []
    for key in [Keys.secret, .formerSecret] {
      if let secret = try values.decodeIfPresent(Secret.self, forKey: key) {
        secrets.append((key.rawValue, secret))
      }
    }
    self.secrets = secrets
  }

  func make(_ context: SinkContext) throws(SettingsError) -> any AlertSink {
    var keys: [StandardWebhook.Secret] = []
    for (key, secret) in secrets {
      guard let parsed = StandardWebhook.Secret(try context.read(secret, key)) else {
        throw SettingsError(
          "Sink '\(context.name)', \(key): it must be 'whsec_' and the base64 of 24 to 64 bytes.")
      }
      keys.append(parsed)
    }
    return WebhookSink(
      url: try address(context), format: format, secrets: keys,
      authorization: try authorization.map { secret throws(SettingsError) in
        try context.read(secret, "authorization")
      }, transport: context.transport)
  }

  private func address(_ context: SinkContext) throws(SettingsError) -> SecretURL {
    if let secretURL { return try context.address(secretURL, "url") }
    return try context.address(url ?? "", "url", sendsSecrets: authorization != nil)
  }

  var proof: String { "the receiver took it" }
}

/// `{"type": "alertmanager", "url": "http://…:9093", "authorization": SECRET}`.
struct AlertmanagerSettings: SinkDefinition {
  static let type = "alertmanager"
  private enum Keys: String, CodingKey, CaseIterable { case url, authorization }
  private let url: String
  private let authorization: Secret?

  init(from decoder: any Decoder) throws {
    let values = try decoder.sinkContainer(keyedBy: Keys.self)
    url = try values.required(.url)
    authorization = try values.decodeIfPresent(Secret.self, forKey: .authorization)
  }

  func make(_ context: SinkContext) throws(SettingsError) -> any AlertSink {
    AlertmanagerSink(
      base: try context.address(url, "url", sendsSecrets: authorization != nil),
      authorization: try authorization.map { secret throws(SettingsError) in
        try context.read(secret, "authorization")
      }, transport: context.transport,
      memory: context.stateDirectory.map {
        OpenAlerts(path: "\($0)/alertmanager-\(context.name).ndjson")
      })
  }

  var proof: String { "Alertmanager took the alert" }
}
