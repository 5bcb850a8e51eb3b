import AccessLog

/// How fast each format is parsed, on its own sample lines.
enum FormatsSection: Section {
  /// Enough for a median; there are many formats.
  private static let mostRuns = 3

  static func run(_ log: Log, _ arguments: Arguments, _ scratch: Scratch) throws -> Page {
    var page = Page(
      title: "Formats (parse, named, one thread)",
      table: Table(["format", "lines/s", "MB/s", "CPU s", "bytes/line", "note"]))
    for format in FormatCatalog.all where !format.samples.isEmpty {
      let outcome = try measure(format, arguments, scratch)
      page.table.add(cells(outcome))
      page.records.append(Record(section: "formats", outcome))
    }
    let without = FormatCatalog.all.filter(\.samples.isEmpty).map(\.name)
    if !without.isEmpty {
      page.notes.append("Without sample lines: \(without.joined(separator: ", ")).")
    }
    return page
  }

  private static func measure(
    _ format: LogFormat, _ arguments: Arguments, _ scratch: Scratch
  ) throws -> Contest.Outcome {
    let path = scratch.path("samples.log")
    defer { scratch.remove("samples.log") }
    let written = try SamplesPhase.answer(
      [format.name, "\(arguments.formatBytes)", path], scratch: scratch)
    let contestant = ParsePhase.contestant(format.name, [path, format.name]) { answer in
      guard answer.requests == written.requests else {
        throw Failure(
          "Of \(written.requests) sample lines of '\(format.name)' \(answer.requests) were read as"
            + " requests. \(answer.complaint ?? "")")
      }
      let note = format.samples.count == 1 ? "" : "\(format.samples.count) samples"
      return Contestant.Work(lines: answer.lines, bytes: written.bytes, note: note)
    }
    let runs = min(arguments.runs, mostRuns)
    return try Contest.run([contestant], times: runs, scratch: scratch)[0]
  }

  /// Rates are by processor time: the runs are short, and so many that each has other neighbours.
  private static func cells(_ outcome: Contest.Outcome) -> [String] {
    let work = outcome.work
    let cpu = max(outcome.cpu.median, 1e-6)
    return [
      outcome.name, Figures.rate(Double(work.lines) / cpu),
      Figures.fixed(Double(work.bytes) / 1e6 / cpu, 0), Figures.seconds(outcome.cpu),
      "\(work.bytes / max(work.lines, 1))", work.note,
    ]
  }
}
