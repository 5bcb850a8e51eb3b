import Alerting
import Detection

/// A run as one HTML file to hand on: no script, no other file, nothing loaded from anywhere.
///
/// It holds the verdict, a chart of the traffic with the incidents marked in it, every incident with
/// its reasons and evidence, the account of all lines, and what the reader has to know about the
/// personal data in it. All text is escaped, and a Content Security Policy forbids what should get
/// through nevertheless.
public struct HTMLReport: Sendable {
  /// Incidents shown in full.
  public static let detailed = 300
  /// Incidents in the table at the top.
  public static let listed = 2000

  private let report: RunReport

  /// The report of a run.
  public init(_ report: RunReport) { self.report = report }

  /// The whole file.
  public func html() -> String {
    let incidents = IncidentReport.gravestFirst(report.incidents)
    var page = HTMLPage()
    page.markup("<!doctype html>")
    page.element("html", ["lang": "en"]) { page in
      page.element("head") { head(&$0) }
      page.element("body") { page in
        header(&page)
        page.writeChart(report.traffic.volume, incidents)
        overview(incidents, &page)
        details(incidents, &page)
        page.writeTraffic(of: report)
        notes(&page)
        footer(&page)
      }
    }
    return page.html
  }

  private func head(_ page: inout HTMLPage) {
    page.void("meta", ["charset": "utf-8"])
    page.void("meta", ["http-equiv": "Content-Security-Policy", "content": HTMLStyle.policy])
    page.void("meta", ["name": "referrer", "content": "no-referrer"])
    page.void("meta", ["name": "robots", "content": "noindex"])
    page.void("meta", ["name": "viewport", "content": "width=device-width,initial-scale=1"])
    page.element("title", text: "Tocsin: " + RunVerdict.sentence(report))
    page.style()
  }

  private func header(_ page: inout HTMLPage) {
    page.element("header") {
      $0.element(
        "h1", ["class": RunVerdict.isBad(report) ? "bad" : "good"],
        text: RunVerdict.sentence(report))
      var facts: [String] = []
      if let span = report.span { facts.append(TrafficPhrases.time(span)) }
      let requests = report.accounting.requests + report.accounting.late
      facts.append(Figures.count(requests, "request"))
      if report.inputs.count > 1 { facts.append(Figures.count(report.inputs.count, "file")) }
      $0.element("p", ["class": "dim"], text: facts.joined(separator: ", "))
    }
  }

  /// The table of incidents, with a link to each that is shown in full.
  private func overview(_ incidents: [IncidentReport], _ page: inout HTMLPage) {
    guard incidents.count > 1 else { return }
    page.element("h2", text: "Incidents")
    if incidents.count >= KindTally.fewest { tallies(KindTally.of(incidents), &page) }
    page.element("div", ["class": "scroll"]) { page in
      page.element("table") { page in
        page.markup(
          "<tr><th></th><th>What</th><th>Who</th><th>From (UTC)</th><th>Got in</th></tr>")
        for (index, incident) in incidents.prefix(HTMLReport.listed).enumerated() {
          row(incident.latest, index, &page)
        }
      }
    }
    more(incidents.count - HTMLReport.listed, "incident", &page)
  }

  private func tallies(_ tallies: [KindTally], _ page: inout HTMLPage) {
    page.element("ul") { page in
      for tally in tallies {
        page.element("li", ["class": tally.severity.name]) {
          $0.badge(tally.severity)
          $0.text(" \(KindCatalogue.entry(for: tally.kind).name): \(tally.figures)")
        }
      }
    }
  }

  private func row(_ alert: Alert, _ index: Int, _ page: inout HTMLPage) {
    page.element("tr", ["class": alert.severity.name]) { page in
      page.element("td") { $0.badge(alert.severity) }
      page.element("td") {
        let name = KindCatalogue.entry(for: alert.kind).name
        if index < HTMLReport.detailed {
          $0.element("a", ["href": "#incident-\(index + 1)"], text: name)
        } else {
          $0.text(name)
        }
      }
      page.element("td", text: alert.subject.phrase)
      page.element("td", ["class": "k"], text: UTCTime.readable(alert.window.start))
      page.element("td", text: AlertPhrases.gotIn(alert) ?? "")
    }
  }

  private func details(_ incidents: [IncidentReport], _ page: inout HTMLPage) {
    guard !incidents.isEmpty else { return }
    page.element("h2", text: incidents.count > 1 ? "In detail" : "The incident")
    for (index, incident) in incidents.prefix(HTMLReport.detailed).enumerated() {
      page.write(incident, number: index + 1)
    }
    more(incidents.count - HTMLReport.detailed, "incident", &page)
  }

  private func more(_ count: Int, _ noun: String, _ page: inout HTMLPage) {
    guard count > 0 else { return }
    page.element("p", ["class": "dim"], text: "and \(Figures.count(count, noun)) more")
  }

  private func notes(_ page: inout HTMLPage) {
    let notes = report.inputs.flatMap(\.problems) + report.notes
    guard !notes.isEmpty else { return }
    page.element("h2", text: "Notes")
    page.element("ul") { page in
      for note in notes.prefix(HTMLReport.detailed) { page.element("li", text: note) }
    }
    more(notes.count - HTMLReport.detailed, "note", &page)
  }

  private func footer(_ page: inout HTMLPage) {
    page.element("footer") {
      $0.element(
        "p",
        text: report.isRedacted
          ? "Data protection: secrets in the quoted lines have been redacted. Addresses of clients "
            + "and names of users have not: they are personal data. Hand this file only to those "
            + "who need it, and delete it when they no longer do."
          : "Data protection: redaction was switched off. The quoted lines may hold passwords, "
            + "tokens and personal data: do not hand this file on.")
      var origin = "Made by Tocsin \(report.version)"
      if let model = report.model { origin += ", model \(model)" }
      if let config = report.config { origin += ", configuration \(config)" }
      $0.element("p", text: origin + ".")
    }
  }
}

extension HTMLPage {
  /// A severity in its colour.
  mutating func badge(_ severity: Severity) {
    element("span", ["class": "badge"], text: severity.name)
  }
}
