import Alerting
import Detection
import Foundation
import TestSupport
import Testing

/// Every sink that speaks HTTP, over a real connection to a receiver that knows its vendor's rules.
@Suite(.serialized) struct HTTPSinkTests {
  private let transport = SystemTransport()

  private func deliver(
    _ sink: HTTPSinkCase, _ alert: Alert = Example.alert(), answer: LocalReceiver.Answer,
    by transport: (any HTTPTransport)? = nil
  ) async throws -> (delivery: Delivery, calls: [LocalReceiver.Call]) {
    let receiver = try LocalReceiver { _, _ in answer }
    defer { receiver.stop() }
    let made = try sink.make(receiver.address(), transport ?? self.transport)
    return (await made.deliver(alert), receiver.calls)
  }

  @Test(arguments: HTTPSinkCase.all)
  func sendsWhatTheVendorAsksFor(sink: HTTPSinkCase) async throws {
    let alerts = [.opened, .escalated, .resolved].map { Example.alert($0) } + Hostile.alerts
    let receiver = try LocalReceiver { _, _ in sink.success }
    defer { receiver.stop() }
    let made = try sink.make(receiver.address(), transport)
    for alert in alerts { #expect(await made.deliver(alert) == .delivered) }
    #expect(receiver.calls.count == alerts.count)
    for (call, alert) in zip(receiver.calls, alerts) {
      #expect(call.method == "POST")
      #expect(call.headers["content-type"] == "application/json")
      #expect(call.headers["host"] == "127.0.0.1:\(receiver.port)")
      try sink.check(call, alert)
    }
  }

  @Test(arguments: HTTPSinkCase.all, [400, 401, 404, 413])
  func theseAreFinal(sink: HTTPSinkCase, status: Int) async throws {
    let (delivery, calls) = try await deliver(
      sink, answer: .status(status, body: "invalid\u{1b}[31m <SECRETPATH> \(HTTPSinkCase.key)"))
    guard case .refused(let reason) = delivery else {
      Issue.record("\(delivery)")
      return
    }
    #expect(calls.count == 1 && reason.contains("answered \(status)"))
    #expect(reason.hasPrefix("http://127.0.0.1:") && reason.contains(#"\x1b[31m"#))
    #expect(!reason.contains("SECRETPATH") || !sink.hasSecretAddress)
    #expect(
      !reason.contains(HTTPSinkCase.key) || sink.hasSecretAddress || sink.name == "alertmanager")
  }

  @Test(arguments: HTTPSinkCase.all, [408, 429, 500, 502, 503, 504])
  func theseArePassing(sink: HTTPSinkCase, status: Int) async throws {
    let (delivery, _) = try await deliver(
      sink, answer: .status(status, headers: ["Retry-After: 7"]))
    guard case .tryAgain(let reason, let after) = delivery else {
      Issue.record("\(delivery)")
      return
    }
    #expect(reason.contains("answered \(status)") && after == 7)
  }

  @Test(arguments: HTTPSinkCase.all, [200, 202, 204])
  func everySuccessIsOne(sink: HTTPSinkCase, status: Int) async throws {
    let body = status == 200 && sink.name == "slack" ? "ok" : ""
    let (delivery, _) = try await deliver(sink, answer: .status(status, body: body))
    if sink.name == "slack", status != 200 {
      #expect(delivery != .delivered, "Slack says 200 and ok, or it failed.")
    } else {
      #expect(delivery == .delivered)
    }
  }

  @Test(arguments: HTTPSinkCase.all)
  func goneIsGone(sink: HTTPSinkCase) async throws {
    let (delivery, _) = try await deliver(sink, answer: .status(410))
    if sink.name == "webhook" {
      #expect(delivery == .receiverGone)
    } else if case .refused = delivery {
    } else {
      Issue.record("\(delivery)")
    }
  }

  @Test(arguments: HTTPSinkCase.all)
  func aRedirectIsNotFollowed(sink: HTTPSinkCase) async throws {
    let other = try LocalReceiver()
    defer { other.stop() }
    for status in [301, 302, 307, 308] {
      let (delivery, calls) = try await deliver(
        sink, answer: .status(status, headers: ["Location: \(other.address("/elsewhere"))"]))
      guard case .refused(let reason) = delivery else {
        Issue.record("\(delivery)")
        continue
      }
      #expect(reason.contains("a redirect, which is not followed") && calls.count == 1)
    }
    #expect(other.calls.isEmpty)
  }

  @Test(arguments: HTTPSinkCase.all)
  func whatBreaksOffIsTriedAgain(sink: HTTPSinkCase) async throws {
    for answer in [.cut, .cutWithin, .late(2), .drip] as [LocalReceiver.Answer] {
      let start = Date()
      let (delivery, _) = try await deliver(sink, answer: answer, by: HastyTransport())
      guard case .tryAgain(let reason, nil) = delivery else {
        Issue.record("\(answer): \(delivery)")
        continue
      }
      #expect(reason.hasPrefix("http://127.0.0.1:"))
      #expect(Date().timeIntervalSince(start) < 15, "\(answer)")
    }
  }

  @Test func nobodyListens() async throws {
    let port = try SystemProgram.freePort()
    for sink in HTTPSinkCase.all {
      let made = try sink.make("http://127.0.0.1:\(port)", transport)
      #expect(
        await made.deliver(Example.alert())
          == .tryAgain(
            reason: "http://127.0.0.1:\(port): Nobody accepts the connection.", after: nil))
    }
  }

  @Test func ofAHugeAnswerOnlyTheBeginningIsRead() async throws {
    let receiver = try LocalReceiver { _, _ in .huge(50_000_000) }
    defer { receiver.stop() }
    let url = try HTTPSinkCase.url(receiver.address("/"))
    let answer = try await transport.send(HTTPCall(url, headers: [], body: [1]))
    #expect(answer.status == 200 && answer.body.count == HTTPAnswer.mostBytes)
  }

  @Test func vendorsHaveWaysOfTheirOwn() async throws {
    let (slack, _) = try await deliver(.slack, answer: .status(200, body: "no_service"))
    guard case .refused(let reason) = slack else {
      Issue.record("\(slack)")
      return
    }
    #expect(reason.hasSuffix("answered 200 and not 'ok' but 'no_service'."))
    let (discord, _) = try await deliver(
      .discord, answer: .status(429, body: #"{"retry_after": 0.64, "global": false}"#))
    guard case .tryAgain(_, let after) = discord else {
      Issue.record("\(discord)")
      return
    }
    #expect(after == 0.64)
    let error = "Webhook message delivery failed with error: returned HTTP error 429"
    let (teams, _) = try await deliver(.teams, answer: .status(200, body: error))
    if case .tryAgain = teams {} else { Issue.record("\(teams)") }
    let (closed, _) = try await deliver(
      .opsgenie, Example.alert(.resolved), answer: .status(404))
    #expect(closed == .delivered)
  }
}
