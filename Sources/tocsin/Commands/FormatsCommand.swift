import AccessLog
import Engine

/// `tocsin formats [FILE…]`: the formats known, and the format doctor.
struct FormatsCommand: Command {
  static let manual = Manual(
    name: "formats",
    summary: "List the log formats known, or say what a log is and what does not fit",
    operands: "[FILE…]",
    discussion: [
      "Without a file it lists the formats that are known by name. All of them are detected by"
        + " themselves.",
      "With files it says for each which format it is in, how sure that is, which fields it has,"
        + " and shows the lines that do not fit with the place where they break off. With --format"
        + " it judges them by that format instead. It ends with the option to read the log so without"
        + " detecting anything.",
    ],
    options: [OptionTable.format, OptionTable.markdown] + ReadingOptions.options,
    examples: [
      .init(purpose: "what is this log", call: "tocsin formats /var/log/nginx/access.log"),
      .init(
        purpose: "why does it not read as HAProxy's",
        call: "tocsin formats --format haproxy proxy.log"),
    ],
    exits: [
      .init(code: .done, meaning: "listed, or every file is in a known format"),
      .init(code: .failure, meaning: "a file is in no known format or could not be read"),
    ])

  private let paths: [String]
  private let format: FormatChoice?
  private let reading: ReaderOptions
  private let isMarkdown: Bool

  init(_ arguments: TypedArguments, surroundings: Surroundings) throws(UsageError) {
    paths = arguments.operands
    format = try FormatChoice(arguments)
    reading = try ReadingOptions.reader(arguments, nil)
    isMarkdown = arguments.has(OptionTable.markdown)
  }

  func run(_ surroundings: Surroundings) async throws -> ExitCode {
    var output = OutputStream.standardOutput()
    if paths.isEmpty {
      try output.write(isMarkdown ? FormatTable.markdown : list())
      try output.flush()
      return .done
    }
    var code = ExitCode.done
    for log in try LogFile.find(paths, format: format, reading: reading) {
      try output.write(diagnose(log, code: &code))
      try output.flush()
    }
    return code
  }

  /// The formats by name, as `grep` and people like it: one a line.
  private func list() -> String {
    let longest = FormatCatalog.all.map(\.name.count).max() ?? 0
    return FormatCatalog.all.map { $0.name.padded(to: longest) + "  " + $0.summary + "\n" }
      .joined()
  }

  private func diagnose(_ log: LogFile, code: inout ExitCode) throws -> String {
    var diagnosis = FormatDiagnosis()
    let ending = try log.read { diagnosis.add($0) }
    if diagnosis.lines == 0 {
      if ending.problem?.isFailure == true { code = .failure }
      return DiagnosisText.ofNothing(log.name, because: ending.problem)
    }
    if diagnosis.requests == 0 { code = .failure }
    let text = DiagnosisText(
      diagnosis, log: log.name, reading: reading, ending: ending, named: format?.text)
    let remark = ending.problem.map { "  " + $0.description + "\n" } ?? ""
    return text.text() + remark
  }
}
