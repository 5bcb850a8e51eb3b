import Detection
import Foundation

/// One sink of the configuration: `{"name": "ops", "type": "slack", "url": {"file": "…"}}`.
///
/// What is the same for all sinks is decoded here, what is particular to a type by its
/// `SinkDefinition`.
public struct SinkSettings: Sendable, Decodable {
  /// The name by which routes, the outbox and messages know the sink.
  public let name: String
  /// The type's name.
  public let type: String
  /// How fast the sink is told.
  public let policy: DeliveryPolicy
  /// Turns in an incident's life that it is told, where not all are.
  public let events: Set<Incident.Event>?
  private let definition: any SinkDefinition

  enum Keys: String, CodingKey, CaseIterable {
    case name, type, events, rate, summarise, followUps
  }

  /// The types there are; to add one, add a line.
  private static let types: [any SinkDefinition.Type] = [
    StandardOutputSettings.self, FileSettings.self, WebhookSettings.self, SlackSettings.self,
    PagerDutySettings.self, OpsgenieSettings.self, TeamsSettings.self, DiscordSettings.self,
    AlertmanagerSettings.self, SyslogSettings.self, MailSettings.self, ExecSettings.self,
    BlocklistSettings.self,
  ]

  /// The names of all types.
  public static var typeNames: [String] { types.map { $0.type } }

  /// A sink's settings.
  /// - Throws: `SettingsError`, `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Keys.self)
    let place = SettingsPath.name(decoder.codingPath)
    type = try values.required(.type)
    guard let definition = SinkSettings.types.first(where: { [type] in $0.type == type }) else {
      let names = SinkSettings.typeNames
      let near = Suggestion.nearest(to: type, among: names)
      let hint = near == nil ? " There are \(names.joined(separator: ", "))." : ""
      throw SettingsError(
        "\(place).type: there is no sink of type '\(PrintableText.make(type, limit: 64))'."
          + Suggestion.sentence(near) + hint, at: place + ".type")
    }
    name =
      try values.text(.name, wanted: "a name of letters, digits, '-' and '_'") { text in
        let isName = text.utf8.allSatisfy {
          (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
            || $0 == 0x2d || $0 == 0x5f
        }
        return isName && (1...64).contains(text.utf8.count) ? text : nil
      } ?? type
    self.definition = try definition.init(from: decoder)
    events = try values.events(.events)
    var policy = definition.policy
    if let rate = try values.decodeIfPresent(RateSettings.self, forKey: .rate) {
      policy.rate = rate.rate
    }
    policy.summarisesStorms =
      try values.decodeIfPresent(Bool.self, forKey: .summarise) ?? policy.summarisesStorms
    policy.followUpInterval = try values.seconds(.followUps) ?? policy.followUpInterval
    self.policy = policy
  }

  /// The sink, with its secrets read.
  /// - Throws: `SettingsError` where a secret is not to be had or does not fit.
  public func make(_ context: SinkContext) throws(SettingsError) -> DeliveryHub.Sink {
    var context = context
    context.name = name
    return DeliveryHub.Sink(name, try definition.make(context), policy: policy)
  }

  /// What a delivery proves, for `tocsin check`: nothing more where nobody answers.
  public var proof: String { definition.proof }
}

/// What is particular to a type of sinks.
protocol SinkDefinition: Sendable, Decodable {
  /// The type's name in the configuration.
  static var type: String { get }
  /// How fast such a sink is told unless the configuration says otherwise.
  static var policy: DeliveryPolicy { get }
  /// The sink.
  func make(_ context: SinkContext) throws(SettingsError) -> any AlertSink
  /// What a delivery proves.
  var proof: String { get }
}

extension SinkDefinition {
  static var policy: DeliveryPolicy { DeliveryPolicy() }
}

extension Decoder {
  /// The container of a sink's own keys, beside those that all sinks have.
  func sinkContainer<Key: CodingKey & CaseIterable>(
    keyedBy keys: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    try strictContainer(keyedBy: keys, besides: SinkSettings.Keys.allCases.map(\.stringValue))
  }
}

/// What sinks are made with.
public struct SinkContext: Sendable {
  /// Carries HTTP.
  public var transport: any HTTPTransport
  /// Where a sink may remember something; nowhere where there is no such directory.
  public var stateDirectory: String?
  /// The environment that secrets come from.
  public var environment: [String: String]
  /// The sink's name.
  var name = ""

  /// What sinks are made with.
  public init(
    transport: any HTTPTransport, stateDirectory: String?,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.transport = transport
    self.stateDirectory = stateDirectory
    self.environment = environment
  }

  /// A secret's text.
  func read(_ secret: Secret, _ key: String) throws(SettingsError) -> String {
    try secret.read(for: "Sink '\(name)', \(key)", environment: environment)
  }

  /// An address that is a secret itself, or holds one.
  func address(_ secret: Secret, _ key: String) throws(SettingsError) -> SecretURL {
    guard let url = SecretURL(try read(secret, key)) else {
      throw SettingsError("Sink '\(name)', \(key): the secret is no http or https address.")
    }
    guard url.isPrivate else {
      throw SettingsError(
        "Sink '\(name)', \(key): \(url) would send a secret in the clear. Use https.")
    }
    return url
  }

  /// An address that secrets are sent to.
  func address(
    _ text: String, _ key: String, sendsSecrets: Bool
  ) throws(SettingsError) -> SecretURL {
    guard let url = SecretURL(text) else {
      throw SettingsError(
        "Sink '\(name)', \(key): it must be an address such as https://alerts.example.org.")
    }
    guard !url.holdsCredentials else {
      throw SettingsError(
        "Sink '\(name)', \(key): a password in the address would stand in the configuration."
          + " Give it as the secret 'authorization'.")
    }
    guard url.isPrivate || !sendsSecrets else {
      throw SettingsError(
        "Sink '\(name)', \(key): \(url) would send a secret in the clear. Use https.")
    }
    return url
  }
}

/// `{"messages": 10, "seconds": 300}`.
private struct RateSettings: Decodable {
  enum Keys: String, CodingKey, CaseIterable { case messages, seconds }
  var rate: DeliveryPolicy.Rate

  init(from decoder: any Decoder) throws {
    let values = try decoder.strictContainer(keyedBy: Keys.self)
    let place = SettingsPath.name(decoder.codingPath)
    guard let messages = try values.number(.messages, 1...100_000),
      let seconds = try values.seconds(.seconds, atLeast: 1)
    else { throw SettingsError("\(place) needs the keys 'messages' and 'seconds'.") }
    rate = DeliveryPolicy.Rate(messages: messages, per: seconds)
  }
}
