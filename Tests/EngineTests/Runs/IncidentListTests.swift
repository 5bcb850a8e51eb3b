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
    let told = [alert(1, .opened, .low), alert(2, .opened, .low), alert(2, .escalated, .high)]
      .map { list.take($0, minimum: .medium) }
    #expect(told == [false, false, true])
    #expect(list.reports.map(\.latest.id) == ["2"])
    #expect(list.hidden == 1 && list.notes.isEmpty)
  }

  @Test func theFirstFiveThousandAreListed() {
    var list = IncidentList()
    let told =
      ((0..<5003).map { alert($0, .opened, .high) }
      + [alert(5001, .resolved, .high), alert(7, .resolved, .high)])
      .map { list.take($0, minimum: .low) }
    #expect(told.allSatisfy { $0 })
    #expect(list.reports.count == 5000 && list.reports[7].isOver)
    #expect(
      list.notes == [
        "3 further incidents are not listed here, only the first 5000: --alerts FILE writes them all."
      ])
  }
}
