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
        + " history. With --merge the FILEs are models of one service, from different times.",
      "FILE is as for 'tocsin analyze'.",
    ],
    options: [OptionTable.output, OptionTable.robust, OptionTable.merge] + RunOptions.options + [
      OptionTable.quiet
    ],
    examples: [
      .init(
        purpose: "learn from a month of rotated logs",
        call: "tocsin train 'logs/access.log*' --output normal.model"),
      .init(
        purpose: "only from the days before the trouble began",
        call: "tocsin train --until 2026-03-02 /var/log/nginx -o normal.model"),
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

  init(_ arguments: TypedArguments, surroundings: Surroundings) throws(UsageError) {
    run = try RunOptions(arguments, surroundings)
    guard let path = arguments.text(OptionTable.output) else {
      throw .missingOption(OptionTable.output, command: "train")
    }
    outputPath = path
    isQuiet = arguments.has(OptionTable.quiet)
    isRobust = arguments.has(OptionTable.robust)
    isMerge = arguments.has(OptionTable.merge)
  }

  func run(_ surroundings: Surroundings) async throws -> ExitCode {
    if isMerge { return try merge() }
    _ = try Inputs.check(run.inputs.paths)
    var progress = ProgressDisplay(surroundings, isQuiet: isQuiet)
    var training = try TrainRun(run.settings(isLearning: true), hasQuarantine: isRobust)
    let (model, report) = training.run { progress.show($0) }
    progress.clear()

    let problems = report.inputs.flatMap(\.problems)
    guard let model else {
      throw Failure(
        (problems + ["Nothing was learned: there was no request. \(report.accounting.sentence)."])
          .joined(separator: "\n"))
    }
    let file = try ModelFile.write(model, to: outputPath)
    if !isQuiet {
      let learned =
        "Learned \(model.endpoints.count) endpoints from \(model.history.words) of traffic into"
        + " '\(outputPath)' (model \(file.hash))."
      let leftOut = isRobust ? training.leftOut : []
      Messages.note(problems + leftOut + [report.accounting.sentence, learned])
    }
    return .done
  }

  /// Joins models of one service from different times.
  private func merge() throws -> ExitCode {
    let models = try run.inputs.paths.map { try ModelFile(path: $0).model }
    guard models.count > 1, var joined = models.first else {
      throw Failure("There is nothing to join: --merge takes two models or more.")
    }
    do {
      for model in models.dropFirst() { joined = try joined.merged(with: model) }
    } catch {
      throw Failure("\(error)")
    }
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
