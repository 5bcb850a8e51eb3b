import Testing

/// What is said about a command line that cannot be meant, as exact sentences.
@Suite(.enabled(if: Tocsin.isBuilt, "the program was not built: `swift build`"))
struct UsageErrorTests {
  /// A command line, and what is said about it.
  struct Case: CustomTestStringConvertible {
    var words: [String]
    var sentence: String

    init(_ line: String, _ sentence: String) {
      words = line.split(separator: " ").map(String.init)
      self.sentence = sentence
    }

    var testDescription: String { words.joined(separator: " ") }
  }

  static let ofTheProgram = [
    Case("", "Say what to do. The commands are \(commands)."),
    Case("parze x.log", "Unknown command 'parze'. Did you mean 'parse'?"),
    Case("anlyze x.log", "Unknown command 'anlyze'. Did you mean 'analyze'?"),
    Case("prase x.log", "Unknown command 'prase'. Did you mean 'parse'?"),
    Case("juggle", "Unknown command 'juggle'. The commands are \(commands)."),
    Case(
      "access.log",
      "Unknown command 'access.log'. The command comes first: 'tocsin \(first) access.log'."),
    Case("--hlep", "Unknown option '--hlep'. Did you mean '--help'?"),
    Case("--zzzzzz", "Unknown option '--zzzzzz'."),
    Case("-x", "Unknown option '-x'."),
    Case("--version=3", "Option '--version' takes no value."),
    Case(
      "--completions csh",
      "Option '--completions' wants one of bash, fish, zsh, not 'csh'. Did you mean 'zsh'?"),
    Case("--password=hunter2", "Unknown option '--password'."),
  ]

  static let ofCommands = [
    Case("parse", "'tocsin parse' needs a FILE; '-' stands for standard input."),
    Case("parse --quite x", "Unknown option '--quite'. Did you mean '--quiet'?"),
    Case("parse --sicne 1d x", "Unknown option '--sicne'. Did you mean '--since'?"),
    Case("parse x --until", "Option '--until' needs a value: --until TIME."),
    Case("parse x --until=", "Option '--until' needs a value: --until TIME."),
    Case("parse x -f", "Option '--format' needs a value: --format NAME|TEMPLATE."),
    Case(
      "parse x --format cobmined",
      "Option '--format': unknown format 'cobmined'; did you mean 'combined'?"),
    Case(
      "parse x --format $status|$time_loal",
      "Option '--format', column 9: unknown variable '$time_loal'; did you mean '$time_local'?"),
    Case(
      "formats --quiet",
      "Option '--quiet' belongs to 'tocsin analyze', 'tocsin watch', 'tocsin train', 'tocsin"
        + " backtest', 'tocsin parse' and 'tocsin score', not to 'tocsin formats'."),
    Case(
      "parse x --trusted-proxies 10.0.0.0/33",
      "Option '--trusted-proxies' wants networks such as 10.0.0.0/8,2001:db8::/32: the length"
        + " behind '/' in '10.0.0.0/33' must be a number from 0 to 32."),
    Case(
      "parse x --trusted-proxies proxy.local",
      "Option '--trusted-proxies' wants networks such as 10.0.0.0/8,2001:db8::/32: 'proxy.local'"
        + " does not begin with an IPv4 or IPv6 address."),
    Case(
      "parse x --duration-unit m",
      "Option '--duration-unit' wants one of s, ms, us, ns, not 'm'. Did you mean 's'?"),
    Case(
      "parse x --time-zone CEST",
      "Option '--time-zone' wants an offset such as +02:00 or a zone's name such as"
        + " Europe/Berlin, not 'CEST'."),
    Case("parse --man", "Option '--man' belongs to 'tocsin' alone, not to 'tocsin parse'."),
    Case("parse x --quiet=yes", "Option '--quiet' takes no value."),
    Case("parse x -qz", "Unknown option '-z'."),
    Case(
      "parse x --since yesterday",
      "Option '--since' wants a time such as 2026-03-02, 2026-03-02T10:00:00Z or 7d"
        + " (seven days ago), not 'yesterday'."),
    Case(
      "parse x --since 2026-02-30",
      "Option '--since' wants a time such as 2026-03-02, 2026-03-02T10:00:00Z or 7d"
        + " (seven days ago), not '2026-02-30'."),
    Case(
      "parse x --since 2026-03-02 --until 2026-03-01",
      "Nothing lies between --since 2026-03-02T00:00:00.000Z"
        + " and --until 2026-03-01T00:00:00.000Z."),
  ]

  static let ofScore = [
    Case("score", "'tocsin score' needs 'series' or 'table', then a FILE.csv."),
    Case("score x.csv", "'tocsin score' wants 'series' or 'table', not 'x.csv'."),
    Case(
      "score tabel x.csv",
      "'tocsin score' wants 'series' or 'table', not 'tabel'. Did you mean 'table'?"),
    Case("score table", "'tocsin score' needs a FILE.csv; '-' stands for standard input."),
    Case("score table a.csv b.csv", "'tocsin score' has no use for 'b.csv'."),
    Case(
      "score series --seed 1 x.csv",
      "Option '--seed' belongs to 'tocsin score table', not to 'tocsin score series'."),
    Case(
      "score table --trees 0 x.csv",
      "Option '--trees' wants a whole number from 1 to 10000, not '0'."),
    Case(
      "score table --sample many x.csv",
      "Option '--sample' wants a whole number from 2 to 65536, not 'many'."),
    Case(
      "score table --seed -1 x.csv",
      "Option '--seed' wants a whole number from 0 to 18446744073709551615, not '-1'."),
  ]

  static let ofRuns = [
    Case("analyze x --reprot r.html", "Unknown option '--reprot'. Did you mean '--report'?"),
    Case("analyze x --report", "Option '--report' needs a value: --report FILE.html."),
    Case(
      "analyze x --min-severity hihg",
      "Option '--min-severity' wants one of low, medium, high, critical, not 'hihg'."
        + " Did you mean 'high'?"),
    Case(
      "analyze x --window 7",
      "Option '--window' wants a number of seconds that divides an hour evenly, such as 60 or 5m,"
        + " not '7'."),
    Case(
      "analyze x --max-memory 12Q",
      "Option '--max-memory' wants a size of at least 64M, such as 512M or 2G, not '12Q'."),
    Case(
      "analyze x --max-memory 1M",
      "Option '--max-memory' wants a size of at least 64M, such as 512M or 2G, not '1M'."),
    Case(
      "analyze x --max-memory 99999999999999999999T",
      "Option '--max-memory' wants a size of at least 64M, such as 512M or 2G,"
        + " not '99999999999999999999T'."),
    Case(
      "analyze x --threads 0",
      "Option '--threads' wants a whole number from 1 to 1024, not '0'."),
    Case(
      "analyze x --alarms-per-week none",
      "Option '--alarms-per-week' wants a number from 0.01 to 10000, such as 1 or 0.5, not 'none'."),
    Case("train x", "'tocsin train' needs --output MODEL."),
    Case(
      "train x --alerts a.ndjson",
      "Option '--alerts' belongs to 'tocsin analyze', 'tocsin watch' and 'tocsin explain', not to"
        + " 'tocsin train'."),
  ]

  private static let commands =
    "analyze, watch, train, backtest, explain, parse, formats, score, check and outbox"
  private static let first = "analyze"

  @Test(arguments: ofTheProgram)
  func programSays(_ example: Case) throws {
    try check(example, pointer: "See 'tocsin --help'.")
  }

  @Test(arguments: ofCommands + ofScore + ofRuns)
  func commandSays(_ example: Case) throws {
    try check(example, pointer: "See 'tocsin \(example.words[0]) --help'.")
  }

  /// Nothing but the sentence and where to read on, on standard error, and exit code 64.
  private func check(_ example: Case, pointer: String) throws {
    let outcome = try Tocsin.run(example.words)
    #expect(outcome.errors == "tocsin: \(example.sentence)\n\(pointer)\n")
    #expect(outcome.output == "")
    #expect(outcome.code == 64)
  }

  @Test func whatWasTypedCannotDriveTheTerminal() throws {
    let outcome = try Tocsin.run(["--\u{1b}[2J"])
    #expect(outcome.errors == "tocsin: Unknown option '--\\x1b[2J'.\nSee 'tocsin --help'.\n")
  }
}
