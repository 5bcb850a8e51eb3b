import Alerting
import Detection

extension HTMLPage {
  /// One incident in full.
  mutating func write(_ incident: IncidentReport, number: Int) {
    let alert = incident.latest
    element("article", ["id": "incident-\(number)", "class": alert.severity.name]) { page in
      page.element("h3") {
        $0.badge(alert.severity)
        $0.text(" " + KindCatalogue.entry(for: alert.kind).name + ", " + alert.subject.phrase)
      }
      page.element("p", ["class": "headline"], text: alert.headline)
      page.writeFacts(incident)
      page.element("div", ["class": "advice"]) {
        $0.element("strong", text: "Do next: ")
        $0.text(alert.advice)
      }
      page.writeReasons(alert.reasons)
      page.writeTurns(incident)
      page.writeEvidence(alert.evidence)
    }
  }

  private mutating func writeFacts(_ incident: IncidentReport) {
    let alert = incident.latest
    element("dl") { page in
      page.fact("When", IncidentPhrases.when(incident))
      if let outcome = AlertPhrases.gotIn(alert) { page.fact("Got in", outcome) }
      page.fact("Sure", AlertPhrases.sure(alert))
      if let others = AlertPhrases.otherKinds(alert) { page.fact("Also", others) }
      page.fact("Means", KindCatalogue.entry(for: alert.kind).meaning)
      let owasp = alert.owasp.map { $0 + " " + (OWASPCategory(rawValue: $0)?.title ?? "") }
      if !owasp.isEmpty { page.fact("OWASP", owasp.joined(separator: "; ")) }
      if !alert.attack.isEmpty {
        page.fact("MITRE ATT&CK", alert.attack.joined(separator: ", "))
      }
      page.fact("Alert", alert.id)
    }
  }

  private mutating func fact(_ name: String, _ value: String) {
    element("dt", text: name)
    element("dd", text: value)
  }

  private mutating func writeReasons(_ reasons: [Reason]) {
    guard !reasons.isEmpty else { return }
    element("h4", text: "Observed (above) against expected (below)")
    element("div", ["class": "scroll"]) { page in
      page.element("table") { page in
        for reason in reasons {
          page.element("tr") { page in
            page.element("td", ["class": "k"], text: AlertPhrases.words(reason.feature))
            page.element("td", ["class": "figure"]) { $0.writeBars(reason) }
            page.element("td") { page in
              page.text(ReasonBars.figures(reason))
              if !reason.basis.isEmpty {
                page.markup("<br>")
                page.element("span", ["class": "dim"], text: reason.basis)
              }
            }
          }
        }
      }
    }
  }

  /// The incident's life, where there is more to it than its opening.
  private mutating func writeTurns(_ incident: IncidentReport) {
    guard incident.turns.count > 1 else { return }
    element("h4", text: "What happened when")
    element("ol") { page in
      for turn in incident.turns.suffix(50) {
        page.element("li") {
          $0.text(UTCTime.readable(turn.time) + " UTC: ")
          $0.text("\(turn.event.rawValue), \(turn.severity.name): \(turn.headline)")
        }
      }
    }
  }

  private mutating func writeEvidence(_ evidence: [Alert.Evidence]) {
    guard !evidence.isEmpty else { return }
    element("h4", text: "Evidence")
    for line in evidence {
      element(
        "p", ["class": "dim"], text: "\(line.file), line \(line.line), byte \(line.offset)")
      element("pre", text: line.text)
    }
  }
}
