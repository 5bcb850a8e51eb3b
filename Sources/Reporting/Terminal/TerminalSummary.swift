import Alerting
import Detection

/// The summary of a run for whoever was called: the verdict first, then the incidents with the
/// gravest first, then the traffic, then what to know about the run.
///
///     2 incidents, 1 critical: they got in
///
///     CRITICAL  Account takeover, client 203.0.113.9
///       12 failed log-ins in a minute, then a success
///       when      2026-03-02 03:04:05 to 03:05:05 UTC (1 min), 13 requests
///       got in    yes
///       …
///
/// No byte of a log line reaches the terminal but as printable text, and no line is wider than the
/// style says.
public struct TerminalSummary: Sendable {
  /// Incidents shown in full; the others get a line each.
  public static let detailed = 10
  /// Incidents that get a line each behind those shown in full.
  public static let listed = 20
  /// Evidence lines of an incident.
  public static let evidenceLines = 3
  /// Lines of the terminal that an evidence line may take: an ordinary line of nginx needs two.
  static let linesOfEvidence = 3
  /// Reasons of an incident.
  public static let reasons = 4

  private let report: RunReport
  private let style: TerminalStyle

  /// The summary of a run.
  public init(_ report: RunReport, style: TerminalStyle = TerminalStyle()) {
    self.report = report
    self.style = style
  }

  /// The whole text, with a line break at its end.
  public func text() -> String {
    var page = TerminalPage(style: style)
    page.line(RunVerdict.sentence(report), ink: RunVerdict.isBad(report) ? .boldRed : .green)
    writeIncidents(to: &page)
    page.gap()
    page.writeTraffic(of: report)
    page.writeNotes(of: report)
    return page.text
  }

  private func writeIncidents(to page: inout TerminalPage) {
    let incidents = IncidentReport.gravestFirst(report.incidents)
    if incidents.count >= KindTally.fewest { writeTallies(KindTally.of(incidents), to: &page) }
    var advised: Set<String> = []
    for incident in incidents.prefix(TerminalSummary.detailed) {
      page.gap()
      page.write(incident, isAdvised: !advised.insert(incident.latest.advice).inserted)
    }
    let rest = incidents.dropFirst(TerminalSummary.detailed)
    if !rest.isEmpty { writeList(rest, to: &page) }
  }

  private func writeTallies(_ tallies: [KindTally], to page: inout TerminalPage) {
    page.gap()
    for tally in tallies.prefix(TerminalSummary.listed) {
      page.row(
        indent: TerminalPage.indent,
        [
          (tally.severity.name.uppercased(), TerminalPage.labelWidth, tally.severity.ink),
          (KindCatalogue.entry(for: tally.kind).name, 28, .plain),
          (tally.figures, style.width, .plain),
        ])
    }
    let rest = tallies.count - TerminalSummary.listed
    if rest > 0 {
      page.line("and \(Figures.count(rest, "kind")) more", indent: TerminalPage.indent)
    }
  }

  private func writeList(_ rest: ArraySlice<IncidentReport>, to page: inout TerminalPage) {
    page.gap()
    page.line("And \(Figures.grouped(rest.count)) more", ink: .bold)
    for alert in rest.prefix(TerminalSummary.listed).map(\.latest) {
      page.row(
        indent: TerminalPage.indent,
        [
          (alert.severity.name.uppercased(), TerminalPage.labelWidth, alert.severity.ink),
          (UTCTime.readable(alert.window.start), 21, .plain),
          (alert.kind.rawValue, 22, .plain),
          (alert.subject.phrase, style.width, .plain),
        ])
    }
    let unseen = rest.count - TerminalSummary.listed
    if unseen > 0 {
      page.line(
        "and \(Figures.grouped(unseen)) more: --alerts FILE and --report FILE.html hold them all",
        indent: TerminalPage.indent)
    }
  }
}

extension Severity {
  /// The colour that says how urgent it is.
  var ink: TerminalPage.Ink {
    switch self {
    case .critical: .boldRed
    case .high: .red
    case .medium: .yellow
    case .low: .cyan
    }
  }
}
