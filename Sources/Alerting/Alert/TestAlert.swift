import AccessLog
import Detection

/// An alert that says of itself that nothing has happened, to try out sinks.
public enum TestAlert {
  /// The alert and its end, so that nothing stays open where somebody keeps track.
  public static func conversation(at now: Timestamp) -> [Alert] {
    [alert(.opened, now), alert(.resolved, Timestamp(microseconds: now.microseconds + 1_000_000))]
  }

  private static func alert(_ event: Incident.Event, _ time: Timestamp) -> Alert {
    let span = TimeSpan(
      start: Timestamp(microseconds: time.microseconds - 60_000_000), end: time)
    let finding = Finding(
      kind: .sourceSilent, subject: Subject(.source, "tocsin check"), severity: .low,
      confidence: 0, surprise: 0, span: span, requests: 0,
      headline: "this is a test, nothing has happened", reasons: [],
      evidence: [
        EvidenceLine(
          source: "tocsin check", line: 1, offset: 0,
          text: Array("192.0.2.1 - - \"GET /this-is-a-test HTTP/1.1\" 200".utf8))
      ])
    let day = UTCTime.day(time).filter { $0 != "-" }
    let incident = Incident(id: "test-\(day)", first: finding)
    var alert = Alert(
      IncidentEvent(event: event, time: time, incident: incident), redact: Redaction.none)
    alert.advice = "Nothing: somebody has run 'tocsin check --send-test-alert'."
    return alert
  }
}
