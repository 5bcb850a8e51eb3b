import Alerting
import Engine

/// `tocsin explain ALERT-ID`: why an alert rang, recomputed from what it says.
struct ExplainCommand: Command {
  static let manual = Manual(
    name: "explain",
    summary: "Say why an alert rang, and compute its surprise again",
    operands: "ALERT-ID",
    discussion: [
      "Looks an alert up by its id, in a file that --alerts wrote or in the state directory of"
        + " 'tocsin watch', and says in words what was seen, what was expected, from how much"
        + " history, and how much each feature weighs.",
      "Where the alert holds the test behind a feature with all its numbers, the surprise is computed"
        + " again by the engine's own scorers and compared bit for bit. Where it does not (several"
        + " tests at once, an isolation forest), that is said. With --model it checks that the model"
        + " is the one that judged.",
    ],
    options: [OptionTable.config, OptionTable.alerts, OptionTable.state, OptionTable.model],
    examples: [
      .init(
        purpose: "why did this ring",
        call: "tocsin explain 3f2a9c0b7d114e55 --alerts alerts.ndjson"),
      .init(
        purpose: "was it this model that judged",
        call: "tocsin explain 3f2a9c0b7d114e55 --alerts alerts.ndjson --model normal.model"),
    ],
    exits: [
      .init(code: .done, meaning: "explained, and what could be recomputed agrees"),
      .init(
        code: .failure,
        meaning: "no such alert, a number that does not agree, or another model"),
    ])

  private let id: String
  private let alertsPath: String?
  private let statePath: String?
  private let modelPath: String?

  init(_ arguments: TypedArguments, surroundings: Surroundings) throws(UsageError) {
    guard let id = arguments.operands.first else {
      throw .missingOperand("the ALERT-ID, which stands in the alert as \"id\"", command: "explain")
    }
    if let extra = arguments.operands.dropFirst().first {
      throw .extraOperand(extra, command: "explain")
    }
    self.id = id
    alertsPath = arguments.text(OptionTable.alerts) ?? surroundings.configuration?.alerts
    statePath = arguments.text(OptionTable.state) ?? surroundings.configuration?.state
    modelPath = arguments.text(OptionTable.model)
    guard alertsPath != nil || statePath != nil else {
      throw UsageError(
        "'tocsin explain' needs --alerts FILE or --state DIR: where the alert was written.",
        command: "explain")
    }
  }

  func run(_ surroundings: Surroundings) async throws -> ExitCode {
    let model = try modelPath.map { try ModelFile(path: $0) }
    let turns = try turns()
    let explanation = Explanation(turns, model: model?.hash)
    var output = OutputStream.standardOutput()
    try output.write(
      ExplanationText(explanation, columns: surroundings.columns).text)
    try output.flush()
    return explanation.agrees ? .done : .failure
  }

  /// All that was said about the incident, in the order in which it was decided.
  private func turns() throws -> [Alert] {
    var turns: [Alert] = []
    var read: [String] = []
    var seen = 0
    let paths =
      [alertsPath].compactMap { $0 }
      + AlertSearch.filesOfState.compactMap { name in statePath.map { $0 + "/" + name } }
    for path in paths {
      guard let found = AlertSearch.turns(of: id, in: path) else {
        if path == alertsPath { throw Failure("Cannot read '\(path)': give a file of alerts.") }
        continue
      }
      read.append("'\(path)'")
      seen += found.alerts
      turns += found.turns.filter { !turns.contains($0) }
    }
    guard !turns.isEmpty else {
      let places = read.isEmpty ? "'\(statePath ?? "")'" : read.joined(separator: " and ")
      throw Failure(
        "No alert with the id '\(id)' in \(places) (\(seen) alerts there)."
          + " What was delivered long ago stands in the file of --alerts only.")
    }
    return turns.sorted { $0.time < $1.time }
  }
}
