import AccessLog
import Alerting
import Detection
import Foundation
import Testing

/// PagerDuty, Opsgenie and Alertmanager.
@Suite struct PagerPayloadTests {
  @Test func pagerDutyTriggersAndResolvesUnderOneKey() {
    let key = String(repeating: "k", count: 32)
    let body = String(
      decoding: PagerDutyPayload.make(Example.alert(), routingKey: key), as: UTF8.self)
    #expect(
      body.hasPrefix(
        #"{"routing_key":"\#(key)","event_action":"trigger","dedup_key":"tocsin-00c0ffee00c0ffee","#
          + #""client":"Tocsin","payload":{"summary":"They got in: client 203.0.113.9: "#
          + #"12 failed log-ins in a minute, then a success","source":"client 203.0.113.9","#
          + #""severity":"critical","timestamp":"2026-03-02T03:05:05.000Z","group":"client","#
          + #""class":"account-takeover","custom_details":{"schema":"tocsin.alert/1","#))
    #expect(
      String(
        decoding: PagerDutyPayload.make(Example.alert(.resolved), routingKey: key), as: UTF8.self)
        == #"{"routing_key":"\#(key)","event_action":"resolve","#
        + #""dedup_key":"tocsin-00c0ffee00c0ffee"}"#)
  }

  @Test func pagerDutyLimits() throws {
    for alert in Hostile.alerts {
      let body = PagerDutyPayload.make(alert, routingKey: "k")
      #expect(body.count < 512_000)
      let object = try Hostile.object(body)
      #expect((try #require(object["dedup_key"] as? String)).utf16.count <= 255)
      guard let payload = object["payload"] as? [String: Any] else { continue }
      #expect((try #require(payload["summary"] as? String)).utf16.count <= 1024)
      #expect(!(try #require(payload["source"] as? String)).isEmpty)
    }
  }

  @Test func opsgenieOpensAndCloses() throws {
    let opened = Example.alert()
    #expect(OpsgeniePayload.path(opened) == "/v2/alerts")
    let object = try Hostile.object(OpsgeniePayload.make(opened))
    #expect(object["alias"] as? String == "tocsin-00c0ffee00c0ffee")
    #expect(object["priority"] as? String == "P1")
    #expect(
      object["tags"] as? [String]
        == ["tocsin", "brute-force", "account-takeover", "API2:2023", "T1078", "T1110.001"])
    let resolved = Example.alert(.resolved)
    #expect(
      OpsgeniePayload.path(resolved)
        == "/v2/alerts/tocsin-00c0ffee00c0ffee/close?identifierType=alias")
    #expect(
      try Hostile.object(OpsgeniePayload.make(resolved)) as? [String: String]
        == ["source": "Tocsin", "note": resolved.title])
  }

  @Test func anOpsgeniePathHoldsNothingButItsAlias() {
    var alert = Example.alert(.resolved)
    alert.id = "../x?y#é"
    #expect(
      OpsgeniePayload.path(alert)
        == "/v2/alerts/tocsin-..%2Fx%3Fy%23%C3%A9/close?identifierType=alias")
  }

  @Test func opsgenieLimits() throws {
    for alert in Hostile.alerts where alert.event != .resolved {
      let object = try Hostile.object(OpsgeniePayload.make(alert))
      let length = { (name: String) in (object[name] as? String)?.utf16.count ?? .max }
      #expect(length("message") <= 130 && length("alias") <= 512 && length("entity") <= 512)
      #expect(length("description") <= 15_000)
      let tags = try #require(object["tags"] as? [String])
      #expect(tags.count <= 20 && tags.allSatisfy { $0.utf16.count <= 50 })
      #expect(object["details"] is [String: String])
    }
  }

  private func alertmanager(_ alert: Alert) throws -> [[String: Any]] {
    let body = Data(AlertmanagerPayload.make(alert))
    return try #require(try JSONSerialization.jsonObject(with: body) as? [[String: Any]])
  }

  @Test func anAlertmanagerAlertIsAnArrayOfOne() {
    #expect(
      String(decoding: AlertmanagerPayload.make(Example.alert()), as: UTF8.self)
        == #"[{"labels":{"alertname":"TocsinIncident","incident":"00c0ffee00c0ffee","#
        + #""severity":"critical","subject":"203.0.113.9","subject_type":"client"},"#
        + #""annotations":{"summary":"They got in: client 203.0.113.9: 12 failed log-ins in a "#
        + #"minute, then a success","description":"\#(Example.alert().advice)","#
        + #""kind":"account-takeover","got_in":"yes","confidence":"99 %","surprise":"12.5"},"#
        + #""startsAt":"2026-03-02T03:04:05.000Z"}]"#)
  }

  @Test func escalationEndsTheAlertsOfLowerSeverities() throws {
    let alerts = try alertmanager(Example.alert(.escalated))
    let severities = alerts.map { ($0["labels"] as? [String: String])?["severity"] }
    #expect(severities == ["critical", "low", "medium", "high"])
    #expect(alerts.map { $0["endsAt"] == nil } == [true, false, false, false])
    #expect(try alertmanager(Example.alert(.resolved)).allSatisfy { $0["endsAt"] != nil })
  }

  @Test func anAlertNeverEndsBeforeItsStart() throws {
    var alert = Example.alert(.resolved)
    alert.time = Timestamp(seconds: 0)
    for sent in try alertmanager(alert) {
      #expect(sent["endsAt"] as? String == sent["startsAt"] as? String)
    }
  }

  @Test func alertmanagerTakesHostileText() throws {
    for alert in Hostile.alerts {
      for sent in try alertmanager(alert) {
        #expect(sent["labels"] is [String: String] && sent["annotations"] is [String: String])
      }
    }
  }
}
