import AccessLog
import Alerting

extension TerminalPage {
  /// Endpoints and clients listed.
  private static var busiest: Int { 5 }
  /// Files listed.
  private static var files: Int { 8 }

  /// The traffic: the account of lines, the time, the rate, statuses, the busiest, the files.
  mutating func writeTraffic(of report: RunReport) {
    line("Traffic", ink: .bold)
    entry("lines", TrafficPhrases.accounting(report.accounting))
    if !report.accounting.addsUp {
      entry("", "These numbers do not add up: please report this as a fault.", ink: .boldRed)
    }
    if let span = report.span { entry("time", TrafficPhrases.time(span)) }
    if let rate = TrafficPhrases.rate(report) { entry("rate", rate) }
    if let volume = report.traffic.volume { writeSparkline(volume) }
    if let statuses = TrafficPhrases.statuses(report.traffic) { entry("status", statuses) }
    writeBusiest("endpoints", report.traffic.endpoints, report.traffic.distinctEndpoints, report)
    writeBusiest("clients", report.traffic.clients, report.traffic.distinctClients, report)
    writeFiles(report.inputs)
    if let speed = TrafficPhrases.speed(report) { entry("run", speed) }
  }

  /// What the reader should know about the run, and what was wrong with the files.
  mutating func writeNotes(of report: RunReport) {
    let problems = report.inputs.flatMap(\.problems)
    guard !report.notes.isEmpty || !problems.isEmpty else { return }
    gap()
    line("Notes", ink: .bold)
    let shown = (problems + report.notes)
    for note in shown.prefix(TerminalSummary.notes) {
      line(note, indent: TerminalPage.indent)
    }
    if shown.count > TerminalSummary.notes {
      line(
        "and \(Figures.count(shown.count - TerminalSummary.notes, "note")) more", ink: .dim,
        indent: TerminalPage.indent)
    }
  }

  private mutating func writeBusiest(
    _ label: String, _ list: [Counted], _ distinct: Int?, _ report: RunReport
  ) {
    let total = max(1, report.accounting.requests + report.accounting.late)
    for (index, item) in list.prefix(TerminalPage.busiest).enumerated() {
      let figures = Figures.grouped(item.requests)
      let share = Figures.percent(item.requests, of: total)
      row(
        indent: TerminalPage.indent,
        [
          (index == 0 ? label : "", TerminalPage.labelWidth, .dim),
          (item.name, max(10, valueWidth - 21), .plain),
          (" " + String(repeating: " ", count: max(0, 11 - figures.count)) + figures, 12, .plain),
          (" " + String(repeating: " ", count: max(0, 8 - share.count)) + share, 9, .plain),
        ])
    }
    let rest = (distinct ?? list.count) - min(list.count, TerminalPage.busiest)
    if !list.isEmpty, rest > 0 { entry("", "and \(Figures.grouped(rest)) more", ink: .dim) }
  }

  private mutating func writeFiles(_ inputs: [InputReport]) {
    for (index, input) in inputs.prefix(TerminalPage.files).enumerated() {
      cutEntry(index == 0 ? "files" : "", TrafficPhrases.input(input, width: valueWidth))
    }
    let rest = inputs.count - TerminalPage.files
    if rest > 0 { entry("", "and \(Figures.count(rest, "file")) more", ink: .dim) }
  }

  /// Requests over time as a row of blocks, as high as the busiest bin allows.
  private mutating func writeSparkline(_ volume: Volume) {
    let bins = volume.coarsened(to: min(60, valueWidth)).requests
    guard bins.count > 1, let top = bins.max(), top > 0 else { return }
    let blocks = Array("▁▂▃▄▅▆▇█")
    let drawn = bins.map { count in
      count <= 0 ? " " : blocks[min(7, Int(Double(count) / Double(top) * 8))]
    }
    cutEntry("", String(drawn))
  }
}

extension TerminalSummary {
  /// Notes shown.
  public static let notes = 12
}
