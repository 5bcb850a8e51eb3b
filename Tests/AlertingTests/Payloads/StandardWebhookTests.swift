import Detection
import Foundation
import Testing

@testable import Alerting

@Suite struct StandardWebhookTests {
  private let secret = StandardWebhook.Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")

  @Test func theBodyWrapsTheAlert() {
    let body = String(decoding: StandardWebhook(Example.alert()).body, as: UTF8.self)
    let alert = String(decoding: Example.alert().ndjson().dropLast(), as: UTF8.self)
    #expect(
      body == #"{"type":"tocsin.incident.opened","timestamp":"2026-03-02T03:05:05.000Z","data":"#
        + alert + "}")
  }

  /// The example that the standard's own libraries are tested with.
  @Test func thePublishedSignature() throws {
    let signature = StandardWebhook.signature(
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek", time: 1_614_265_330,
      body: Array(#"{"test": 2432232314}"#.utf8), secret: try #require(secret))
    #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test func whatIsSignedIsIdTimeAndBody() throws {
    let webhook = StandardWebhook(Example.alert())
    let headers = webhook.headers(at: 1_772_420_706, secrets: [try #require(secret)])
    let signed = Array("\(webhook.id).1772420706.".utf8) + webhook.body
    let key = try #require(Base64.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    #expect(
      headers.map(\.name) == [
        "content-type", "webhook-id", "webhook-timestamp", "webhook-signature",
      ])
    #expect(
      headers.map(\.value) == [
        "application/json", "00c0ffee00c0ffee-opened-1772420705000000", "1772420706",
        "v1," + Base64.encode(HMAC.sha256(key: key, signed)),
      ])
  }

  @Test func aKeyThatIsBeingChangedSignsTwice() throws {
    let new = try #require(StandardWebhook.Secret(Base64.encode([UInt8](repeating: 7, count: 32))))
    let webhook = StandardWebhook(Example.alert())
    let both = webhook.headers(at: 1, secrets: [new, try #require(secret)])[3].value
    #expect(both.split(separator: " ").count == 2)
    #expect(both.hasPrefix(webhook.headers(at: 1, secrets: [new])[3].value + " v1,"))
  }

  @Test func theIdStaysAndTheTimeChangesOverRetries() throws {
    let webhook = StandardWebhook(Example.alert())
    let (first, second) = (webhook.headers(at: 1, secrets: []), webhook.headers(at: 2, secrets: []))
    #expect(first[1] == second[1] && first[2] != second[2])
    for alert in Hostile.alerts {
      let webhook = StandardWebhook(alert)
      #expect(!webhook.id.contains("."))
      #expect(try Hostile.object(webhook.body)["data"] is [String: Any])
    }
  }

  @Test func secretsThatAreNone() {
    #expect(StandardWebhook.Secret("whsec_tooshort") == nil)
    #expect(StandardWebhook.Secret("whsec_!!") == nil)
    #expect(StandardWebhook.Secret(Base64.encode([UInt8](repeating: 1, count: 23))) == nil)
    #expect(StandardWebhook.Secret(Base64.encode([UInt8](repeating: 1, count: 24))) != nil)
    #expect(StandardWebhook.Secret(Base64.encode([UInt8](repeating: 1, count: 65))) == nil)
  }
}
