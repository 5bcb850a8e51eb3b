import AccessLog
import Alerting
import Detection

extension TerminalPage {
  /// One incident: who, what, when, how sure, did they get in, why, evidence, what to do next.
  /// - Parameter isAdvised: True where the same advice stands above already.
  mutating func write(_ incident: IncidentReport, isAdvised: Bool = false) {
    let alert = incident.latest
    let heading = KindCatalogue.entry(for: alert.kind).name + ", " + alert.subject.phrase
    row([
      (alert.severity.name.uppercased(), TerminalPage.labelWidth, alert.severity.ink),
      (heading, style.width - TerminalPage.labelWidth, .bold),
    ])
    line(alert.headline, indent: TerminalPage.indent)
    entry("when", IncidentPhrases.when(incident))
    if let outcome = AlertPhrases.gotIn(alert) {
      entry("got in", outcome, ink: alert.gotIn ? .boldRed : .plain)
    }
    entry("sure", AlertPhrases.sure(alert))
    if let others = AlertPhrases.otherKinds(alert) { entry("also", others) }
    writeReasons(alert.reasons)
    writeEvidence(alert.evidence)
    entry("do next", isAdvised ? "the same as above" : alert.advice)
    cutEntry("alert", alert.id)
  }

  private mutating func writeReasons(_ reasons: [Reason]) {
    let shown = reasons.prefix(TerminalSummary.reasons)
    for (index, reason) in shown.enumerated() {
      entry(index == 0 ? "because" : "", AlertPhrases.reason(reason))
    }
    if reasons.count > shown.count {
      entry("", "and \(Figures.count(reasons.count - shown.count, "reason")) more", ink: .dim)
    }
  }

  private mutating func writeEvidence(_ evidence: [Alert.Evidence]) {
    let shown = evidence.prefix(TerminalSummary.evidenceLines)
    for (index, line) in shown.enumerated() {
      let place = DisplayWidth.fitEnd("\(line.file):\(line.line)", valueWidth)
      cutEntry(index == 0 ? "evidence" : "", place, ink: .dim)
      quote(line.text, lines: TerminalSummary.linesOfEvidence, indent: 2 * TerminalPage.indent)
    }
    if evidence.count > shown.count {
      entry("", "and \(Figures.count(evidence.count - shown.count, "line")) more", ink: .dim)
    }
  }
}
