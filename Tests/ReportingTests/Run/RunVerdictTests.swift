import Alerting
import Detection
import Reporting
import Testing

@Suite struct RunVerdictTests {
  private func verdict(_ report: RunReport) -> Substring {
    TerminalSummary(report).text().prefix { $0 != "\n" }
  }

  @Test func quietRuns() {
    var report = Example.report([])
    #expect(verdict(report) == "Nothing abnormal found")
    report.minimumSeverity = .high
    report.hiddenIncidents = 3
    #expect(verdict(report) == "Nothing of severity high or above found (3 incidents below it)")
  }

  @Test func silenceAboutWhatWasNotReadIsNoGoodNews() {
    var report = RunReport()
    #expect(verdict(report) == "Nothing was read: the input holds no lines")
    report.accounting = Accounting(lines: 20, requests: 0, skipped: 0, malformed: 20, late: 0)
    #expect(verdict(report) == "No request could be read: all 20 lines are malformed")
    report.accounting = Accounting(lines: 20, requests: 0, skipped: 4, malformed: 16, late: 0)
    #expect(verdict(report) == "No request could be read: 20 lines, 16 of them malformed")
  }

  @Test func silenceAboutWhatWasNotJudgedIsNoGoodNews() {
    var report = RunReport()
    report.accounting = Accounting(lines: 20, requests: 4, skipped: 0, malformed: 0, late: 16)
    #expect(
      verdict(report)
        == "Hardly anything was judged: 16 of 20 requests are out of the order of time")
    report.accounting = Accounting(lines: 20, requests: 16, skipped: 0, malformed: 0, late: 4)
    #expect(verdict(report) == "Nothing abnormal found")
  }

  @Test func countsAndOutcome() {
    let outage = Example.alert(
      id: "a", kind: .errorSurge, severity: .high, subject: .service, gotIn: false)
    let probe = Example.alert(id: "b", kind: .sqlInjection, severity: .medium, gotIn: false)
    let breach = Example.alert(id: "c")
    #expect(verdict(Example.report([outage])) == "1 incident, high")
    #expect(
      verdict(Example.report([outage, probe])) == "2 incidents, 1 high: no sign that they got in")
    #expect(
      verdict(Example.report([outage, probe, breach])) == "3 incidents, 1 critical: they got in")
    let second = Example.alert(id: "d")
    #expect(verdict(Example.report([breach, second])) == "2 incidents, all critical: they got in")
  }

  @Test func theAlertsOfOneIncidentAreOneIncident() {
    let alerts = [
      Example.alert(.opened, severity: .medium, gotIn: false), Example.alert(.escalated),
      Example.alert(.resolved),
    ]
    let incidents = IncidentReport.group(alerts)
    #expect(incidents.count == 1 && incidents[0].isOver && incidents[0].turns == alerts)
    #expect(verdict(Example.report(alerts)) == "1 incident, critical: they got in")
  }
}
