import AccessLog
import Alerting
import Detection
import Foundation
import Testing

@Suite struct DeliveryPolicyTests {
  private let folder: ScratchFolder
  private let time = ManualClock()

  init() throws { folder = try ScratchFolder() }

  private func alert(
    _ id: String, _ event: Incident.Event = .opened, _ severity: Severity = .medium,
    minute: Int64 = 0
  ) -> Alert {
    var finding = Example.finding(gotIn: severity == .critical)
    finding.severity = severity
    var alert = Example.alert(event, finding: finding)
    alert.id = id
    alert.time = Timestamp(seconds: 1_772_420_705 + 60 * minute)
    return alert
  }

  private func deliver(
    _ alerts: [Alert], policy: DeliveryPolicy,
    holds: @escaping @Sendable (Alert, Double) -> Bool = { _, _ in false }
  ) async throws -> [Alert] {
    let outbox = try Outbox(directory: folder.path)
    for alert in alerts { try outbox.put(alert, for: ["chat"], at: time.now) }
    let sink = ScriptedSink()
    let stage = DeliveryStage(
      name: "chat", sink: sink, outbox: outbox, policy: policy, clock: time.clock, holds: holds)
    #expect(await stage.drain() == .empty)
    return sink.alerts
  }

  @Test func aStormIsSaidInOneMessage() async throws {
    let storm = (0..<40).map { alert("incident\($0)") } + [alert("grave", .opened, .critical)]
    let told = try await deliver(storm, policy: .people)
    #expect(told.map(\.id) == (0..<10).map { "incident\($0)" } + ["storm-incident10"])
    let summary = try #require(told.last)
    #expect(
      summary.title.hasPrefix(
        "31 further incidents, see their ids below; they got in at some. The gravest: They got in:"
      ))
    #expect(summary.severity == .critical && summary.gotIn)
    let text = summary.evidence.map(\.text).joined(separator: "\n")
    for alert in storm.dropFirst(10) { #expect(text.contains(alert.id)) }
  }

  @Test func twoMessagesAreNoStorm() async throws {
    let told = try await deliver((0..<12).map { alert("\($0)") }, policy: .people)
    #expect(told.count == 12)
  }

  @Test func theEndOfAStormEndsItsConversation() async throws {
    let ids = (0..<15).map { "\($0)" }
    let outbox = try Outbox(directory: folder.path)
    let sink = ScriptedSink()
    let stage = DeliveryStage(
      name: "chat", sink: sink, outbox: outbox, policy: .people, clock: time.clock)
    for id in ids { try outbox.put(alert(id), for: ["chat"], at: time.now) }
    #expect(await stage.drain() == .empty)
    for id in ids { try outbox.put(alert(id, .resolved), for: ["chat"], at: time.now) }
    #expect(await stage.drain() == .empty)
    let storms = sink.alerts.filter { $0.id == "storm-10" }
    #expect(storms.map(\.event) == [.opened, .resolved])
  }

  @Test func aFollowUpComesOnlyWhereItIsGraver() async throws {
    let told = try await deliver(
      [
        alert("a"), alert("a", .escalated, minute: 1),
        alert("a", .escalated, .critical, minute: 2), alert("a", .resolved, .critical, minute: 3),
      ], policy: DeliveryPolicy(followUpInterval: 600))
    #expect(told.map(\.event) == [.opened, .escalated, .resolved])
  }

  @Test func quietHoursLetTheGravePass() async throws {
    // 2026-03-02 03:05:05 in UTC.
    let quiet = QuietHours(from: 22 * 60, until: 7 * 60, zone: .gmt)
    let routing = Routing(Router([.init(sink: "chat")]), quietHours: [quiet])
    let holds: @Sendable (Alert, Double) -> Bool = { routing.hold($0, for: "chat", at: $1) }
    let alerts = [
      alert("a"), alert("b"), alert("b", .escalated, .critical, minute: 1), alert("c"),
    ]
    let told = try await deliver(alerts, policy: DeliveryPolicy(), holds: holds)
    // What was held of b comes too late once b is grave; a and c wait for the morning.
    #expect(told.map { "\($0.id) \($0.event)" } == ["b escalated"])
    time.advance(4 * 3600)
    let later = try await deliver([], policy: DeliveryPolicy(), holds: holds)
    #expect(later.map(\.id) == ["a", "c"])
  }

  @Test func aRateIsKept() async throws {
    let start = time.now
    let told = try await deliver(
      (0..<6).map { alert("\($0)") },
      policy: DeliveryPolicy(rate: .init(messages: 2, per: 10)))
    #expect(told.count == 6)
    #expect(abs(time.now - start - 20) < 0.1)
  }

  @Test func whatWaitsTooLongIsADeadLetter() throws {
    let outbox = try Outbox(directory: folder.path)
    try outbox.put(alert("old"), for: ["chat"], at: 100)
    try outbox.put(alert("new"), for: ["chat"], at: 200)
    #expect(try outbox.expire(before: 150, at: 300) == 1)
    #expect(outbox.waiting(for: "chat").map(\.id) == ["new"] && outbox.dropped(for: "chat") == 1)
    #expect(outbox.deadLetters.all().map(\.reason) == ["It waited too long."])
  }

  @Test func aRequestThatWasLeftIsTakenUp() async throws {
    let outbox = try Outbox(directory: folder.path)
    try outbox.put(alert("a"), for: ["chat"], at: 100)
    try OutboxRequest(.drop, id: "a").leave(in: folder.path)
    let hub = DeliveryHub(
      sinks: [], routing: Routing(everythingTo: []), outbox: outbox,
      bounds: .init(upkeep: 0.01))
    #expect(await eventually { outbox.count(for: "chat") == 0 })
    await hub.stop(deadline: 0)
  }
}
