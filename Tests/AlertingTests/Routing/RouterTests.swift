import Alerting
import Detection
import Testing

@Suite struct RouterTests {
  private let router = Router([
    .init(sink: "pager", minimum: .critical), .init(sink: "chat", minimum: .medium),
    .init(sink: "pager", kinds: [.bruteForce]), .init(sink: "file"),
  ])

  private func alert(_ kind: Kind, _ severity: Severity, _ turn: Incident.Event = .opened) -> Alert
  {
    var finding = Example.finding()
    finding.kind = kind
    finding.severity = severity
    return Alert(Example.event(turn, finding: finding, also: []), redact: Redaction.none)
  }

  @Test func eachSinkOnceInTheOrderOfTheRoutes() {
    #expect(router.sinks(for: alert(.bruteForce, .critical)) == ["pager", "chat", "file"])
    #expect(router.sinks(for: alert(.scraping, .high)) == ["chat", "file"])
    #expect(router.sinks(for: alert(.bruteForce, .low)) == ["pager", "file"])
    #expect(router.sinks(for: alert(.scraping, .low)) == ["file"])
    #expect(Router([]).sinks(for: alert(.scraping, .critical)).isEmpty)
  }

  @Test func whoHearsOfTheBeginningHearsOfTheEnd() {
    for kind in [.bruteForce, .scraping] as [Kind] {
      for severity in Severity.allCases {
        let opened = router.sinks(for: alert(kind, severity))
        #expect(router.sinks(for: alert(kind, severity, .resolved)) == opened)
      }
    }
  }

  @Test func anyKindOfAnIncidentLetsItPass() {
    var incident = alert(.scraping, .low)
    incident.kinds = [.scraping, .bruteForce]
    #expect(router.sinks(for: incident) == ["pager", "file"])
  }
}
