/// The command line, as meant.
struct Arguments {
  /// A part of the benchmark.
  enum Section: String, CaseIterable {
    case phases
    case memory
    case stages
    case forest
    case formats
    case quiet
    case changes
  }

  /// The sections wanted.
  var sections = Section.allCases
  /// Lines of the generated log.
  var lines = 1_000_000
  /// A log to use in place of a generated one.
  var log: String?
  /// The seed of the generated log.
  var seed: UInt64 = 1
  /// How often each contestant runs.
  var runs = 5
  /// True to measure goaccess beside us.
  var hasPeers = false
  /// Where to write a JSON line for each figure.
  var json: String?
  /// Bytes of a file of one format.
  var formatBytes = 100_000_000
  /// Rows that the forest scores.
  var rows = 1_000_000
  /// Months of each course that must not ring.
  var months = 4
  /// Requests a minute in those months.
  var perMinute = 12.0
  /// True to only print the help.
  var wantsHelp = false

  static let help = """
    usage: tocsin-benchmark [options]

      --smoke          100,000 lines, one run, small files: does everything still work?
      --lines N        lines of the generated log (default 1000000, at least \
    \(LogGenerator.fewestLines))
      --seed N         seed of the generated log (default 1)
      --log FILE       use this log, not a generated one
      --runs N         how often each contestant runs (default 5)
      --only A,B       only these sections: \(Section.allCases.map(\.rawValue).joined(separator: ", "))
      --months N       months of each course that must not ring (default 4)
      --per-minute N   requests a minute in them (default 12)
      --peers          measure goaccess too, where it is installed
      --json FILE      write a JSON line for each figure
      --help           print this

    Benchmarks/README.md says what each figure means.

    """

  /// Reads the words of a command line.
  init(_ words: [String]) throws {
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--smoke":
        (lines, runs, formatBytes, rows) = (100_000, 1, 2_000_000, 100_000)
        // A month is no smoke: whoever wants it names it.
        sections.removeAll { $0 == .quiet || $0 == .changes }
      case "--peers": hasPeers = true
      case "--help", "-h": wantsHelp = true
      case "--lines": lines = try Self.number(word, &rest, atLeast: LogGenerator.fewestLines)
      case "--runs": runs = try Self.number(word, &rest, atLeast: 1)
      case "--seed": seed = UInt64(try Self.number(word, &rest, atLeast: 0))
      case "--months": months = try Self.number(word, &rest, atLeast: 1)
      case "--per-minute": perMinute = Double(try Self.number(word, &rest, atLeast: 1))
      case "--log": log = try Self.value(word, &rest)
      case "--json": json = try Self.value(word, &rest)
      case "--only": sections = try Self.sections(try Self.value(word, &rest))
      default: throw UsageError(message: "There is no option '\(word)'.")
      }
    }
  }

  private static func value(_ option: String, _ rest: inout ArraySlice<String>) throws -> String {
    guard let value = rest.popFirst() else {
      throw UsageError(message: "The option \(option) needs a value.")
    }
    return value
  }

  private static func number(
    _ option: String, _ rest: inout ArraySlice<String>, atLeast least: Int
  ) throws -> Int {
    let text = try value(option, &rest)
    guard let number = Int(text), number >= least else {
      throw UsageError(
        message: "The option \(option) takes a whole number from \(least) on, not '\(text)'.")
    }
    return number
  }

  private static func sections(_ list: String) throws -> [Section] {
    try list.split(separator: ",").map { name in
      guard let section = Section(rawValue: String(name)) else {
        throw UsageError(message: "There is no section '\(name)'.")
      }
      return section
    }
  }
}
