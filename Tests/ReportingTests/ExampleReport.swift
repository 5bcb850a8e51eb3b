import AccessLog
import Alerting
import Detection
import Reporting

/// A run that several tests look at.
enum Example {
  static let start = Timestamp(seconds: 1_772_420_645)

  static func alert(
    _ turn: Incident.Event = .opened, id: String = "00c0ffee00c0ffee",
    kind: Kind = .accountTakeover, severity: Severity = .critical,
    subject: Subject = Subject(.client, "203.0.113.9"),
    headline: String = "12 failed log-ins in a minute, then a success", gotIn: Bool = true,
    text: String = #"203.0.113.9 - - [02/Mar/2026:03:04:05 +0000] "POST /login HTTP/1.1" 401 12"#
  ) -> Alert {
    let finding = Finding(
      kind: kind, subject: subject, severity: severity, confidence: 0.98, surprise: 12.5,
      span: TimeSpan(start: start, end: Timestamp(seconds: 1_772_420_705)), requests: 13,
      headline: headline, gotIn: gotIn,
      reasons: [
        Reason(
          feature: "failedLogIns", observed: 12, expected: 0.25, spread: 0.5, contribution: 10.5,
          basis: "7 days of this endpoint"),
        Reason(
          feature: "requests", observed: 13, expected: 2, contribution: 2,
          basis: "the other clients of this minute"),
      ],
      evidence: [
        EvidenceLine(source: "access.log", line: 1203, offset: 215_337, text: Array(text.utf8))
      ])
    let event = IncidentEvent(
      event: turn, time: finding.span.end, incident: Incident(id: id, first: finding))
    return Alert(event, redact: Redaction.none)
  }

  static func report(_ alerts: [Alert]) -> RunReport {
    var report = RunReport()
    report.inputs = [
      InputReport(name: "access.log", format: "nginx combined", formatConfidence: 0.995),
      InputReport(name: "access.log.1.gz", format: "nginx combined"),
    ]
    report.inputs[0].lines = 4000
    report.inputs[0].bytes = 720_000
    report.inputs[1].lines = 1000
    report.inputs[1].malformed = 3
    report.inputs[1].bytes = 180_000
    report.inputs[1].problems = [
      "access.log.1.gz ends in the middle: what was before has been read."
    ]
    report.accounting = Accounting(
      lines: 5000, requests: 4980, skipped: 2, malformed: 3, late: 15)
    report.bytes = 900_000
    report.span = TimeSpan(start: start, end: Timestamp(seconds: 1_772_424_245))
    report.traffic.statusClasses = [0, 0, 4700, 15, 250, 30]
    report.traffic.endpoints = [
      Counted(name: "GET /users/{id}", requests: 3200, errors: 20),
      Counted(name: "POST /login", requests: 900, errors: 200),
    ]
    report.traffic.distinctEndpoints = 34
    report.traffic.clients = [Counted(name: "198.51.100.7", requests: 412)]
    report.traffic.distinctClients = 1
    report.traffic.volume = Volume(
      start: start, step: 60, requests: (0..<60).map { $0 % 7 * 20 + 40 },
      errors: (0..<60).map { $0 % 13 == 0 ? 8 : 0 })
    report.incidents = IncidentReport.group(alerts)
    report.notes = ["No model was given: what is normal was learned from this input."]
    return report
  }
}
