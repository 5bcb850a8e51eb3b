import Alerting
import Detection
import Testing

@Suite struct AlertTitleTests {
  @Test(
    arguments: [
      (
        .opened, true,
        "They got in: client 203.0.113.9: 12 failed log-ins in a minute, then a success"
      ),
      (
        .opened, false,
        "Client 203.0.113.9: 12 failed log-ins in a minute, then a success; no sign that they got in"
      ),
      (
        .escalated, true,
        "They got in now: client 203.0.113.9: 12 failed log-ins in a minute, then a success"
      ),
      (
        .escalated, false,
        "Worse now: client 203.0.113.9: 12 failed log-ins in a minute, then a success; no sign that they got in"
      ),
      (
        .resolved, true,
        "Over, but they got in: client 203.0.113.9: 12 failed log-ins in a minute, then a success"
      ),
    ] as [(Incident.Event, Bool, String)])
  func saysWhetherTheyGotIn(turn: Incident.Event, gotIn: Bool, expected: String) {
    #expect(Example.alert(turn, finding: Example.finding(gotIn: gotIn)).title == expected)
  }

  @Test func anOutageHasNobodyWhoCouldGetIn() {
    var finding = Example.finding(gotIn: false)
    finding.kind = .errorSurge
    finding.subject = .service
    finding.headline = "12 % of the answers are 5xx instead of 0.1 %."
    let event = Example.event(finding: finding, also: [])
    #expect(
      Alert(event, redact: Redaction.none).title
        == "The whole service: 12 % of the answers are 5xx instead of 0.1 %")
  }

  @Test(arguments: [
    (Subject(.network, "203.0.113.0/24"), "network 203.0.113.0/24"),
    (Subject(.user, "alice"), "user alice"),
    (Subject(.endpoint, "GET /users/{id}"), "GET /users/{id}"),
    (Subject(.service, "*"), "the whole service"),
    (Subject(.service, "api.example.org"), "service api.example.org"),
    (Subject(.source, "access.log"), "source access.log"),
  ]) func namesTheSubject(subject: Subject, phrase: String) {
    #expect(subject.phrase == phrase)
  }
}
