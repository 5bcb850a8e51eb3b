import Foundation

/// The whole benchmark: makes the log, runs the sections, prints their tables.
struct Benchmark {
  private let arguments: Arguments

  /// A benchmark of what the arguments ask for.
  init(_ arguments: Arguments) { self.arguments = arguments }

  /// Runs it; throws at the first answer that is wrong.
  func run() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let log = try log(scratch)
    print(heading(log))
    var records: [Record] = []
    for section in arguments.sections {
      let page = try section.type.run(log, arguments, scratch)
      records += page.records
      print("\n\(page.title)\n\n\(page.table.text)", terminator: "")
      for note in page.notes { print(note) }
    }
    if let path = arguments.json { try Record.write(records, to: path) }
  }

  private func log(_ scratch: Scratch) throws -> Log {
    if let path = arguments.log { return try Log(existing: path, scratch: scratch) }
    Progress.show("making a log of \(Figures.grouped(arguments.lines)) lines")
    return try Log(lines: arguments.lines, seed: arguments.seed, scratch: scratch)
  }

  private func heading(_ log: Log) -> String {
    let times = arguments.runs == 1 ? "one run" : "\(arguments.runs) runs, interleaved"
    let cores = ProcessInfo.processInfo.activeProcessorCount
    var text =
      "\(log.description): \(Figures.grouped(log.lines)) lines,"
      + " \(Figures.megabytes(log.bytes)) MB; \(times); \(cores) cores"
    #if DEBUG
      text += "\nBuilt without optimisation (use -c release): the figures mean nothing."
    #endif
    return text
  }
}

extension Arguments.Section {
  /// What measures it.
  fileprivate var type: any Section.Type {
    switch self {
    case .phases: PhasesSection.self
    case .memory: MemorySection.self
    case .stages: StagesSection.self
    case .forest: ForestSection.self
    case .formats: FormatsSection.self
    case .quiet: QuietSection.self
    case .changes: ChangesSection.self
    }
  }
}
