/// `{"type": "slack", "url": SECRET}`.
struct SlackSettings: SinkDefinition {
  static let type = "slack"
  static let policy = DeliveryPolicy.people
  private enum Keys: String, CodingKey, CaseIterable { case url }
  private let url: Secret

  init(from decoder: any Decoder) throws {
    url = try decoder.sinkContainer(keyedBy: Keys.self).decode(Secret.self, forKey: .url)
  }

  func make(_ context: SinkContext) throws(SettingsError) -> any AlertSink {
    SlackSink(url: try context.address(url, "url"), transport: context.transport)
  }

  var proof: String { "Slack took the message" }
}

/// `{"type": "teams", "url": SECRET}`.
struct TeamsSettings: SinkDefinition {
  static let type = "teams"
  static let policy = DeliveryPolicy.people
  private enum Keys: String, CodingKey, CaseIterable { case url }
  private let url: Secret

  init(from decoder: any Decoder) throws {
    url = try decoder.sinkContainer(keyedBy: Keys.self).decode(Secret.self, forKey: .url)
  }

  func make(_ context: SinkContext) throws(SettingsError) -> any AlertSink {
    TeamsSink(url: try context.address(url, "url"), transport: context.transport)
  }

  var proof: String { "Teams took the card; whether the workflow posts it is seen in the channel" }
}

/// `{"type": "discord", "url": SECRET}`.
struct DiscordSettings: SinkDefinition {
  static let type = "discord"
  static let policy = DeliveryPolicy.people
  private enum Keys: String, CodingKey, CaseIterable { case url }
  private let url: Secret

  init(from decoder: any Decoder) throws {
    url = try decoder.sinkContainer(keyedBy: Keys.self).decode(Secret.self, forKey: .url)
  }

  func make(_ context: SinkContext) throws(SettingsError) -> any AlertSink {
    DiscordSink(url: try context.address(url, "url"), transport: context.transport)
  }

  var proof: String { "Discord posted the message" }
}
