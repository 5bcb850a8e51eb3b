import AccessLog
import Detection
import Testing

@testable import Alerting

@Suite struct AlertReaderTests {
  @Test func whatWasWrittenIsReadAsItWas() {
    for turn in [.opened, .escalated, .resolved] as [Incident.Event] {
      let alert = Example.alert(turn)
      #expect(AlertReader.read(alert.ndjson()) == alert)
    }
  }

  /// Also where equality cannot say so (NaN): the bytes are the same, and so is every payload.
  @Test func writingItAgainGivesTheSameBytes() throws {
    var event = Example.event()
    event.time = Timestamp(microseconds: 1_772_420_705_123_456)
    event.incident.span = TimeSpan(start: .absent, end: Timestamp(microseconds: -1))
    event.incident.surprise = .infinity
    event.incident.reasons[0].observed = .nan
    event.incident.reasons[0].expected = 0.1 + 0.2
    let odd = Alert(event, redact: Redaction.none)
    for alert in Hostile.alerts + [odd] {
      let again = try #require(AlertReader.read(alert.ndjson()))
      #expect(again.ndjson() == alert.ndjson())
      #expect(SlackPayload.make(again) == SlackPayload.make(alert))
      #expect(again.deliveryID == alert.deliveryID)
      #expect(ECSPayload.make(again) == ECSPayload.make(alert))
    }
  }

  @Test(arguments: [
    "", "{}", "[]", "null", "not json", #"{"schema":"tocsin.alert/2"}"#, "{\"schema\":",
  ]) func whatIsNoAlertIsNone(line: String) {
    #expect(AlertReader.read(line.utf8) == nil)
  }

  @Test func aLineCutAnywhereIsNone() {
    let line = Example.alert().ndjson()
    for length in stride(from: 0, to: line.count - 2, by: 7) {
      #expect(AlertReader.read(line[..<length]) == nil)
    }
  }

  @Test func anUnknownKindBesidesTheMainOneIsLeftOut() {
    let line = String(decoding: Example.alert().ndjson(), as: UTF8.self)
    let newer = line.replacing(#"["brute-force","#, with: #"["from-the-future","#)
    #expect(AlertReader.read(newer.utf8)?.kinds == [.accountTakeover])
    let other = line.replacing(#""kind":"account-takeover""#, with: #""kind":"from-the-future""#)
    #expect(AlertReader.read(other.utf8) == nil)
  }

  @Test(arguments: [
    "2026-03-02T03:05:05.000Z", "1969-12-31T23:59:59.999Z", "0000-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z", "2000-02-29T12:00:00.500Z",
  ]) func timesComeBack(text: String) {
    #expect(UTCTime.rfc3339(UTCTime.parse(text)) == text)
  }

  @Test(arguments: [
    "", "2026-02-30T00:00:00.000Z", "2026-13-01T00:00:00.000Z", "2026-03-02T24:00:00.000Z",
    "2026-03-02 03:05:05.000Z", "2026-03-02T03:05:05.000+", "xxxx-03-02T03:05:05.000Z",
    "2026-03-02T03:05:05.00xZ", "-026-03-02T03:05:05.000Z",
  ]) func whatIsNoTimeIsAbsent(text: String) {
    #expect(UTCTime.parse(text).isAbsent)
  }
}
