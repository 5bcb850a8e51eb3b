import AccessLog
import Detection
import Foundation
import Testing

@testable import Alerting

@Suite struct OutboxTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "tocsin-outbox-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Alerts of different incidents.
  private func alert(_ number: Int, _ severity: Severity = .high) -> Alert {
    var alert = Example.alert()
    alert.id = "incident\(number)"
    alert.severity = severity
    return alert
  }

  private func file() throws -> [UInt8] {
    try Array(Data(contentsOf: URL(filePath: folder + "/outbox.ndjson")))
  }

  @Test func whatWaitsIsThereAgain() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      let outbox = try Outbox(directory: folder)
      try outbox.put(alert(1), for: ["chat", "pager"])
      try outbox.put(alert(2), for: ["chat"])
      try outbox.settle(alert(1), with: "chat")
    }
    let again = try Outbox(directory: folder)
    #expect(again.next(for: "chat") == alert(2) && again.count(for: "chat") == 1)
    #expect(again.next(for: "pager") == alert(1) && again.unreadableLines == 0)
  }

  /// As after `kill -9` at any moment: the file ends anywhere. Every alert whose `put` had returned
  /// by then waits, and nothing else does.
  @Test func aFileCutAnywhereLosesNothingThatWasPromised() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var promised: [(length: Int, waiting: [Alert])] = [(0, [])]
    do {
      let outbox = try Outbox(directory: folder)
      var waiting: [Alert] = []
      for number in 1...3 {
        try outbox.put(alert(number), for: ["chat"])
        waiting.append(alert(number))
        promised.append((try file().count, waiting))
      }
      try outbox.settle(alert(1), with: "chat")
      promised.append((try file().count, Array(waiting[1...])))
    }
    let whole = try file()
    for length in stride(from: 0, through: whole.count, by: 97) {
      try Data(whole[..<length]).write(to: URL(filePath: folder + "/outbox.ndjson"))
      var state: [Alert] = []
      let outbox = try Outbox(directory: folder)
      while let alert = outbox.next(for: "chat") {
        state.append(alert)
        try outbox.settle(alert, with: "chat")
      }
      #expect(state == promised.last { $0.length <= length }?.waiting, "cut at \(length)")
      #expect(outbox.unreadableLines == 0)
    }
  }

  @Test func theSameAlertIsTakenInOnce() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var outbox: Outbox? = try Outbox(directory: folder)
    #expect(try outbox?.put(alert(1), for: ["chat"]) == true)
    #expect(try outbox?.put(alert(1), for: ["chat"]) == false)
    try outbox?.settle(alert(1), with: "chat")
    #expect(try outbox?.put(alert(1), for: ["chat"]) == false)
    // Also after a restart, when the engine decides it once more; a new sink gets it.
    outbox = nil
    outbox = try Outbox(directory: folder)
    #expect(try outbox?.put(alert(1), for: ["chat", "pager"]) == true)
    #expect(outbox?.count(for: "chat") == 0 && outbox?.count(for: "pager") == 1)
    // Another turn of the same incident is another alert.
    var escalated = alert(1)
    escalated.event = .escalated
    #expect(try outbox?.put(escalated, for: ["chat"]) == true)
  }

  @Test func twoProcessesDoNotShareAnOutbox() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let outbox = try Outbox(directory: folder)
    #expect {
      _ = try Outbox(directory: folder)
    } throws: {
      "\($0)"
        == "\(folder)/outbox.ndjson is used by another tocsin: stop it, or give this one another --state."
    }
    #expect(outbox.count(for: "chat") == 0)
  }

  @Test func aDirectoryThatIsNotThere() {
    #expect {
      _ = try Outbox(directory: folder + "/nowhere")
    } throws: {
      "\($0)"
        == "Cannot write \(folder)/nowhere/outbox.ndjson: No such file or directory. "
        + "Alerts are not safe from a crash until it can be written."
    }
  }

  @Test func linesThatAreNoRecordsAreCounted() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do { try Outbox(directory: folder).put(alert(1), for: ["chat"]) }
    let lines = Array("garbage\n{\"put\":[\"chat\"]}\n\n".utf8) + (try file())
    try Data(lines).write(to: URL(filePath: folder + "/outbox.ndjson"))
    let outbox = try Outbox(directory: folder)
    #expect(outbox.unreadableLines == 2 && outbox.next(for: "chat") == alert(1))
  }

  @Test func theOldestOfTheLeastUrgentIsDroppedFirst() {
    var state = OutboxState()
    _ = state.apply(.put(alert(0, .critical), sinks: ["chat"]))
    _ = state.apply(.put(alert(1, .low), sinks: ["chat"]))
    for number in 2...OutboxState.mostWaiting {
      _ = state.apply(.put(alert(number, .low), sinks: ["chat"]))
    }
    #expect(state.dropped.count == 1 && state.waiting(for: "chat").count == OutboxState.mostWaiting)
    #expect(state.waiting(for: "chat")[..<2].map(\.id) == ["incident0", "incident2"])
  }

  @Test func aStateIsItsRecords() {
    var state = OutboxState()
    for number in 0..<10 {
      _ = state.apply(.put(alert(number), sinks: ["b", "a"]))
      if number % 3 == 0 {
        _ = state.apply(.settled(delivery: alert(number).deliveryID, sink: "a"))
      }
    }
    var again = OutboxState()
    for record in state.records() {
      let changed = again.apply(record)
      #expect(changed)
      #expect(OutboxState.Record(line: record.line()) == record)
    }
    #expect(again.records() == state.records())
    #expect(again.waiting(for: "a") == state.waiting(for: "a"))
  }
}
