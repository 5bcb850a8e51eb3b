import Alerting
import Detection
import Engine
import Foundation

/// What `tocsin watch` was asked to do, by the command line and the configuration.
struct WatchPlan: Sendable {
  /// The state directory.
  let statePath: String
  /// True to read logs that are not known yet from their beginning.
  let isFromStart: Bool
  /// True to say nothing but what is wrong.
  let isQuiet: Bool

  private let run: RunOptions
  private let alertsPath: String?
  private let statusPath: String?
  private let metricsPath: String?
  private let delivery: DeliverySettings

  /// From what was typed.
  init(_ arguments: TypedArguments, _ surroundings: Surroundings) throws(UsageError) {
    let configuration = surroundings.configuration
    run = try RunOptions(arguments, surroundings)
    statePath =
      arguments.text(OptionTable.state) ?? configuration?.state
      ?? StateDirectory.defaultPath(
        environment: ProcessInfo.processInfo.environment, isRoot: geteuid() == 0)
    isFromStart = arguments.has(OptionTable.fromStart) || configuration?.fromStart == true
    isQuiet = arguments.has(OptionTable.quiet)
    delivery = configuration?.delivery ?? DeliverySettings(sinks: [])
    alertsPath = arguments.text(OptionTable.alerts) ?? configuration?.alerts
    statusPath = configuration?.statusFile
    metricsPath = arguments.text(OptionTable.metrics) ?? configuration?.metricsFile
  }

  /// The engine's settings.
  /// - Parameter directory: Where the status goes if no other place was named; nil to leave it.
  func settings(in directory: StateDirectory?) throws -> LiveSettings {
    var settings = LiveSettings()
    settings.run = try run.settings()
    settings.run.goLive()
    settings.statusFile = statusPath ?? directory?.file("status.json")
    settings.metricsFile = metricsPath
    return settings
  }

  /// Where the alerts go: to the sinks of the configuration, to the file that was named, and if there is
  /// neither to standard output, for people.
  /// - Throws: `SettingsError`, such as a secret that cannot be read.
  func receivers(
    stateDirectory: String
  ) throws -> (sinks: [DeliveryHub.Sink], routing: Routing) {
    let context = SinkContext(transport: SystemTransport(), stateDirectory: stateDirectory)
    var (sinks, routing) = try delivery.make(context)
    let own: DeliveryHub.Sink? =
      switch alertsPath {
      case "-"?: DeliveryHub.Sink("output", StandardOutputSink(style: .ndjson))
      case let path?: DeliveryHub.Sink("alerts", LogFileSink(path: path))
      case nil:
        sinks.isEmpty ? DeliveryHub.Sink("output", StandardOutputSink(style: .text)) : nil
      }
    if let own {
      sinks.append(own)
      routing.router.routes.append(Router.Route(sink: own.name))
    }
    return (sinks, routing)
  }

  /// What of another plan only takes effect with a restart, as a sentence.
  func whatNeedsRestart(from former: WatchPlan) -> String {
    run.differsInEngine(from: former.run) || statePath != former.statePath
      ? "Logs, formats, windows, model, budget, memory and the state directory take effect with a"
        + " restart."
      : "It is in force."
  }
}
