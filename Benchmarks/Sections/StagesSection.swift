/// Where the time of a line goes.
enum StagesSection: Section {
  static func run(_ log: Log, _ arguments: Arguments, _ scratch: Scratch) throws -> Page {
    Progress.show("stages")
    defer { Progress.clear() }
    let answer = try StagesPhase.answer([log.path], scratch: scratch)
    let analyzed = try AnalyzePhase.answer([log.path], scratch: scratch)
    guard answer.requests == log.requests else {
      throw Failure("The stages saw \(answer.requests) requests; there are \(log.requests).")
    }
    guard answer.events == analyzed.alerts else {
      throw Failure(
        "The stages told \(answer.events) turns of incidents and analyze \(analyzed.alerts):"
          + " Benchmarks/Stages/StagedRun.swift does not wire the engine as TrafficPipeline does.")
    }
    return page(answer)
  }

  private static func page(_ answer: StagesPhase.Answer) -> Page {
    var table = Table(["stage", "ns/line", "share", "with a model", "share", "what"])
    var records: [Record] = []
    let totals = (
      answer.learning.values.reduce(0, +), answer.judging.values.reduce(0, +)
    )
    for stage in Stage.allCases {
      let times = (answer.learning[stage.rawValue] ?? 0, answer.judging[stage.rawValue] ?? 0)
      table.add(
        [stage.rawValue] + cells(times.0, totals.0, answer.requests)
          + cells(times.1, totals.1, answer.requests) + [stage.meaning])
      records.append(record(stage.rawValue, times.0, answer))
      records.append(record("\(stage.rawValue), with a model", times.1, answer))
    }
    table.add(
      ["all"] + cells(totals.0, totals.0, answer.requests)
        + cells(totals.1, totals.1, answer.requests) + ["on one thread"])
    let windows = Double(answer.principalWindows) / Double(max(answer.requests, 1))
    return Page(
      title: "Stages (processor time)", table: table,
      notes: ["\(Figures.fixed(windows, 2)) windows of principals for each line."],
      records: records)
  }

  private static func cells(_ time: Int, _ all: Int, _ lines: Int) -> [String] {
    [
      Figures.fixed(Double(time) / Double(max(lines, 1)), 0),
      Figures.fixed(100 * Double(time) / Double(max(all, 1)), 1) + " %",
    ]
  }

  private static func record(_ name: String, _ time: Int, _ answer: StagesPhase.Answer) -> Record {
    var record = Record(section: "stages", name: name)
    record.lines = answer.requests
    record.nanosecondsPerLine = Double(time) / Double(max(answer.requests, 1))
    return record
  }
}
