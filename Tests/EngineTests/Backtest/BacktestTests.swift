import AccessLog
import Alerting
import Detection
import Reporting
import Testing

@testable import Engine

@Suite struct BacktestTests {
  private let noon = Timestamp(seconds: 1_772_452_800)

  private func alert(
    _ kind: Kind, _ subject: Subject, minutes: Range<Int64>, id: String = "1",
    event: Incident.Event = .opened
  ) -> Alert {
    let span = TimeSpan(
      start: Timestamp(seconds: noon.seconds + minutes.lowerBound * 60),
      end: Timestamp(seconds: noon.seconds + minutes.upperBound * 60))
    let finding = Finding(
      kind: kind, subject: subject, severity: .high, confidence: 0.9, surprise: 9, span: span,
      requests: 10, headline: "did it", reasons: [], evidence: [])
    let incident = Incident(id: id, first: finding)
    return Alert(
      IncidentEvent(event: event, time: span.end, incident: incident), redact: Redaction.none)
  }

  private func label(
    _ kind: String, _ subject: String, minutes: Range<Int64>, also: [String] = []
  ) -> LabelFile.Label {
    LabelFile.Label(
      kind: kind, also: also, subject: subject,
      start: Timestamp(seconds: noon.seconds + minutes.lowerBound * 60),
      end: Timestamp(seconds: noon.seconds + minutes.upperBound * 60))
  }

  private let client = Subject(.client, "192.0.2.7")

  @Test func anAlertMatchesByTimeSubjectAndKind() {
    let matcher = LabelMatcher(windowSeconds: 60)
    let alert = alert(.bruteForce, client, minutes: 10..<12)
    let isMatch = { (label: LabelFile.Label) in matcher.matches(alert, label) }
    #expect(isMatch(label("brute-force", "192.0.2.7", minutes: 10..<12)))
    #expect(isMatch(label("any", "*", minutes: 10..<12)))
    #expect(isMatch(label("sql-injection", "192.0.2.7", minutes: 10..<12, also: ["brute-force"])))
    #expect(!isMatch(label("sql-injection", "192.0.2.7", minutes: 10..<12)))
    #expect(!isMatch(label("brute-force", "192.0.2.8", minutes: 10..<12)))
    // A grace of one window on both sides.
    #expect(isMatch(label("brute-force", "192.0.2.7", minutes: 13..<20)))
    #expect(!isMatch(label("brute-force", "192.0.2.7", minutes: 14..<20)))
    #expect(isMatch(label("brute-force", "192.0.2.7", minutes: 1..<9)))
    #expect(!isMatch(label("brute-force", "192.0.2.7", minutes: 1..<8)))
  }

  @Test(arguments: [
    ("192.0.2.0/24", "192.0.2.7", true), ("192.0.2.7", "192.0.2.0/24", false),
    ("2001:db8:1:2::/64", "2001:db8:1:2::9", true), ("2001:db8:1:2::/64", "192.0.2.7", false),
    ("192.0.2.0/24", "192.0.2.0/25", true), ("*", "192.0.2.7", true),
  ])
  func aSubjectThatContainsTheLabelsIsIt(subject: String, wanted: String, isMatch: Bool) {
    let alert = alert(.bruteForce, Subject(.network, subject), minutes: 10..<12)
    let label = label("any", wanted, minutes: 10..<12)
    #expect(LabelMatcher(windowSeconds: 60).matches(alert, label) == isMatch)
  }

  @Test func theScoreCountsWhatWasFoundAndWhatMatchesNothing() {
    let incidents = IncidentReport.group([
      alert(.bruteForce, client, minutes: 10..<12, id: "a"),
      alert(.bruteForce, client, minutes: 10..<14, id: "a", event: .escalated),
      alert(.clientOutlier, Subject(.client, "192.0.2.9"), minutes: 10..<12, id: "b"),
    ])
    let score = BacktestScore(
      incidents,
      labels: LabelFile([
        label("brute-force", "192.0.2.7", minutes: 11..<13),
        label("sql-injection", "192.0.2.8", minutes: 30..<40),
      ]), matcher: LabelMatcher(windowSeconds: 60))
    #expect(score.found == 1 && score.missed.map(\.subject) == ["192.0.2.8"])
    #expect(score.unmatched.map(\.id) == ["b"])
    #expect(score.precision == 0.5 && score.recall == 0.5)
    #expect(score.delays == [60])
  }

  @Test func nothingToldAndNothingLabelledHaveNoShare() {
    let score = BacktestScore([], labels: LabelFile([]), matcher: LabelMatcher(windowSeconds: 60))
    #expect(score.precision == nil && score.recall == nil && score.delays.isEmpty)
  }

  @Test(arguments: [
    ("{}", "l, line 1, column 1: the configuration lacks the key 'incidents': add it."),
    (
      "{incidents:[{kind:'brute-forc',subject:'*',start:'2026-03-02',end:'2026-03-03'}]}",
      "l, line 1, column 14: incidents[0].kind is no kind of incident: \"brute-forc\". Did you mean"
        + " 'brute-force'?"
    ),
    (
      "{incidents:[{kind:'any',subject:'*',start:'2026-03-03',end:'2026-03-02'}]}",
      "l, line 1, column 56: incidents[0].end lies before its start: swap them."
    ),
    (
      "{incidents:[{kind:'any',subject:'*',start:'monday',end:'2026-03-02'}]}",
      "l, line 1, column 37: incidents[0].start must be a time such as \"2026-03-02\" or"
        + " \"2026-03-02T10:00:00Z\", not \"monday\"."
    ),
  ])
  func whatIsWrongWithLabelsIsSaid(text: String, sentence: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try LabelFile.parse(text, name: "l")
    }
    #expect(error?.description == sentence)
  }
}
