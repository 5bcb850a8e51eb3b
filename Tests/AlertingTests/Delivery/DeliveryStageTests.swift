import Detection
import Foundation
import Synchronization
import Testing

@testable import Alerting

@Suite struct DeliveryStageTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "tocsin-stage-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func outbox(_ ids: [String]) throws -> Outbox {
    let outbox = try Outbox(directory: folder)
    for id in ids {
      var alert = Example.alert()
      alert.id = id
      try outbox.put(alert, for: ["chat"])
    }
    return outbox
  }

  /// Runs a stage without waiting; the waits and outcomes are the picture of what happened.
  private func picture(
    _ script: [Delivery], _ ids: [String], cancelAfter waits: Int = .max
  ) async throws -> (end: DeliveryStage.End, given: [String], story: [String], left: Int) {
    let outbox = try outbox(ids)
    let sink = ScriptedSink(script)
    let story = Mutex<[String]>([])
    let slept = Mutex(0)
    let stage = DeliveryStage(
      name: "chat", sink: sink, outbox: outbox,
      clock: .init(
        sleep: { _ in
          let count = slept.withLock {
            $0 += 1; return $0
          }
          if count > waits { throw CancellationError() }
        }, chance: { 1 }),
      report: { alert, outcome in
        let words =
          switch outcome {
          case .delivered: "delivered"
          case .failed(_, let wait): "wait \(wait)"
          case .refused(let reason): "refused: \(reason)"
          case .summarised(let id): "in \(id)"
          case .leftOut: "left out"
          case .notNoted(let reason): reason
          }
        story.withLock { $0.append(alert.id + " " + words) }
      })
    let end = await stage.drain()
    return (end, sink.given, story.withLock { $0 }, outbox.count(for: "chat"))
  }

  @Test func deliversInOrder() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let result = try await picture([], ["a", "b"])
    #expect(result.end == .empty && result.left == 0)
    #expect(result.story == ["a delivered", "b delivered"])
  }

  @Test func triesAgainBeforeTheNext() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let down = Delivery.tryAgain(reason: "down", after: nil)
    let result = try await picture(
      [down, down, .tryAgain(reason: "busy", after: 30), .delivered, down], ["a", "b"])
    #expect(result.end == .empty && result.given == ["a", "a", "a", "a", "b", "b"])
    #expect(
      result.story == [
        "a wait 1.0", "a wait 2.0", "a wait 34.0", "a delivered", "b wait 1.0", "b delivered",
      ])
  }

  @Test func whatIsRefusedDoesNotHoldUpTheRest() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let result = try await picture([.refused(reason: "too large")], ["a", "b"])
    #expect(result.story == ["a refused: too large", "b delivered"] && result.left == 0)
  }

  @Test func cancelledWhileWaitingItStaysInTheOutbox() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let down = Delivery.tryAgain(reason: "down", after: nil)
    let result = try await picture(Array(repeating: down, count: 9), ["a"], cancelAfter: 2)
    #expect(result.end == .cancelled && result.given.count == 3 && result.left == 1)
  }

  @Test func aClosedPipeEndsTheStage() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let result = try await picture([.delivered, .receiverGone], ["a", "b", "c"])
    #expect(result.end == .receiverGone && result.left == 2)
  }

  @Test func runsUntilItIsCancelled() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let outbox = try outbox(["a"])
    let (deliveries, heard) = AsyncStream.makeStream(of: String.self)
    let stage = DeliveryStage(
      name: "chat", sink: ScriptedSink([]), outbox: outbox,
      report: { alert, _ in heard.yield(alert.id) })
    let task = Task { await stage.run() }
    var seen: [String] = []
    for await id in deliveries {
      seen.append(id)
      if seen == ["a"] {
        var later = Example.alert()
        later.id = "b"
        try outbox.put(later, for: ["chat"])
      } else {
        break
      }
    }
    task.cancel()
    #expect(await task.value == .cancelled && seen == ["a", "b"])
  }
}
