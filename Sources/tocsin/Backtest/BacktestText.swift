import Alerting
import Detection
import Engine
import Reporting

/// What a backtest says to a person: a table with a column for each run, then what is worth a look.
struct BacktestText {
  /// Lines of a list that are shown; the JSON has them all.
  private static let listed = 20
  /// Columns of the names of the rows.
  private static let labelWidth = 28

  private let runs: [BacktestRun]
  private let columns: Int

  init(_ runs: [BacktestRun], columns: Int) {
    self.runs = runs
    self.columns = min(max(columns, 60), 120)
  }

  /// The whole text.
  /// - Parameter isBrief: True for the table alone.
  func text(isBrief: Bool) -> String {
    let report = runs[0].report
    var lines = isBrief ? [] : [heading(report), ""]
    lines += table
    if !isBrief {
      for run in runs { lines += lists(of: run) }
      lines += differences
      lines += runs.flatMap { run in run.report.notes.map { "Note (\(run.name)): \($0)" } }
    }
    return lines.map { PrintableText.make($0) + "\n" }.joined()
  }

  private func heading(_ report: RunReport) -> String {
    let logs = Figures.count(report.inputs.count, "log")
    let time = report.span.map { ", " + UTCTime.readable($0) + " UTC" } ?? ""
    return "Backtest of \(logs)\(time): \(report.accounting.sentence)"
  }

  // MARK: - The table

  private var table: [String] {
    var rows: [String] = []
    if runs.count > 1 { rows.append(row("", runs.map(\.name))) }
    rows.append(row("incidents told", runs.map { "\($0.incidents.count)" }))
    for severity in Severity.allCases.reversed() {
      rows.append(row("  " + severity.name, runs.map { "\($0.count(severity))" }))
    }
    rows.append(
      row("alerts a day", runs.map { Figures.decimals($0.alertsPerDay, places: 2) }))
    let scores = runs.compactMap(\.score)
    guard scores.count == runs.count else { return rows }
    rows.append(row("found", scores.map { "\($0.found) of \($0.outcomes.count)" }))
    rows.append(row("match nothing", scores.map { "\($0.unmatched.count)" }))
    rows.append(row("precision", scores.map { share($0.precision) }))
    rows.append(row("recall", scores.map { share($0.recall) }))
    rows.append(row("first alert after (median)", scores.map { delay($0.delays, 0.5) }))
    rows.append(row("first alert after (slowest)", scores.map { delay($0.delays, 1) }))
    return rows
  }

  private func row(_ label: String, _ values: [String]) -> String {
    let width = min(24, max(12, (columns - Self.labelWidth) / max(values.count, 1) - 2))
    let cells = values.map { value in
      let text = value.count > width ? "…" + value.suffix(width - 1) : value
      return String(repeating: " ", count: width - text.count) + text
    }
    return label.padded(to: Self.labelWidth) + cells.joined(separator: "  ")
  }

  private func share(_ share: Double?) -> String {
    share.map { Figures.decimals($0, places: 3) } ?? "-"
  }

  private func delay(_ delays: [Double], _ quantile: Double) -> String {
    guard !delays.isEmpty else { return "-" }
    let place = Int((Double(delays.count - 1) * quantile).rounded())
    return Figures.duration(seconds: Int64(delays[place].rounded()))
  }

  // MARK: - The lists

  private func lists(of run: BacktestRun) -> [String] {
    guard let score = run.score else { return [] }
    let name = runs.count > 1 ? " (\(run.name))" : ""
    let missed = score.missed.map { label in
      let note = label.note.map { ": \($0)" } ?? ""
      return "  \(label.start.rfc3339)  \(label.kind) by \(label.subject)\(note)"
    }
    return list("Missed\(name):", missed)
      + list("Match nothing\(name):", score.unmatched.map(line))
  }

  private var differences: [String] {
    guard runs.count == 2 else { return [] }
    return list("Only \(runs[0].name):", runs[0].missing(in: runs[1]).map(line))
      + list("Only \(runs[1].name):", runs[1].missing(in: runs[0]).map(line))
  }

  private func line(_ alert: Alert) -> String {
    "  \(alert.window.start.rfc3339)  \(alert.severity.name), \(alert.kind.rawValue):"
      + " \(alert.title)"
  }

  private func list(_ heading: String, _ lines: [String]) -> [String] {
    guard !lines.isEmpty else { return [] }
    let more = lines.count - Self.listed
    return ["", heading] + lines.prefix(Self.listed)
      + (more > 0 ? ["  and \(more) more; --json has them all"] : [])
  }
}
