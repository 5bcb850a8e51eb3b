import AccessLog
import Engine
import Foundation

/// What the commands that run the engine have in common: its inputs, windows and limits.
struct RunOptions: Sendable {
  /// The options that say it; a command lists them among its own.
  static let options =
    InputSettings.options + [OptionTable.window, OptionTable.threads, OptionTable.maxMemory]

  /// Which logs, and which part of them.
  let inputs: InputSettings
  private let window: Int?
  private let threads: Int?
  private let maxMemory: Int?

  /// From what was typed.
  init(_ arguments: TypedArguments, now: Timestamp) throws(UsageError) {
    inputs = try InputSettings(arguments, now: now)
    window = try arguments.value(OptionTable.window, as: .window)
    threads = try arguments.value(OptionTable.threads, as: .number(1...1024))
    maxMemory = try arguments.value(OptionTable.maxMemory, as: .size((64 << 20)...(1 << 44)))
  }

  /// The engine's settings for them.
  /// - Parameter model: What is normal; it says how long the windows are that it was learned from.
  func settings(model: ModelFile? = nil) throws -> RunSettings {
    var settings = RunSettings()
    settings.paths = inputs.paths
    settings.model = model
    if let format = inputs.format { settings.reading.makeParser = { format.makeParser() } }
    settings.reading.reader = inputs.reader
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
    return settings
  }
}
