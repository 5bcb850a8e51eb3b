import AccessLog
import Alerting
import Detection

/// Incidents that several tests look at.
enum Example {
  static let start = Timestamp(seconds: 1_772_420_645)

  static func finding(gotIn: Bool = true, evidence: [UInt8]? = nil) -> Finding {
    Finding(
      kind: .accountTakeover, subject: Subject(.client, "203.0.113.9"), severity: .critical,
      confidence: 0.99, surprise: 12.5,
      span: TimeSpan(start: start, end: Timestamp(seconds: 1_772_420_705)), requests: 13,
      headline: "12 failed log-ins in a minute, then a success", gotIn: gotIn,
      reasons: [
        Reason(
          feature: "failedLogIns", observed: 12, expected: 0.25, spread: 0.5, contribution: 10.5,
          basis: "7 days of this endpoint")
      ],
      evidence: [
        EvidenceLine(
          source: "access.log", line: 1203, offset: 215_337,
          text: evidence ?? Array("203.0.113.9 \"POST /login\" 200".utf8))
      ])
  }

  static func event(
    _ turn: Incident.Event = .opened, finding: Finding = finding(),
    also kinds: [Kind] = [.bruteForce]
  ) -> IncidentEvent {
    var incident = Incident(id: "00c0ffee00c0ffee", first: finding)
    incident.kinds = kinds + [finding.kind]
    return IncidentEvent(event: turn, time: finding.span.end, incident: incident)
  }

  static func alert(_ turn: Incident.Event = .opened, finding: Finding = finding()) -> Alert {
    Alert(event(turn, finding: finding), model: "m1", config: "c1", redact: Redaction.none)
  }
}
