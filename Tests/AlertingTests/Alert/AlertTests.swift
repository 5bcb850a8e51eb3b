import AccessLog
import Alerting
import Detection
import Foundation
import Testing

@Suite struct AlertTests {
  @Test func oneLineExactlyAsPublished() {
    let line = String(decoding: Example.alert().ndjson(), as: UTF8.self)
    let advice = KindCatalogue.entry(for: .accountTakeover).adviceIfIn
    #expect(
      line == #"{"schema":"tocsin.alert/1","id":"00c0ffee00c0ffee","event":"opened","#
        + #""time":"2026-03-02T03:05:05.000Z","kind":"account-takeover","#
        + #""kinds":["brute-force","account-takeover"],"severity":"critical","confidence":0.99,"#
        + #""surprise":12.5,"title":"They got in: client 203.0.113.9: "#
        + #"12 failed log-ins in a minute, then a success","#
        + #""subject":{"type":"client","value":"203.0.113.9"},"#
        + #""window":{"start":"2026-03-02T03:04:05.000Z","end":"2026-03-02T03:05:05.000Z"},"#
        + #""requests":13,"reasons":[{"feature":"failedLogIns","observed":12,"expected":0.25,"#
        + #""spread":0.5,"contribution":10.5,"basis":"7 days of this endpoint"}],"#
        + #""evidence":[{"file":"access.log","line":1203,"offset":215337,"#
        + #""text":"203.0.113.9 \"POST /login\" 200"}],"owasp":["API2:2023"],"#
        + #""attack":["T1078","T1110.001"],"advice":"\#(advice)","model":"m1","config":"c1","#
        + #""gotIn":true,"headline":"12 failed log-ins in a minute, then a success"}"# + "\n")
  }

  @Test func theSameEventGivesTheSameBytes() {
    #expect(Example.alert().ndjson() == Example.alert().ndjson())
  }

  @Test func whatIsAbsentIsNull() throws {
    var event = Example.event()
    event.time = .absent
    event.incident.surprise = .infinity
    let line = Alert(event, redact: Redaction.none).ndjson()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    for key in ["time", "surprise", "model", "config"] { #expect(object[key] is NSNull, "\(key)") }
  }

  @Test func hostileTextStaysOneHarmlessLine() throws {
    var finding = Example.finding(evidence: [0x1b, 0x5d, 0x30, 0x07, 0xff, 0x0a, 0x22, 0x5c])
    finding.headline = "user \u{1b}[2J\n{\"id\":\"forged\"}"
    finding.subject = Subject(.user, "a\u{202e}b\r\nSet-Cookie: x")
    let line = Example.alert(finding: finding).ndjson()
    #expect(line.filter { $0 == 0x0a }.count == 1 && line.last == 0x0a)
    #expect(line.dropLast().allSatisfy { $0 >= 0x20 && $0 != 0x7f })
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    let subject = try #require(object["subject"] as? [String: String])
    #expect(subject["value"] == "a\\u{202e}b\\x0d\\x0aSet-Cookie: x")
    let evidence = try #require((object["evidence"] as? [[String: Any]])?.first)
    #expect(evidence["text"] as? String == "\\x1b]0\\x07\\xff\\x0a\"\\")
  }

  @Test func secretsAreRedactedBeforeAnythingElseSeesThem() {
    var finding = Example.finding(evidence: Array("GET /?token=s3cret 200".utf8))
    finding.headline = "token=s3cret was used"
    finding.subject = Subject(.endpoint, "GET /s3cret")
    let alert = Alert(Example.event(finding: finding)) {
      String(decoding: $0, as: UTF8.self).replacing("s3cret", with: "[secret]")
    }
    let line = String(decoding: alert.ndjson(), as: UTF8.self)
    #expect(!line.contains("s3cret"))
    #expect(alert.evidence[0].text == "GET /?token=[secret] 200")
    #expect(alert.subject.value == "GET /[secret]")
  }

  @Test func isBounded() {
    let long = String(repeating: "é", count: 100_000)
    var event = Example.event()
    event.incident.subject = Subject(.user, long)
    event.incident.headline = long
    event.incident.reasons = Array(
      repeating: Reason(feature: long, observed: 1, expected: 0, contribution: 1, basis: long),
      count: 1000)
    event.incident.evidence = Array(
      repeating: EvidenceLine(source: long, line: 1, offset: 0, text: Array(long.utf8)), count: 1000
    )
    #expect(Alert(event, redact: Redaction.none).ndjson().count < 65_536)
  }

  @Test func theSeverityFilterHearsTheEndOfWhatItHeardBegin() {
    let filter = SeverityFilter(minimum: .high)
    #expect(filter.passes(Example.alert(.opened)))
    #expect(filter.passes(Example.alert(.resolved)))
    var finding = Example.finding()
    finding.severity = .medium
    #expect(!filter.passes(Example.event(finding: finding)))
    #expect(SeverityFilter().passes(Example.event(finding: finding)))
  }

  @Test func theDeliveryIDNamesTheTurn() {
    #expect(Example.alert(.opened).deliveryID == "00c0ffee00c0ffee-opened-1772420705000000")
  }
}
