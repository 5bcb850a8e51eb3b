/// How fast the isolation forest scores rows; with `--peers` beside scikit-learn's, in turns.
enum ForestSection: Section {
  /// Of the strange rows so many must be among the highest scores: they lie so far outside that a
  /// forest which misses more is broken.
  private static let leastFound = 0.95
  /// Enough for a median.
  private static let mostRuns = 3

  static func run(_ log: Log, _ arguments: Arguments, _ scratch: Scratch) throws -> Page {
    Progress.show("forest")
    defer { Progress.clear() }
    let table = scratch.path("rows")
    defer { scratch.remove("rows") }
    let obstacle = arguments.hasPeers ? ForestPeer.obstacle(scratch) : "not asked for"
    var ours: [ForestPhase.Answer] = []
    var theirs: [ForestPeer.Answer] = []
    for _ in 0..<min(arguments.runs, mostRuns) {
      let words = ["\(arguments.rows)"] + (obstacle == nil ? [table] : [])
      ours.append(try ForestPhase.answer(words, scratch: scratch))
      if obstacle == nil { theirs.append(try ForestPeer.answer(table, scratch: scratch)) }
    }
    for answer in ours where answer.found < leastFound {
      throw Failure(
        "The forest found \(Figures.fixed(100 * answer.found, 1)) % of the strange rows.")
    }
    var page = page(ours, theirs)
    if arguments.hasPeers, let obstacle {
      page.notes.append("scikit-learn was not measured: \(obstacle).")
    }
    return page
  }

  private static func page(_ ours: [ForestPhase.Answer], _ theirs: [ForestPeer.Answer]) -> Page {
    let rows = ours.first?.rows ?? 0
    let name = theirs.first?.name ?? ""
    var lines = [
      Line("score all, one thread", rows, ours.map(\.scoring), theirs.map(\.scoring)),
      Line("score all, two threads", rows, ours.map(\.scoringByTwo), theirs.map(\.scoringByTwo)),
      Line("score one", 1, ours.map(\.single), []),
      Line("train", 0, ours.map(\.training), theirs.map(\.training)),
    ]
    if theirs.isEmpty { for place in lines.indices { lines[place].theirs = nil } }
    var table = Table(["forest", "rows/s", "s (least–most)", name + " s", "times as fast"])
    for line in lines { table.add(line.cells) }
    var page = Page(title: "Isolation forest", table: table, records: lines.map(\.record))
    page.notes.append(
      "\(Figures.grouped(rows)) rows of \(ForestPhase.columns), 100 trees on 256 rows each, median of"
        + " \(ours.count). Seconds of processor time; on two threads on the wall. Training includes"
        + " the tail of the scores.")
    if let peer = theirs.first {
      page.notes.append(
        "Strange rows found: \(Figures.fixed(100 * (ours.first?.found ?? 0), 1)) %, \(name)"
          + " \(Figures.fixed(100 * peer.found, 1)) %.")
    }
    return page
  }

  /// One kind of work, ours and theirs.
  private struct Line {
    var name: String
    var rows: Int
    var ours: Spread
    var theirs: Spread?

    init(_ name: String, _ rows: Int, _ ours: [Double], _ theirs: [Double]) {
      self.name = name
      self.rows = rows
      self.ours = Spread(ours)
      self.theirs = theirs.isEmpty ? nil : Spread(theirs)
    }

    var cells: [String] {
      let seconds = { (spread: Spread) in
        spread.median < 1e-3
          ? "\(Figures.fixed(spread.median * 1e6, 1)) µs"
          : "\(Figures.fixed(spread.median, 3)) (\(Figures.fixed(spread.min, 3))–"
            + "\(Figures.fixed(spread.max, 3)))"
      }
      return [
        name, rows == 0 ? "" : Figures.rate(Double(rows) / max(ours.median, 1e-9)), seconds(ours),
        theirs.map(seconds) ?? "",
        theirs.map { Figures.fixed($0.median / max(ours.median, 1e-9), 1) } ?? "",
      ]
    }

    var record: Record {
      var record = Record(section: "forest", name: name)
      record.lines = rows
      record.cpuSeconds = ours
      return record
    }
  }
}
