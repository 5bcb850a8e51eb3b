import Alerting

extension HTMLPage {
  /// The traffic: the account of lines, statuses, the busiest, the files.
  mutating func writeTraffic(of report: RunReport) {
    element("h2", text: "Traffic")
    element("dl") { page in
      page.term("Lines", TrafficPhrases.accounting(report.accounting))
      if !report.accounting.addsUp {
        page.term("", "These numbers do not add up: please report this as a fault.")
      }
      if let span = report.span { page.term("Time", TrafficPhrases.time(span)) }
      if let rate = TrafficPhrases.rate(report) { page.term("Rate", rate) }
      if let statuses = TrafficPhrases.statuses(report.traffic) { page.term("Status", statuses) }
      if let speed = TrafficPhrases.speed(report) { page.term("Run", speed) }
    }
    let total = max(1, report.accounting.requests + report.accounting.late)
    writeTable("Endpoint", report.traffic.endpoints, report.traffic.distinctEndpoints, total)
    writeTable("Client", report.traffic.clients, report.traffic.distinctClients, total)
    element("h4", text: report.inputs.count == 1 ? "File" : "Files")
    element("ul") { page in
      for input in report.inputs.prefix(HTMLReport.detailed) {
        page.element("li", text: TrafficPhrases.input(input))
      }
    }
  }

  private mutating func term(_ name: String, _ value: String) {
    element("dt", text: name)
    element("dd", text: value)
  }

  private mutating func writeTable(
    _ noun: String, _ rows: [Counted], _ distinct: Int?, _ total: Int
  ) {
    guard !rows.isEmpty else { return }
    let shown = rows.prefix(20)
    element("h4", text: "Busiest \(noun.lowercased())s" + count(shown.count, of: distinct))
    element("table") { page in
      for row in shown {
        page.element("tr") { page in
          page.element("td", text: row.name)
          page.element("td", ["class": "n"], text: Figures.grouped(row.requests))
          page.element("td", ["class": "n"], text: Figures.percent(row.requests, of: total))
          let errors =
            row.errors > 0 ? Figures.percent(row.errors, of: row.requests) + " errors" : ""
          page.element("td", ["class": "n"], text: errors)
        }
      }
    }
  }

  private func count(_ shown: Int, of distinct: Int?) -> String {
    guard let distinct, distinct > shown else { return "" }
    return " (\(shown) of \(Figures.grouped(distinct)))"
  }
}
