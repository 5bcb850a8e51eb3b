import Alerting
import Scoring

/// `tocsin score series|table FILE.csv`: the engine's own scorers on any numbers.
struct ScoreCommand: Command {
  static let manual = Manual(
    name: "score",
    summary: "Score any numbers: a time series or a table",
    operands: "series|table FILE.csv",
    discussion: [
      "Runs the engine's own scorers on a CSV file, so that they can be tried and compared on"
        + " numbers that are no logs. '-' stands for standard input.",
      "'score series' reads a header and 'timestamp,value' in time order and writes"
        + " 'timestamp,value,score,anomaly': one row for each row, each judged by the rows before"
        + " it. 'score' is the surprise, -log10 of the probability of such a value; 'anomaly' is 1"
        + " where it exceeds what the false-alarm budget allows. A value that is no number is"
        + " scored 0.",
      "'score table' reads a header and numbers and writes 'row,score' from an isolation forest:"
        + " rows count from 1, higher is stranger. A column without numbers is left out. A cell that"
        + " is no number is a missing value: the trees' questions about it are answered both ways,"
        + " weighed as the training rows went, so the row is scored by its other cells. A row"
        + " without any number scores 0.",
    ],
    options: [
      OptionTable.labelColumn, OptionTable.seed, OptionTable.trees, OptionTable.sample,
      OptionTable.quiet,
    ],
    examples: [
      .init(
        purpose: "the ten strangest moments of a series",
        call: "tocsin score series cpu.csv | sort -t, -k3 -gr | head"),
      .init(
        purpose: "outliers in a table whose last column is a label",
        call: "tocsin score table cardio.csv --label-column label > scores.csv"),
    ],
    exits: [
      .init(code: .done, meaning: "every row was scored"),
      .init(code: .failure, meaning: "the file could not be read or holds no numbers"),
    ])

  /// What is scored, and how.
  enum Task: Equatable {
    case series
    case table(TableSettings)
  }

  /// How a table is scored.
  struct TableSettings: Equatable {
    /// The column that is no data.
    var labelColumn: String?
    /// The forest's seed.
    var seed: UInt64
    /// How many trees the forest has.
    var trees: Int
    /// Rows that each tree is grown from.
    var sample: Int
  }

  private let task: Task
  private let file: String
  private let isQuiet: Bool

  init(_ arguments: TypedArguments, surroundings: Surroundings) throws(UsageError) {
    task = try ScoreCommand.task(of: arguments)
    guard let file = arguments.operands.dropFirst().first else {
      throw .missingOperand("a FILE.csv; '-' stands for standard input", command: "score")
    }
    if let extra = arguments.operands.dropFirst(2).first {
      throw .extraOperand(extra, command: "score")
    }
    self.file = file
    isQuiet = arguments.has(OptionTable.quiet)
  }

  private static func task(of arguments: TypedArguments) throws(UsageError) -> Task {
    switch arguments.operands.first {
    case "series":
      let ofTables = [
        OptionTable.labelColumn, OptionTable.seed, OptionTable.trees, OptionTable.sample,
      ]
      if let option = ofTables.first(where: arguments.has) {
        throw .notTaken(option, command: "score", task: "score series", takers: ["score table"])
      }
      return .series
    case "table":
      // A tree of fewer than 2 rows has no split; the upper bounds keep memory below about 1 GB.
      return .table(
        TableSettings(
          labelColumn: arguments.text(OptionTable.labelColumn),
          seed: try arguments.value(OptionTable.seed, as: .seed) ?? 0,
          trees: try arguments.value(OptionTable.trees, as: .number(1...10_000)) ?? 100,
          sample: try arguments.value(OptionTable.sample, as: .number(2...65_536)) ?? 256))
    case let other?:
      throw .unfitOperand(other, words: ["series", "table"], command: "score")
    case nil:
      throw .missingOperand("'series' or 'table', then a FILE.csv", command: "score")
    }
  }

  func run(_ surroundings: Surroundings) async throws -> ExitCode {
    let bytes = try TableFile.read(file)
    let (csv, notices) =
      switch task {
      case .series: try series(bytes)
      case .table(let settings): try table(bytes, settings)
      }
    var output = OutputStream.standardOutput()
    try output.write { $0.append(contentsOf: csv) }
    try output.flush()
    if !isQuiet { Messages.note(notices) }
    return .done
  }

  private func series(_ bytes: [UInt8]) throws -> ([UInt8], [String]) {
    do throws(SeriesFile.Failure) {
      let result = try SeriesFile.score(csv: bytes)
      return (result.csv, result.notices)
    } catch {
      throw failure(error.description)
    }
  }

  private func table(_ bytes: [UInt8], _ settings: TableSettings) throws -> ([UInt8], [String]) {
    do throws(NumberTable.Failure) {
      let table = try NumberTable(csv: bytes, labelColumn: settings.labelColumn)
      let scorer = TableScorer(
        seed: settings.seed, trees: settings.trees, sample: settings.sample)
      return (TableScorer.csv(scorer.scores(of: table)), table.notices)
    } catch {
      throw failure(error.suggestion ?? error.description)
    }
  }

  /// What is wrong with the file, under its name.
  private func failure(_ description: String) -> Failure {
    Failure("\(TableFile.name(of: file)): \(description)")
  }
}

extension NumberTable.Failure {
  /// The column that was probably meant.
  fileprivate var suggestion: String? {
    guard case .noSuchColumn(let name, let header) = self,
      let near = Suggestion.nearest(to: name, among: header)
    else { return nil }
    return "There is no column '\(name)'." + Suggestion.sentence(near)
  }
}
