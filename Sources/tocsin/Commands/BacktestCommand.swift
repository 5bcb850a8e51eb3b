import Alerting
import Engine
import Foundation

/// `tocsin backtest FILE…`: what a configuration or a model would have rung on history.
struct BacktestCommand: Command {
  static let manual = Manual(
    name: "backtest",
    summary: "Try a configuration or a model on history before trusting it",
    operands: "FILE…",
    discussion: [
      "Judges historic logs as 'tocsin analyze' does and says how often somebody would have been"
        + " called. With --labels, a file of what is known to have happened, it says which incidents"
        + " were found and missed, which alerts match none of them (precision and recall), and how"
        + " long the first alert took. With --against it does the same with another configuration or"
        + " model, side by side.",
      "An alert matches a label if their times overlap (with a grace of one window), its subject is"
        + " the label's or contains it, and its kinds include the label's. The label file:"
        + " {\"incidents\": [{\"kind\": \"brute-force\", \"subject\": \"192.0.2.7\", \"start\":"
        + " \"2026-03-02T10:00:00Z\", \"end\": \"2026-03-02T10:20:00Z\", \"note\": \"…\"}]}; kind may"
        + " be \"any\", subject may be \"*\", and \"also\" lists kinds that tell the same story.",
    ],
    options: [OptionTable.labels, OptionTable.against, OptionTable.json] + RunOptions.judging
      + RunOptions.options + [OptionTable.quiet],
    examples: [
      .init(
        purpose: "how often would last month have called somebody",
        call: "tocsin backtest --model normal.model 'logs/access.log*'"),
      .init(
        purpose: "is ten false alarms a week worth it",
        call: "tocsin backtest -c now.json5 --against ten.json5 --labels known.json access.log"),
    ],
    exits: [
      .init(code: .nothingFound, meaning: "nothing would have rung"),
      .init(code: .alerts, meaning: "alerts would have been raised"),
      .init(
        code: .failure, meaning: "a file could not be read, or no line was a request"),
    ])

  private let arguments: TypedArguments
  private let run: RunOptions
  private let labelsPath: String?
  private let againstPath: String?
  private let isJSON: Bool
  private let isQuiet: Bool

  init(_ arguments: TypedArguments, surroundings: Surroundings) throws(UsageError) {
    self.arguments = arguments
    run = try RunOptions(arguments, surroundings)
    labelsPath = arguments.text(OptionTable.labels)
    againstPath = arguments.text(OptionTable.against)
    isJSON = arguments.has(OptionTable.json)
    isQuiet = arguments.has(OptionTable.quiet)
    if againstPath != nil, run.inputs.paths.contains("-") {
      throw UsageError(
        "Standard input can be read once only: --against needs logs in files.", command: "backtest")
    }
  }

  func run(_ surroundings: Surroundings) async throws -> ExitCode {
    _ = try Inputs.check(run.inputs.paths)
    let labels = try labelsPath.map { try LabelFile.load($0) }
    let other = try againstPath.map { try against($0, surroundings) }
    let settings = try [run.settings()] + (other.map { [try $0.settings()] } ?? [])

    var progress = ProgressDisplay(surroundings, isQuiet: isQuiet || isJSON)
    let names = ["this", againstPath ?? ""]
    let runs = zip(settings, names).map { settings, name in
      BacktestRun(settings, name: name, labels: labels) { progress.show($0) }
    }
    progress.clear()
    let code = try run.code(of: runs[0].report, hasAlerts: !runs[0].incidents.isEmpty)
    var output = OutputStream.standardOutput()
    if isJSON {
      try output.write { $0 += BacktestJSON.line(runs, labelled: labels != nil) }
    } else {
      try output.write(BacktestText(runs, columns: surroundings.columns).text(isBrief: isQuiet))
    }
    try output.flush()
    return code
  }

  /// The other setting: the same command line with another model or another configuration.
  private func against(
    _ path: String, _ surroundings: Surroundings
  ) throws -> RunOptions {
    var arguments = arguments
    var surroundings = surroundings
    arguments.operands = run.inputs.paths
    if ModelFile.isModel(path: path) {
      arguments.values[OptionTable.model.name] = path
    } else {
      surroundings.configuration = try Configuration.load(path)
    }
    return try RunOptions(arguments, surroundings)
  }
}
