/// How fast the isolation forest scores rows.
enum ForestSection: Section {
  /// Of the strange rows so many must be among the highest scores: they lie so far outside that a
  /// forest which misses more is broken.
  private static let leastFound = 0.95

  static func run(_ log: Log, _ arguments: Arguments, _ scratch: Scratch) throws -> Page {
    Progress.show("forest")
    defer { Progress.clear() }
    let answer = try ForestPhase.answer(["\(arguments.rows)"], scratch: scratch)
    guard answer.found >= leastFound else {
      throw Failure(
        "The forest found \(Figures.fixed(100 * answer.found, 1)) % of the strange rows.")
    }
    var table = Table(["forest", "rows/s", "CPU s", "note"])
    table.add(
      [
        "score all", Figures.rate(Double(answer.rows) / answer.scoring),
        Figures.fixed(answer.scoring, 2), "\(Figures.grouped(answer.rows)) rows of 20, one thread",
      ])
    table.add(
      [
        "score one", Figures.rate(1 / answer.single), "",
        "\(Figures.fixed(answer.single * 1e6, 1)) µs for a row by itself",
      ])
    table.add(["train", "", Figures.fixed(answer.training, 2), "100 trees on 256 rows each"])
    return Page(title: "Isolation forest", table: table, records: records(answer))
  }

  private static func records(_ answer: ForestPhase.Answer) -> [Record] {
    let all: [(String, Int, Double)] = [
      ("score all", answer.rows, answer.scoring), ("score one", 1, answer.single),
      ("train", answer.rows, answer.training),
    ]
    return all.map { name, rows, seconds in
      var record = Record(section: "forest", name: name)
      record.lines = rows
      record.cpuSeconds = Spread([seconds])
      return record
    }
  }
}
