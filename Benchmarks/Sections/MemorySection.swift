/// What `analyze` needs for a log, and for the first quarter of the same: how memory follows the
/// number of lines.
enum MemorySection: Section {
  static func run(_ log: Log, _ arguments: Arguments, _ scratch: Scratch) throws -> Page {
    let quarter = scratch.path("quarter.log")
    defer { scratch.remove("quarter.log") }
    _ = try CutPhase.answer([log.path, quarter], scratch: scratch)
    let contestants = [
      AnalyzePhase.contestant("analyze, first quarter", [quarter]) { answer in
        Contestant.Work(lines: answer.lines, bytes: answer.bytes, note: "")
      },
      AnalyzePhase.contestant("analyze, all of it", [log.path]) { try log.check($0) },
    ]
    let outcomes = try Contest.run(contestants, times: 1, scratch: scratch)
    var page = Page(title: "Memory", table: Table(["phase", "lines", "peak MB", ""]))
    for outcome in outcomes {
      page.table.add(
        [outcome.name, Figures.grouped(outcome.work.lines), Rows.peak(outcome), ""])
      page.records.append(Record(section: "memory", outcome))
    }
    let (few, all) = (outcomes[0], outcomes[1])
    let more = Double(all.peak - few.peak) / Double(max(all.work.lines - few.work.lines, 1))
    let line = Double(log.bytes) / Double(max(log.lines, 1))
    guard more < line else {
      throw Failure(
        "analyze needs \(Figures.fixed(more, 0)) bytes more for each line more, and a line has"
          + " \(Figures.fixed(line, 0)): memory grows with the log.")
    }
    page.notes.append(
      "\(Figures.fixed(more, 0)) bytes more for each line more; a line has"
        + " \(Figures.fixed(line, 0)).")
    return page
  }
}
