import AccessLog
import Alerting
import Detection
import Foundation
import Testing

/// CEF, ECS, OCSF and syslog.
@Suite struct SIEMPayloadTests {
  @Test func aLineOfCEF() {
    #expect(
      CEFPayload.make(Example.alert(), version: "1.0|x")
        == "CEF:0|Tocsin|Tocsin|1.0\\|x|account-takeover|Account takeover|10|rt=1772420705000 "
        + "start=1772420645000 end=1772420705000 externalId=00c0ffee00c0ffee act=opened cnt=13 "
        + "msg=They got in: client 203.0.113.9: 12 failed log-ins in a minute, then a success "
        + "src=203.0.113.9 cs1Label=subject cs1=client 203.0.113.9 cs2Label=kinds "
        + "cs2=brute-force,account-takeover cs3Label=owasp cs3=API2:2023 cs4Label=attack "
        + "cs4=T1078,T1110.001 cs5Label=advice cs5=\(Example.alert().advice) cs6Label=gotIn "
        + "cs6=yes")
  }

  @Test func cefIsOneLineOfSevenPipesWhateverTheText() {
    for alert in Hostile.alerts {
      let line = CEFPayload.make(alert, version: "1")
      #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f })
      let bare = line.replacing("\\\\", with: "").replacing("\\|", with: "").replacing(
        "\\=", with: "")
      let fields = bare.split(separator: "|", maxSplits: 7, omittingEmptySubsequences: false)
      #expect(fields.count == 8 && fields[0] == "CEF:0" && fields[6] == "10")
      let keys = fields[7].split(separator: "=", omittingEmptySubsequences: false).dropLast().map {
        $0.split(separator: " ").last ?? ""
      }
      let allowed: Set<Substring> = [
        "rt", "start", "end", "externalId", "act", "cnt", "msg", "suser", "cs1Label", "cs1",
        "cs2Label",
        "cs2", "cs3Label", "cs3", "cs4Label", "cs4", "cs5Label", "cs5", "cs6Label", "cs6",
      ]
      #expect(keys.allSatisfy(allowed.contains), "\(keys)")
    }
  }

  @Test func anECSDocument() throws {
    let object = try Hostile.object(ECSPayload.make(Example.alert()))
    #expect(object["@timestamp"] as? String == "2026-03-02T03:05:05.000Z")
    #expect(object["ecs"] as? [String: String] == ["version": "8.11.0"])
    #expect(object["source"] as? [String: String] == ["ip": "203.0.113.9"])
    let event = try #require(object["event"] as? [String: Any])
    #expect(event["kind"] as? String == "alert" && event["risk_score"] as? Int == 99)
    let threat = try #require(object["threat"] as? [String: Any])
    let technique = try #require(threat["technique"] as? [String: Any])
    #expect(technique["id"] as? [String] == ["T1078", "T1110"])
    #expect(technique["subtechnique"] as? [String: [String]] == ["id": ["T1110.001"]])
  }

  @Test func anECSEndpointIsAMethodAndAPath() throws {
    var finding = Example.finding()
    finding.subject = Subject(.endpoint, "GET /users/{id}")
    let object = try Hostile.object(ECSPayload.make(Example.alert(finding: finding)))
    #expect(object["url"] as? [String: String] == ["path": "/users/{id}"])
    #expect(object["source"] == nil)
  }

  @Test func anOCSFFinding() throws {
    let object = try Hostile.object(OCSFPayload.make(Example.alert(), productVersion: "1.0"))
    let numbers = [
      "activity_id": 1, "category_uid": 2, "class_uid": 2004, "type_uid": 200_401, "severity_id": 5,
      "status_id": 1, "time": 1_772_420_705_000, "start_time": 1_772_420_645_000,
      "confidence_score": 99, "confidence_id": 3, "count": 13,
    ]
    for (name, number) in numbers { #expect(object[name] as? Int == number, "\(name)") }
    let finding = try #require(object["finding_info"] as? [String: Any])
    #expect(finding["uid"] as? String == "00c0ffee00c0ffee")
    let analysis = try #require((object["anomaly_analyses"] as? [[String: Any]])?.first)
    let anomaly = try #require((analysis["anomalies"] as? [[String: Any]])?.first)
    #expect(anomaly["observation_parameter"] as? String == "failedLogIns")
    #expect(anomaly["observations"] as? [[String: String]] == [["value": "12"]])
    let baseline = try #require((analysis["baselines"] as? [[String: Any]])?.first)
    #expect(baseline["observations"] as? [[String: String]] == [["value": "0.25"]])
  }

  @Test(
    arguments: [(.opened, 1, 1, true), (.escalated, 2, 1, true), (.resolved, 3, 4, false)]
      as [(Incident.Event, Int, Int, Bool)])
  func ocsfFollowsTheIncidentsLife(turn: Incident.Event, activity: Int, status: Int, isAlert: Bool)
    throws
  {
    let object = try Hostile.object(OCSFPayload.make(Example.alert(turn), productVersion: "1.0"))
    #expect(object["activity_id"] as? Int == activity && object["status_id"] as? Int == status)
    #expect(object["type_uid"] as? Int == 200_400 + activity)
    #expect(object["is_alert"] as? Bool == isAlert)
  }

  @Test func documentsTakeHostileText() throws {
    for alert in Hostile.alerts {
      for body in [ECSPayload.make(alert), OCSFPayload.make(alert, productVersion: "1")] {
        #expect(body.allSatisfy { $0 >= 0x20 && $0 != 0x7f })
        _ = try Hostile.object(body)
      }
    }
  }

  @Test func aSyslogMessage() {
    let message = SyslogPayload(host: "web 1").make(Example.alert())
    #expect(
      String(decoding: message, as: UTF8.self)
        == "<82>1 2026-03-02T03:05:05.000Z web1 tocsin - account-takeover [tocsin@32473 "
        + "id=\"00c0ffee00c0ffee\" event=\"opened\" severity=\"critical\" type=\"client\" "
        + "subject=\"203.0.113.9\" gotIn=\"yes\" requests=\"13\" attack=\"T1078,T1110.001\"] "
        + "\u{feff}They got in: client 203.0.113.9: 12 failed log-ins in a minute, then a success")
  }

  @Test func syslogMessagesAreOneBoundedLine() throws {
    for alert in Hostile.alerts {
      let payload = SyslogPayload(host: "", facility: 99, enterprise: -1)
      let message = payload.make(alert)
      #expect(message.count <= SyslogPayload.mostOctets)
      #expect(message.allSatisfy { $0 >= 0x20 && $0 != 0x7f })
      let text = String(decoding: message, as: UTF8.self)
      let priority = alert.event == .resolved ? 189 : 186
      #expect(
        text.hasPrefix("<\(priority)>1 2026-03-02T03:05:05.000Z - tocsin - account-takeover ["))
      let bare = text.replacing("\\\\", with: "").replacing("\\\"", with: "").replacing(
        "\\]", with: "")
      let data = try #require(bare.split(separator: "[", maxSplits: 1).last?.prefix { $0 != "]" })
      #expect(data.count { $0 == "\"" } == 16, "\(data)")
      #expect(payload.framed(alert) == Array("\(message.count) ".utf8) + message)
    }
  }
}
