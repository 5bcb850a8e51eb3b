import Foundation

/// Holds answers against what is known of the log; a wrong one ends the benchmark with a sentence.
extension Log {
  func check(_ answer: ReadPhase.Answer) throws -> Contestant.Work {
    try expect(answer.bytes, bytes, "bytes", by: "read")
    return work("bytes only, one thread")
  }

  func check(_ answer: ParsePhase.Answer) throws -> Contestant.Work {
    try expect(answer.lines, lines, "lines", by: "parse")
    try expect(answer.requests, requests, "requests", by: "parse")
    let all = answer.requests + answer.skipped + answer.malformed
    try expect(all, lines, "requests, skipped and malformed lines", by: "parse")
    try checkStatuses(answer.statuses, by: "parse")
    return work("all fields, counts statuses, one thread")
  }

  func check(_ answer: InspectPhase.Answer) throws -> Contestant.Work {
    try expect(answer.requests, requests, "requests", by: "inspect")
    return work("parse + signs, one thread; \(answer.proven) requests prove an attack")
  }

  func check(_ answer: AnalyzePhase.Answer) throws -> Contestant.Work {
    try expect(answer.lines, lines, "lines", by: "analyze")
    try expect(answer.requests + answer.late, requests, "requests", by: "analyze")
    for attack in truth?.attacks ?? [] where !attack.isAmong(answer.incidents) {
      throw Failure(
        "analyze did not find the \(attack.kind) from \(attack.address ?? "many clients") that was"
          + " put into the log.")
    }
    let found = truth.map { "\($0.attacks.count) of \($0.attacks.count) attacks found; " } ?? ""
    return work("\(found)\(answer.incidents.count) incidents, \(answer.alerts) alerts")
  }

  /// What `wc -l` printed. It counts line ends, which the last line need not have.
  func checkLineCount(_ output: Data) throws -> Contestant.Work {
    let text = String(decoding: output, as: UTF8.self)
    let count = text.split(separator: " ").first.flatMap { Int($0) } ?? -1
    if count != lines - 1 { try expect(count, lines, "lines", by: "wc") }
    return work("line ends only")
  }

  /// What gawk printed: a status and a number on each line.
  func checkStatusCounts(_ output: Data) throws -> Contestant.Work {
    var counts: [String: Int] = [:]
    for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let last = words.last, let count = Int(last) else { continue }
      counts[words.count > 1 ? String(words[0]) : "", default: 0] += count
    }
    try expect(counts.values.reduce(0, +), lines, "lines", by: "gawk")
    try checkStatuses(counts, by: "gawk")
    return work("counts statuses")
  }

  private func checkStatuses(_ counts: [String: Int], by name: String) throws {
    guard let truth, counts != truth.statuses else { return }
    throw Failure("\(name) counted other statuses than were written: \(counts).")
  }

  /// The work of one run over the whole log.
  func work(_ note: String) -> Contestant.Work {
    Contestant.Work(lines: lines, bytes: bytes, note: note)
  }

  private func expect(_ got: Int, _ wanted: Int, _ what: String, by name: String) throws {
    guard got != wanted else { return }
    throw Failure("\(name) counted \(got) \(what); there are \(wanted).")
  }
}

extension LogGenerator.Wanted {
  /// True if an incident is of this kind and about this client.
  func isAmong(_ incidents: [AnalyzePhase.Told]) -> Bool {
    incidents.contains { incident in
      incident.kinds.contains(kind) && (address == nil || address == incident.subject)
    }
  }
}
