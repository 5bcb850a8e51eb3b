import Alerting
import Detection
import Foundation
import TestSupport
import Testing

/// A transport whose calls end soon, so that tests of slow receivers do.
struct HastyTransport: HTTPTransport {
  static let seconds = 0.4
  private let transport = SystemTransport()

  func send(_ call: HTTPCall) async throws(HTTPFailure) -> HTTPAnswer {
    var call = call
    call.timeout = HastyTransport.seconds
    return try await transport.send(call)
  }
}

/// The sinks that speak HTTP: how each is made, and what its receiver insists on.
struct HTTPSinkCase: Sendable, CustomTestStringConvertible {
  static let key = "R0123456789abcdefghijklmnopqrstu"
  static let webhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  var name: String
  /// What the vendor answers when all is well.
  var success: LocalReceiver.Answer
  var make: @Sendable (_ base: String, _ transport: any HTTPTransport) throws -> any AlertSink
  /// Checks the path, the headers and the body.
  var check: @Sendable (LocalReceiver.Call, Alert) throws -> Void

  var testDescription: String { name }

  /// True where the address itself is the secret.
  var hasSecretAddress: Bool { ["webhook", "slack", "teams", "discord"].contains(name) }

  static func url(_ text: String) throws -> SecretURL { try #require(SecretURL(text)) }

  static let all = [
    webhook, slack, pagerDuty, opsgenie, teams, discord, alertmanager,
  ]

  static let webhook = HTTPSinkCase(
    name: "webhook", success: .status(202),
    make: { base, transport in
      WebhookSink(
        url: try url(base + "/hooks/SECRETPATH"),
        secrets: [try #require(StandardWebhook.Secret(webhookSecret))], transport: transport,
        now: { 1_772_420_700 })
    },
    check: { call, alert in
      #expect(call.target == "/hooks/SECRETPATH")
      #expect(call.headers["webhook-id"] == alert.deliveryID && !alert.deliveryID.contains("."))
      #expect(call.headers["webhook-timestamp"] == "1772420700")
      let message = StandardWebhook(alert)
      let secret = try #require(StandardWebhook.Secret(webhookSecret))
      let signature = message.headers(at: 1_772_420_700, secrets: [secret]).last?.value
      #expect(call.headers["webhook-signature"] == signature && call.body == message.body)
      let body = try Hostile.object(call.body)
      #expect(Set(body.keys) == ["type", "timestamp", "data"])
      #expect((body["type"] as? String)?.hasPrefix("tocsin.incident.") == true)
    })

  static let slack = HTTPSinkCase(
    name: "slack", success: .status(200, body: "ok"),
    make: { SlackSink(url: try url($0 + "/services/T0/B0/SECRETPATH"), transport: $1) },
    check: { call, _ in
      #expect(call.target == "/services/T0/B0/SECRETPATH" && call.body.count <= 13_200 * 4)
      let body = try Hostile.object(call.body)
      let blocks = try #require(body["blocks"] as? [[String: Any]])
      #expect(blocks.count <= 50 && body["text"] is String)
      var characters = 0
      for block in blocks {
        let text = try #require((block["text"] as? [String: Any])?["text"] as? String)
        #expect(text.utf16.count <= (block["type"] as? String == "header" ? 150 : 3000))
        #expect(!text.isEmpty && !text.contains("<"))
        characters += text.utf16.count
      }
      #expect(characters <= 13_200)
    })

  static let pagerDuty = HTTPSinkCase(
    name: "pagerduty", success: .status(202, body: #"{"status":"success"}"#),
    make: { PagerDutySink(base: try url($0), routingKey: key, transport: $1) },
    check: { call, alert in
      #expect(call.target == "/v2/enqueue" && call.body.count <= 512 << 10)
      let body = try Hostile.object(call.body)
      #expect(body["routing_key"] as? String == key)
      #expect(try #require(body["dedup_key"] as? String).utf16.count <= 255)
      #expect(body["dedup_key"] as? String == "tocsin-" + alert.id)
      guard alert.event != .resolved else {
        #expect(body["event_action"] as? String == "resolve")
        return
      }
      #expect(body["event_action"] as? String == "trigger")
      let payload = try #require(body["payload"] as? [String: Any])
      #expect(try #require(payload["summary"] as? String).utf16.count <= 1024)
      #expect(payload["source"] is String)
      let severities = ["critical", "error", "warning", "info"]
      #expect(severities.contains(try #require(payload["severity"] as? String)))
    })

  static let opsgenie = HTTPSinkCase(
    name: "opsgenie", success: .status(202, body: #"{"result":"Request will be processed"}"#),
    make: { OpsgenieSink(base: try url($0), key: key, transport: $1) },
    check: { call, alert in
      #expect(call.headers["authorization"] == "GenieKey " + key)
      let body = try Hostile.object(call.body)
      guard alert.event != .resolved else {
        #expect(call.target == "/v2/alerts/tocsin-\(alert.id)/close?identifierType=alias")
        return
      }
      #expect(call.target == "/v2/alerts")
      let limits = ["message": 130, "alias": 512, "description": 15_000, "entity": 512]
      for (field, limit) in limits {
        #expect(try #require(body[field] as? String).utf16.count <= limit)
      }
      #expect(try #require(body["message"] as? String).isEmpty == false)
      let tags = try #require(body["tags"] as? [String])
      #expect(tags.count <= 20 && tags.allSatisfy { $0.utf16.count <= 50 })
      #expect(["P1", "P2", "P3", "P4", "P5"].contains(body["priority"] as? String))
      #expect(body["details"] is [String: String])
    })

  static let teams = HTTPSinkCase(
    name: "teams", success: .status(202),
    make: { TeamsSink(url: try url($0 + "/workflows/1?sig=SECRETPATH"), transport: $1) },
    check: { call, _ in
      #expect(call.target == "/workflows/1?sig=SECRETPATH" && call.body.count <= 28 << 10)
      let body = try Hostile.object(call.body)
      #expect(body["type"] as? String == "message")
      let attachments = try #require(body["attachments"] as? [[String: Any]])
      #expect(
        attachments[0]["contentType"] as? String == "application/vnd.microsoft.card.adaptive")
      let card = try #require(attachments[0]["content"] as? [String: Any])
      #expect(card["type"] as? String == "AdaptiveCard" && card["version"] as? String == "1.2")
    })

  static let discord = HTTPSinkCase(
    name: "discord", success: .status(200, body: #"{"id":"1"}"#),
    make: { DiscordSink(url: try url($0 + "/api/webhooks/1/SECRETPATH"), transport: $1) },
    check: { call, _ in
      #expect(call.target == "/api/webhooks/1/SECRETPATH?wait=true")
      let body = try Hostile.object(call.body)
      #expect((body["allowed_mentions"] as? [String: [String]]) == ["parse": []])
      let embed = try #require((body["embeds"] as? [[String: Any]])?.first)
      let fields = try #require(embed["fields"] as? [[String: Any]])
      #expect(fields.count <= 25)
      #expect(try #require(embed["title"] as? String).utf16.count <= 256)
      #expect(try #require(embed["description"] as? String).utf16.count <= 4096)
      for field in fields {
        let (name, value) = (field["name"] as? String, field["value"] as? String)
        #expect((1...256).contains(try #require(name).utf16.count))
        #expect((1...1024).contains(try #require(value).utf16.count))
      }
      let characters = Hostile.strings(embed).reduce(0) { $0 + $1.utf16.count }
      #expect(characters <= 6000)
    })

  static let alertmanager = HTTPSinkCase(
    name: "alertmanager", success: .status(200),
    make: { AlertmanagerSink(base: try url($0), transport: $1) },
    check: { call, alert in
      #expect(call.target == "/api/v2/alerts")
      let alerts = try #require(
        try JSONSerialization.jsonObject(with: Data(call.body)) as? [[String: Any]])
      for one in alerts {
        let labels = try #require(one["labels"] as? [String: String])
        #expect(labels["alertname"] == "TocsinIncident" && labels["incident"] == alert.id)
        #expect(one["annotations"] is [String: String])
        if let end = one["endsAt"] as? String { #expect(end >= one["startsAt"] as? String ?? "") }
      }
      #expect((alerts[0]["endsAt"] != nil) == (alert.event == .resolved))
    })
}
