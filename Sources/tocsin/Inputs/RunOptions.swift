import AccessLog
import Detection
import Engine
import Foundation
import Reporting

/// What the commands that run the engine have in common: its inputs, windows and limits.
struct RunOptions: Sendable {
  /// The options that say it; a command lists them among its own.
  static let options =
    InputSettings.options + [OptionTable.window, OptionTable.threads, OptionTable.maxMemory]

  /// The further options of commands that judge.
  static let judging = [
    OptionTable.model, OptionTable.minSeverity, OptionTable.alarmsPerWeek, OptionTable.openAPI,
  ]

  /// Which logs, and which part of them.
  let inputs: InputSettings
  private let window: Int?
  private let threads: Int?
  private let maxMemory: Int?
  private let modelPath: String?
  private let minimumSeverity: Severity?
  private let alarmsPerWeek: Double?
  private let openAPIPath: String?
  private let configuration: Configuration?

  /// From what was typed.
  init(_ arguments: TypedArguments, _ surroundings: Surroundings) throws(UsageError) {
    let configuration = surroundings.configuration
    self.configuration = configuration
    inputs = try InputSettings(arguments, surroundings)
    window = try arguments.value(OptionTable.window, as: .window) ?? configuration?.window
    threads =
      try arguments.value(OptionTable.threads, as: .number(1...1024))
      ?? configuration?.threads
    let sizes = Configuration.smallestMemory...Configuration.largestMemory
    maxMemory =
      try arguments.value(OptionTable.maxMemory, as: .size(sizes))
      ?? configuration?.maxMemory
    modelPath = arguments.text(OptionTable.model) ?? configuration?.model
    openAPIPath = arguments.text(OptionTable.openAPI) ?? configuration?.openapi
    minimumSeverity =
      try arguments.value(OptionTable.minSeverity, as: .severity)
      ?? configuration?.minSeverity
    alarmsPerWeek =
      try arguments.value(OptionTable.alarmsPerWeek, as: .alarms)
      ?? configuration?.falseAlarmsPerWeek
  }

  /// True where the length of windows was asked for.
  var hasWindow: Bool { window != nil }

  /// True where others would make another engine: what cannot be changed while it runs.
  func differsInEngine(from other: RunOptions) -> Bool {
    inputs.paths != other.inputs.paths || window != other.window || threads != other.threads
      || maxMemory != other.maxMemory || modelPath != other.modelPath
      || alarmsPerWeek != other.alarmsPerWeek
      || inputs.format?.text != other.inputs.format?.text
  }

  /// The engine's settings for them.
  /// - Parameter isLearning: True for commands that take no model; else the model says how long the
  ///   windows are that it was learned from.
  func settings(isLearning: Bool = false) throws -> RunSettings {
    let model = try isLearning ? nil : modelPath.map { try ModelFile(path: $0) }
    var settings = RunSettings()
    settings.paths = inputs.paths
    settings.model = model
    if let format = inputs.format { settings.reading.makeParser = { format.makeParser() } }
    settings.reading.reader = inputs.reader
    settings.reading.parsersByWord = inputs.formats.mapValues { format in
      { format.makeParser() }
    }
    settings.reading.filter = inputs.filter
    settings.reading.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    if let maxMemory { MemoryPlan.apply(maxMemory, to: &settings.pipeline) }
    let learned = model?.model.history.windowSeconds
    if let window, let learned, Int64(window) != learned {
      throw Failure(
        "The model was learned from windows of \(learned) s, which --window \(window) does not fit:"
          + " leave the option out, or train a model with it.")
    }
    if let seconds = window.map(Int64.init) ?? learned {
      settings.pipeline.windows.windowSeconds = seconds
    }
    if let minimumSeverity { settings.minimumSeverity = minimumSeverity }
    if let alarmsPerWeek { settings.pipeline.analyst.budget.perWeek = alarmsPerWeek }
    if let knownGood = configuration?.knownGood {
      settings.pipeline.analyst.knownGood = knownGood
    }
    if !isLearning {
      settings.pipeline.description = try openAPIPath.map { try DescriptionFile.read($0) }
    }
    settings.pseudonyms = try configuration?.pseudonyms(
      environment: ProcessInfo.processInfo.environment)
    settings.config = configuration.map { _ in JudgingDigest.hash(of: settings) }
    return settings
  }
}

extension RunOptions {
  /// How a run ends for the shell.
  /// - Throws: `Failure` where nothing could be read.
  func code(of report: RunReport, hasAlerts: Bool) throws -> ExitCode {
    let accounting = report.accounting
    if hasAlerts { return .alerts }
    if accounting.lines == 0 {
      let obstacles = Inputs.obstacles(inputs.paths)
      guard obstacles.isEmpty else { throw Failure(obstacles.joined(separator: "\n")) }
    }
    guard
      accounting.requests + accounting.late + accounting.skipped > 0 || accounting.malformed == 0
    else { throw Failure.nothingParsed(inputs, report.inputs.flatMap(\.problems)) }
    return .nothingFound
  }
}
