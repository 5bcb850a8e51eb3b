import Detection
import Foundation
import Testing

@testable import Alerting

@Suite struct DeliveryHubTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func alert(_ id: String, _ event: Incident.Event = .opened) -> Alert {
    var alert = Example.alert(event)
    alert.id = id
    return alert
  }

  @Test func eachSinkGetsWhatIsRoutedToIt() async throws {
    let (all, some) = (ScriptedSink(), ScriptedSink())
    let hub = DeliveryHub(
      sinks: [.init("all", all), .init("some", some)],
      routing: Routing(Router([.init(sink: "all"), .init(sink: "some", events: [.opened])])),
      outbox: try Outbox(directory: folder.path))
    #expect(
      hub.submit(alert("a"))
        == Submission(sinks: ["all", "some"], silenced: [], isRepetition: false))
    #expect(hub.submit(alert("a")).isRepetition)
    #expect(hub.submit(alert("a", .resolved)).sinks == ["all"])
    #expect(await hub.stop(deadline: 10) == 0)
    #expect(all.given == ["a", "a"] && some.given == ["a"])
    #expect(hub.status().map(\.delivered) == [2, 1])
  }

  @Test func whatWaitedIsDeliveredAfterARestart() async throws {
    do {
      let outbox = try Outbox(directory: folder.path)
      try outbox.put(alert("a"), for: ["chat"])
    }
    let sink = ScriptedSink()
    let hub = DeliveryHub(
      sinks: [.init("chat", sink)], routing: Routing(everythingTo: ["chat"]),
      outbox: try Outbox(directory: folder.path))
    #expect(await hub.stop(deadline: 10) == 0)
    #expect(sink.given == ["a"])
  }

  @Test func aRefusedAlertIsADeadLetterThatCanBeRetried() async throws {
    let sink = ScriptedSink([.refused(reason: "too large")])
    let outbox = try Outbox(directory: folder.path)
    let hub = DeliveryHub(
      sinks: [.init("chat", sink)], routing: Routing(everythingTo: ["chat"]), outbox: outbox)
    hub.submit(alert("a"))
    #expect(await eventually { hub.status()[0].refused == 1 && hub.status()[0].waiting == 0 })
    #expect(hub.status()[0].lastError == "too large")
    #expect(outbox.deadLetters.all().map(\.reason) == ["too large"])
    #expect(!hub.submit(alert("a")).sinks.isEmpty && sink.given == ["a"])
    #expect(try outbox.perform(OutboxRequest(.retry, id: "a"), at: 1) == 1)
    #expect(await eventually { sink.given == ["a", "a"] && hub.status()[0].waiting == 0 })
    #expect(outbox.deadLetters.all().isEmpty)
    await hub.stop(deadline: 0)
  }

  @Test func aReceiverThatIsGoneIsNotCalledAgain() async throws {
    let sink = ScriptedSink([.receiverGone])
    let outbox = try Outbox(directory: folder.path)
    let hub = DeliveryHub(
      sinks: [.init("chat", sink)], routing: Routing(everythingTo: ["chat"]), outbox: outbox)
    hub.submit(alert("a"))
    hub.submit(alert("b"))
    #expect(await eventually { outbox.deadLetters.all().count == 2 })
    #expect(sink.given == ["a"] && hub.status()[0].isDisabled)
    hub.reload(sinks: [.init("chat", sink)], routing: Routing(everythingTo: ["chat"]))
    hub.submit(alert("c"))
    #expect(await hub.stop(deadline: 10) == 0)
    #expect(sink.given == ["a", "c"] && !hub.status()[0].isDisabled)
  }

  @Test func aSilenceKeepsTheEndToo() async throws {
    let sink = ScriptedSink()
    let time = ManualClock(1000)
    let routing = Routing(
      Router([.init(sink: "chat")]),
      silences: [Silence(until: 2000, match: AlertMatch(kinds: [.accountTakeover]))])
    let hub = DeliveryHub(
      sinks: [.init("chat", sink)], routing: routing,
      outbox: try Outbox(directory: folder.path), clock: DeliveryClock(now: { time.now }))
    #expect(hub.submit(alert("a")).silenced == ["chat"])
    time.advance(1500)
    #expect(hub.submit(alert("a", .resolved)).silenced == ["chat"])
    #expect(hub.submit(alert("b")).sinks == ["chat"])
    #expect(await eventually { sink.given == ["b"] })
    #expect(hub.status()[0].silenced == 2)
    await hub.stop(deadline: 0)
  }

  @Test func aSinkThatIsGoneFromTheConfigurationIsStillShown() async throws {
    let outbox = try Outbox(directory: folder.path)
    try outbox.put(alert("a"), for: ["former"])
    let hub = DeliveryHub(sinks: [], routing: Routing(everythingTo: []), outbox: outbox)
    #expect(hub.status().map(\.name) == ["former"] && hub.status()[0].waiting == 1)
    await hub.stop(deadline: 0)
  }
}
