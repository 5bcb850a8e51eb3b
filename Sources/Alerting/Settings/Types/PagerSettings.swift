/// `{"type": "pagerduty", "routingKey": SECRET, "url": "https://events.eu.pagerduty.com"}`.
struct PagerDutySettings: SinkDefinition {
  static let type = "pagerduty"
  static let policy = DeliveryPolicy.people
  private enum Keys: String, CodingKey, CaseIterable { case routingKey, url }
  private let key: Secret
  private let url: String

  init(from decoder: any Decoder) throws {
    let values = try decoder.sinkContainer(keyedBy: Keys.self)
    key = try values.decode(Secret.self, forKey: .routingKey)
    url = try values.decodeIfPresent(String.self, forKey: .url) ?? PagerDutySink.address
  }

  func make(_ context: SinkContext) throws(SettingsError) -> any AlertSink {
    let key = try context.read(key, "routingKey")
    guard key.utf8.count == 32 else {
      throw SettingsError(
        "Sink '\(context.name)', routingKey: it must have 32 characters, as PagerDuty shows it for an integration of the Events API v2."
      )
    }
    return PagerDutySink(
      base: try context.address(url, "url", sendsSecrets: true), routingKey: key,
      transport: context.transport)
  }

  var proof: String { "PagerDuty took the event" }
}

/// `{"type": "opsgenie", "key": SECRET, "url": "https://api.eu.opsgenie.com"}`.
struct OpsgenieSettings: SinkDefinition {
  static let type = "opsgenie"
  static let policy = DeliveryPolicy.people
  private enum Keys: String, CodingKey, CaseIterable { case key, url }
  private let key: Secret
  private let url: String

  init(from decoder: any Decoder) throws {
    let values = try decoder.sinkContainer(keyedBy: Keys.self)
    key = try values.decode(Secret.self, forKey: .key)
    url = try values.decodeIfPresent(String.self, forKey: .url) ?? OpsgenieSink.address
  }

  func make(_ context: SinkContext) throws(SettingsError) -> any AlertSink {
    OpsgenieSink(
      base: try context.address(url, "url", sendsSecrets: true),
      key: try context.read(key, "key"), transport: context.transport)
  }

  var proof: String { "Opsgenie took the request, which it works on afterwards" }
}
