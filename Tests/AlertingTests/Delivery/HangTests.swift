import AccessLog
import Alerting
import Detection
import Foundation
import TestSupport
import Testing

/// A receiver that takes a call and does not answer for ten minutes holds up nobody but itself.
@Suite(.serialized) struct HangTests {
  private func alert(_ number: Int) -> Alert {
    var alert = Example.alert()
    alert.id = "incident\(number)"
    return alert
  }

  /// Milliseconds that handing in took, sorted.
  private func submit(_ count: Int, to address: String, with other: ScriptedSink) async throws
    -> (sorted: [Double], status: [SinkStatus])
  {
    let folder = try ScratchFolder()
    let url = try #require(SecretURL(address))
    let hub = DeliveryHub(
      sinks: [
        .init("slow", WebhookSink(url: url, transport: SystemTransport())),
        .init("other", other),
      ], routing: Routing(everythingTo: ["slow", "other"]),
      outbox: try Outbox(directory: folder.path))
    let clock = ContinuousClock()
    let times = (0..<count).map { number in
      let time = clock.measure { hub.submit(alert(number)) }
      return Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1e3
    }
    #expect(await eventually { other.given.count == count })
    let status = hub.status()
    await hub.stop(deadline: 0)
    return (times.sorted(), status)
  }

  @Test func handingInDoesNotWait() async throws {
    let count = 200
    let healthy = try LocalReceiver()
    let hanging = try LocalReceiver { _, _ in .late(600) }
    defer {
      healthy.stop()
      hanging.stop()
    }
    let well = try await submit(count, to: healthy.address("/"), with: ScriptedSink())
    let hung = try await submit(count, to: hanging.address("/"), with: ScriptedSink())
    #expect(hung.status[0].delivered == 0 && hung.status[0].waiting == count)
    #expect(hung.status[1].delivered == count && hung.status[1].waiting == 0)
    let describe = { (times: [Double]) in
      "median \(Figures.value(times[count / 2])) ms, 99 % \(Figures.value(times[count * 99 / 100])) ms"
    }
    print("submit: \(describe(well.sorted)) with a receiver that answers,")
    print("        \(describe(hung.sorted)) with one that hangs")
    // The disk decides how long it takes, and a loaded machine; a wait for the receiver would be
    // seconds.
    #expect(hung.sorted[count / 2] < well.sorted[count / 2] * 5 + 20)
  }
}
