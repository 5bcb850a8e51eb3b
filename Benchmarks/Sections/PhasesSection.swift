/// How fast the parts of the engine are, each with those before it, beside other programs.
enum PhasesSection: Section {
  static func run(_ log: Log, _ arguments: Arguments, _ scratch: Scratch) throws -> Page {
    let contestants =
      Peers.contestants(log, arguments, scratch) + [
        ReadPhase.contestant("read", [log.path]) { try log.check($0) },
        ParsePhase.contestant("parse", [log.path]) { try log.check($0) },
        InspectPhase.contestant("inspect", [log.path]) { try log.check($0) },
        AnalyzePhase.contestant("analyze", [log.path]) { try log.check($0) },
      ]
    let outcomes = try Contest.run(contestants, times: arguments.runs, scratch: scratch)
    let gawk = outcomes.first { $0.name == Peers.gawk }?.cpu.median
    var page = Page(title: "Phases", table: Rows.table)
    for outcome in outcomes {
      page.table.add(Rows.cells(outcome, gawk: gawk))
      var record = Record(section: "phases", outcome)
      record.timesGawk = gawk.map { $0 / outcome.cpu.median }
      page.records.append(record)
    }
    page.notes = outcomes.compactMap(busyNote)
    return page
  }

  /// A single thread that has to wait this much longer than it works shares its core.
  private static let busy = 1.3

  private static func busyNote(_ outcome: Contest.Outcome) -> String? {
    guard outcome.name == ParsePhase.name, outcome.cpu.median > 0,
      outcome.wall.median > busy * outcome.cpu.median
    else { return nil }
    let times = Figures.fixed(outcome.wall.median / outcome.cpu.median, 1)
    return
      "The machine had other work: parse took \(times) times its processor time. Compare lines/CPU"
      + " s and CPU s; lines/s would be better on a quiet machine."
  }
}

/// The rows of tables about contestants.
enum Rows {
  /// A table for them.
  static var table: Table {
    Table([
      "phase", "lines/s", "MB/s", "lines/CPU s", "CPU s", "wall s", "peak MB", "× gawk", "note",
    ])
  }

  /// The cells of one. `lines/s` and `MB/s` are by the time on the wall; the comparison is by
  /// processor time, which other work on the machine hardly changes.
  static func cells(_ outcome: Contest.Outcome, gawk: Double?) -> [String] {
    let wall = max(outcome.wall.median, 1e-6)
    let cpu = max(outcome.cpu.median, 1e-6)
    let ratio = gawk.map { Figures.fixed($0 / cpu, 2) } ?? ""
    return [
      outcome.name, Figures.rate(Double(outcome.work.lines) / wall),
      Figures.fixed(Double(outcome.work.bytes) / 1e6 / wall, 0),
      Figures.rate(Double(outcome.work.lines) / cpu), Figures.seconds(outcome.cpu),
      Figures.seconds(outcome.wall), peak(outcome), ratio, outcome.work.note,
    ]
  }

  /// A peak that is not above this process's own may be that one, handed on (see `Child`).
  static func peak(_ outcome: Contest.Outcome) -> String {
    let floor = Usage.ownPeak
    return outcome.work.peak != nil || outcome.peak > floor
      ? Figures.megabytes(outcome.peak) : "< \(Figures.megabytes(floor + 500_000))"
  }
}
