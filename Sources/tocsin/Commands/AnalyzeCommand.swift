import Alerting
import Detection
import Engine
import Foundation
import Reporting

/// `tocsin analyze FILE…`: judges historic logs.
struct AnalyzeCommand: Command {
  static let manual = Manual(
    name: "analyze",
    summary: "Judge historic logs: incidents, alerts, an HTML report",
    operands: "FILE…",
    discussion: [
      "Reads logs of any size once, in the order of their time, and tells the incidents in them:"
        + " the gravest first, with what was seen, what was expected, and the lines that show it."
        + " Without --model it first learns what is normal from the logs themselves.",
      "FILE may be a log, a folder of logs, a pattern such as 'logs/*.gz', or '-' for standard"
        + " input; .gz, .bz2, .xz and .zst are unpacked. The summary ends with the line count:"
        + " lines = requests + skipped + malformed + late.",
    ],
    options: [OptionTable.alerts, OptionTable.report] + RunOptions.judging
      + RunOptions.options + [OptionTable.quiet],
    examples: [
      .init(
        purpose: "were we attacked, as a page to hand on",
        call: "tocsin analyze --report report.html /var/log/nginx"),
      .init(
        purpose: "judge today by what was normal last month",
        call: "tocsin analyze --model normal.model --alerts alerts.ndjson access.log"),
    ],
    exits: [
      .init(code: .nothingFound, meaning: "nothing abnormal was found"),
      .init(code: .alerts, meaning: "alerts were raised"),
      .init(
        code: .failure, meaning: "a file could not be read or written, or no line was a request"),
    ])

  private let run: RunOptions
  private let alertsPath: String?
  private let reportPath: String?
  private let isQuiet: Bool

  init(_ arguments: TypedArguments, surroundings: Surroundings) throws(UsageError) {
    run = try RunOptions(arguments, surroundings)
    let configuration = surroundings.configuration
    alertsPath = arguments.text(OptionTable.alerts) ?? configuration?.alerts
    reportPath = arguments.text(OptionTable.report) ?? configuration?.report
    isQuiet = arguments.has(OptionTable.quiet)
  }

  func run(_ surroundings: Surroundings) async throws -> ExitCode {
    _ = try Inputs.check(run.inputs.paths)
    let settings = try run.settings()
    let sink = try alertsPath.map { try FileSink(path: $0, mode: .replace) }
    try reportPath.map { try ReportPath.check($0) }

    var progress = ProgressDisplay(surroundings, isQuiet: isQuiet)
    var analysis = AnalyzeRun(settings)
    var report = try analysis.run(
      progress: { progress.show($0) },
      deliver: { alert in try sink.map { try AnalyzeCommand.hand(alert, to: $0) } })
    progress.clear()

    report.version = Program.version
    try reportPath.map { try ReportFile.write(HTMLReport(report).html(), to: $0) }
    if surroundings.outputIsTerminal { report.elapsed = progress.elapsed }
    let code = try run.code(of: report, hasAlerts: !report.incidents.isEmpty)
    if !isQuiet { try show(report, surroundings) }
    return code
  }

  /// Hands an alert to the file; what cannot be written ends the run.
  private static func hand(_ alert: Alert, to sink: FileSink) throws {
    switch sink.deliver(alert) {
    case .delivered: break
    case .receiverGone: throw ReaderGone()
    case .tryAgain(let reason, _), .refused(let reason): throw Failure(reason)
    }
  }

  /// Prints the summary: to standard error where the alerts have standard output.
  private func show(_ report: RunReport, _ surroundings: Surroundings) throws {
    let isOutput = alertsPath != "-"
    let style = TerminalStyle(
      width: surroundings.columns, color: isOutput ? surroundings.color : false)
    var page = isOutput ? OutputStream.standardOutput() : OutputStream.standardError()
    try page.write(TerminalSummary(report, style: style).text())
    try page.flush()
  }
}
