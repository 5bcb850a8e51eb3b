import AccessLog
import Alerting
import Detection
import Testing

@testable import Engine

@Suite struct IncidentListTests {
  private func alert(_ number: Int, _ event: Incident.Event, _ severity: Severity) -> Alert {
    let span = TimeSpan(start: Timestamp(seconds: 0), end: Timestamp(seconds: 60))
    let finding = Finding(
      kind: .bruteForce, subject: Subject(.client, "192.0.2.\(number)"), severity: severity,
      confidence: 0.9, surprise: 9, span: span, requests: 1, headline: "h", reasons: [],
      evidence: [])
    let incident = Incident(id: "\(number)", first: finding)
    return Alert(
      IncidentEvent(event: event, time: span.end, incident: incident), redact: Redaction.none)
  }

  @Test func whatIsTooMildIsCountedOnly() {
    var list = IncidentList()
    #expect(list.take(alert(1, .opened, .low), minimum: .medium) == false)
    #expect(list.take(alert(2, .opened, .low), minimum: .medium) == false)
    #expect(list.take(alert(2, .escalated, .high), minimum: .medium))
    #expect(list.reports.map(\.latest.id) == ["2"])
    #expect(list.hidden == 1 && list.notes.isEmpty)
  }

  @Test func theFirstFiveThousandAreListed() {
    var list = IncidentList()
    for number in 0..<5003 {
      #expect(list.take(alert(number, .opened, .high), minimum: .low))
    }
    #expect(list.take(alert(5001, .resolved, .high), minimum: .low))
    #expect(list.take(alert(7, .resolved, .high), minimum: .low))
    #expect(list.reports.count == 5000 && list.reports[7].isOver)
    #expect(
      list.notes == [
        "3 further incidents are not listed here, only the first 5000: --alerts FILE writes them all."
      ])
  }
}
