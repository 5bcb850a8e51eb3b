import Alerting

/// A configuration file as it was typed: its keys are known and its values have the right type. What
/// they mean is `Configuration`'s business.
///
/// The keys are those of the command-line options, where there is one.
struct TypedConfiguration: Decodable {
  enum Keys: String, CodingKey, CaseIterable {
    case sources, format, trustedProxies, durationUnit, timeZone
    case window, falseAlarmsPerWeek, model, minSeverity, openapi, knownGood, privacy
    case alerts, report, threads, maxMemory
    case state, fromStart, health
    case sinks, routing
  }

  var sources: [TypedSource]?
  var format: String?
  var trustedProxies: [String]?
  var durationUnit: String?
  var timeZone: String?
  var window: TypedAmount?
  var falseAlarmsPerWeek: Double?
  var model: String?
  var minSeverity: String?
  var openapi: String?
  var knownGood: TypedKnownGood?
  var privacy: PrivacySettings?
  var alerts: String?
  var report: String?
  var threads: Int?
  var maxMemory: TypedAmount?
  var state: String?
  var fromStart: Bool?
  var health: TypedHealth?
  var sinks: [SinkSettings]?
  var routing: RoutingSettings?

  init(from decoder: any Decoder) throws {
    let values = try decoder.strictContainer(keyedBy: Keys.self)
    sources = try values.decodeIfPresent([TypedSource].self, forKey: .sources)
    format = try values.decodeIfPresent(String.self, forKey: .format)
    trustedProxies = try values.decodeIfPresent([String].self, forKey: .trustedProxies)
    durationUnit = try values.decodeIfPresent(String.self, forKey: .durationUnit)
    timeZone = try values.decodeIfPresent(String.self, forKey: .timeZone)
    window = try values.decodeIfPresent(TypedAmount.self, forKey: .window)
    falseAlarmsPerWeek = try values.decodeIfPresent(Double.self, forKey: .falseAlarmsPerWeek)
    model = try values.decodeIfPresent(String.self, forKey: .model)
    minSeverity = try values.decodeIfPresent(String.self, forKey: .minSeverity)
    openapi = try values.decodeIfPresent(String.self, forKey: .openapi)
    knownGood = try values.decodeIfPresent(TypedKnownGood.self, forKey: .knownGood)
    privacy = try values.decodeIfPresent(PrivacySettings.self, forKey: .privacy)
    alerts = try values.decodeIfPresent(String.self, forKey: .alerts)
    report = try values.decodeIfPresent(String.self, forKey: .report)
    threads = try values.decodeIfPresent(Int.self, forKey: .threads)
    maxMemory = try values.decodeIfPresent(TypedAmount.self, forKey: .maxMemory)
    state = try values.decodeIfPresent(String.self, forKey: .state)
    fromStart = try values.decodeIfPresent(Bool.self, forKey: .fromStart)
    health = try values.decodeIfPresent(TypedHealth.self, forKey: .health)
    sinks = try values.decodeIfPresent([SinkSettings].self, forKey: .sinks)
    routing = try values.decodeIfPresent(RoutingSettings.self, forKey: .routing)
  }
}

/// A log: its path alone, or an object with more about it.
struct TypedSource: Decodable {
  enum Keys: String, CodingKey, CaseIterable { case path, format }

  var path: String
  var format: String?

  init(from decoder: any Decoder) throws {
    if let path = try? decoder.singleValueContainer().decode(String.self) {
      self.path = path
      return
    }
    let values = try decoder.strictContainer(keyedBy: Keys.self)
    path = try values.decode(String.self, forKey: .path)
    format = try values.decodeIfPresent(String.self, forKey: .format)
  }
}

/// A number, or a text with a unit such as "5m" or "512M".
enum TypedAmount: Decodable, Hashable {
  case number(Int)
  case text(String)

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      self = .text(text)
    } else {
      self = .number(try value.decode(Int.self))
    }
  }

  /// As a person would write it.
  var words: String {
    switch self {
    case .number(let number): "\(number)"
    case .text(let text): "\"\(PrintableText.make(text, limit: 64))\""
    }
  }
}

/// Where the program writes how it is itself.
struct TypedHealth: Decodable {
  enum Keys: String, CodingKey, CaseIterable { case status, metrics }

  var status: String?
  var metrics: String?

  init(from decoder: any Decoder) throws {
    let values = try decoder.strictContainer(keyedBy: Keys.self)
    status = try values.decodeIfPresent(String.self, forKey: .status)
    metrics = try values.decodeIfPresent(String.self, forKey: .metrics)
  }
}
