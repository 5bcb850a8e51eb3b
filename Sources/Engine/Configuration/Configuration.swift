import AccessLog
import Alerting
import Detection

/// What a configuration file means: every value checked. What it does not say is nil, and the
/// program's default; an option of the command line wins over it.
///
///     let configuration = try Configuration.load("tocsin.json5")
public struct Configuration: Sendable {
  /// A log to read.
  public struct Source: Sendable {
    /// A file, a folder, a pattern or `-`.
    public var path: String
    /// How it is read; nil as all others are.
    public var format: Format?
  }

  /// A log format by name or by the server's own text.
  public struct Format: Sendable {
    /// As it was written.
    public var text: String
    private let prototype: any LineParser

    /// The format of that name or text.
    public init(_ text: String) throws(FormatError) {
      self.text = text
      prototype = try FormatCompiler.parser(for: text)
    }

    /// A parser that has seen no line yet. (Parsers are values; this is a copy.)
    public func makeParser() -> any LineParser { prototype }
  }

  /// The logs, where the command line names none.
  public var sources: [Source] = []
  /// The format of all logs that say nothing else.
  public var format: Format?
  /// Proxies whose X-Forwarded-For is believed.
  public var trustedProxies: [Network] = []
  /// What durations are counted in; nil for each format's own unit.
  public var durationUnit: DurationUnit?
  /// The zone of times that say none; nil for UTC.
  public var timeZone: LogZone?
  /// Length of the windows in seconds.
  public var window: Int?
  /// Bearable false alarms a week.
  public var falseAlarmsPerWeek: Double?
  /// Path of the model.
  public var model: String?
  /// Incidents below are not told.
  public var minSeverity: Severity?
  /// Path of the service's OpenAPI document.
  public var openapi: String?
  /// Whom to pass over.
  public var knownGood: KnownGood?
  /// What of persons may leave.
  public var privacy: PrivacySettings?
  /// Where alerts are written as NDJSON.
  public var alerts: String?
  /// Where the HTML report goes.
  public var report: String?
  /// Threads to use at most.
  public var threads: Int?
  /// Memory to keep to, in bytes.
  public var maxMemory: Int?
  /// Folder of `tocsin watch` for what has to survive a restart.
  public var state: String?
  /// True if `tocsin watch` reads logs that it does not know from their beginning.
  public var fromStart: Bool?
  /// File in which `tocsin watch` says how it is.
  public var statusFile: String?
  /// File in which it says so to Prometheus' node_exporter (textfile collector).
  public var metricsFile: String?
  /// Who is told of alerts, and when.
  public var delivery = DeliverySettings(sinks: [])

  /// A configuration that says nothing.
  public init() {}
}

extension Configuration {
  /// What was typed, as it is meant.
  init(_ typed: TypedConfiguration) throws(SettingsError) {
    self.init()
    sources = try Self.each(typed.sources, "sources") { source, place throws(SettingsError) in
      Source(
        path: try Self.path(source.path, at: place),
        format: try Self.format(source.format, at: place + ".format"))
    }
    format = try Self.format(typed.format, at: "format")
    trustedProxies = try Self.each(
      typed.trustedProxies, "trustedProxies", Self.network)
    durationUnit = try Self.durationUnit(typed.durationUnit)
    timeZone = try Self.timeZone(typed.timeZone)
    window = try Self.window(typed.window)
    falseAlarmsPerWeek = try Self.number(
      typed.falseAlarmsPerWeek, in: 0.01...10_000, at: "falseAlarmsPerWeek")
    model = try Self.path(typed.model, at: "model")
    minSeverity = try Self.severity(typed.minSeverity)
    openapi = try Self.path(typed.openapi, at: "openapi")
    knownGood = try Self.knownGood(typed.knownGood)
    privacy = typed.privacy
    alerts = try Self.path(typed.alerts, at: "alerts")
    report = try Self.path(typed.report, at: "report")
    threads = try Self.number(typed.threads, in: 1...1024, at: "threads")
    maxMemory = try Self.memory(typed.maxMemory)
    state = try Self.path(typed.state, at: "state")
    fromStart = typed.fromStart
    statusFile = try Self.path(typed.health?.status, at: "health.status")
    metricsFile = try Self.path(typed.health?.metrics, at: "health.metrics")
    delivery = DeliverySettings(
      sinks: typed.sinks ?? [], routing: typed.routing ?? RoutingSettings())
    // Names that do not fit each other are said before anything runs.
    _ = try delivery.routing.make(for: delivery.sinks)
  }
}

extension Configuration {
  /// What stands names in for persons, with its key read; nil where they are named.
  /// - Throws: `ConfigurationError` where the key is not there.
  public func pseudonyms(
    environment: [String: String]
  ) throws(ConfigurationError) -> Pseudonyms? {
    do throws(SettingsError) {
      return try privacy?.pseudonyms(environment: environment)
    } catch {
      throw ConfigurationError(error.description)
    }
  }
}
