import AccessLog
import Alerting
import Detection
import Engine
import Reporting

/// `tocsin train FILE… --output MODEL`: learns what is normal from historic logs.
struct TrainCommand: Command {
  static let manual = Manual(
    name: "train",
    summary: "Learn what is normal from historic logs",
    operands: "FILE… --output MODEL",
    discussion: [
      "Learns how much traffic, which endpoints, errors, sizes and clients are usual, at which hour"
        + " of which day, and writes it to a model file for --model of the other commands. It learns"
        + " robustly: an attack in the history does not become the norm. Two weeks or more are best;"
        + " the file says how much there was. Months are learned in stretches of two weeks, the"
        + " older ones counting for less.",
      "With --robust it learns twice, the second time without the incidents that it finds in the"
        + " history. With --model it goes on from a model: requests from before its end are passed"
        + " over, so the same logs may be given again, and what is new is joined to it. With --merge"
        + " the FILEs are models of one service, from different times.",
      "FILE is as for 'tocsin analyze'.",
    ],
    options: [OptionTable.output, OptionTable.robust, OptionTable.model, OptionTable.merge]
      + RunOptions.options + [OptionTable.quiet],
    examples: [
      .init(
        purpose: "learn from a month of rotated logs",
        call: "tocsin train 'logs/access.log*' --output normal.model"),
      .init(
        purpose: "only from the days before the trouble began",
        call: "tocsin train --until 2026-03-02 /var/log/nginx -o normal.model"),
      .init(
        purpose: "each night: go on from yesterday's model",
        call: "tocsin train 'logs/access.log*' --model normal.model -o normal.model"),
      .init(
        purpose: "add last week to what is known",
        call: "tocsin train --merge normal.model week.model -o normal.model"),
    ],
    exits: [
      .init(code: .done, meaning: "the model was written"),
      .init(code: .failure, meaning: "nothing could be learned, or a file not read or written"),
    ])

  private let run: RunOptions
  private let outputPath: String
  private let isQuiet: Bool
  private let isRobust: Bool
  private let isMerge: Bool
  /// The model to go on from: only one that was typed, not the configuration's.
  private let basePath: String?

  init(_ arguments: TypedArguments, surroundings: Surroundings) throws(UsageError) {
    run = try RunOptions(arguments, surroundings)
    guard let path = arguments.text(OptionTable.output) else {
      throw .missingOption(OptionTable.output, command: "train")
    }
    outputPath = path
    isQuiet = arguments.has(OptionTable.quiet)
    isRobust = arguments.has(OptionTable.robust)
    isMerge = arguments.has(OptionTable.merge)
    basePath = arguments.text(OptionTable.model)
  }

  func run(_ surroundings: Surroundings) async throws -> ExitCode {
    if isMerge { return try merge() }
    _ = try Inputs.check(run.inputs.paths)
    var progress = ProgressDisplay(surroundings, isQuiet: isQuiet)
    let base = try basePath.map { try ModelFile(path: $0).model }
    var training = try TrainRun(settings(after: base), hasQuarantine: isRobust)
    let (learned, report) = training.run { progress.show($0) }
    progress.clear()

    let problems = report.inputs.flatMap(\.problems)
    guard let learned else {
      let after = base.map { " after \(Self.moment($0.history.end)), where the model ends" } ?? ""
      let sentence = "Nothing was learned: there was no request\(after)."
      throw Failure(
        (problems + ["\(sentence) \(report.accounting.sentence)."]).joined(separator: "\n"))
    }
    let model = try base.map { try Self.joined($0, learned) } ?? learned
    let file = try ModelFile.write(model, to: outputPath)
    if !isQuiet {
      let sentence =
        "Learned \(model.endpoints.count) endpoints from \(model.history.words) of traffic into"
        + " '\(outputPath)' (model \(file.hash))."
      let leftOut = isRobust ? training.leftOut : []
      Messages.note(problems + leftOut + [report.accounting.sentence, sentence])
    }
    return .done
  }

  /// The settings for what comes after a model, in windows of its length.
  private func settings(after base: Model?) throws -> RunSettings {
    var settings = try run.settings(isLearning: true)
    guard let base else { return settings }
    let seconds = base.history.windowSeconds
    if run.hasWindow, settings.pipeline.windows.windowSeconds != seconds {
      throw Failure(
        "The model was learned from windows of \(seconds) s, which --window"
          + " \(settings.pipeline.windows.windowSeconds) does not fit: leave the option out.")
    }
    settings.pipeline.windows.windowSeconds = seconds
    let end = Timestamp(microseconds: base.history.end &* 1_000_000)
    settings.reading.filter.since = max(settings.reading.filter.since ?? end, end)
    return settings
  }

  private static func joined(_ base: Model, _ learned: Model) throws -> Model {
    do {
      return try base.merged(with: learned)
    } catch {
      throw Failure("\(error)")
    }
  }

  private static func moment(_ seconds: Int64) -> String {
    UTCTime.readable(Timestamp(microseconds: seconds &* 1_000_000)) + " UTC"
  }

  /// Joins models of one service from different times.
  private func merge() throws -> ExitCode {
    let models = try run.inputs.paths.map { try ModelFile(path: $0).model }
    guard models.count > 1, var joined = models.first else {
      throw Failure("There is nothing to join: --merge takes two models or more.")
    }
    for model in models.dropFirst() { joined = try Self.joined(joined, model) }
    let file = try ModelFile.write(joined, to: outputPath)
    if !isQuiet {
      Messages.note([
        "Joined \(models.count) models, \(joined.history.words) of traffic in all, into"
          + " '\(outputPath)' (model \(file.hash))."
      ])
    }
    return .done
  }
}
