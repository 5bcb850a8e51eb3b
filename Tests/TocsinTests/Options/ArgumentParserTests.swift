import Testing

/// That every GNU way to write the same thing means the same thing.
@Suite(.enabled(if: Tocsin.isBuilt, "the program was not built: `swift build`"))
struct ArgumentParserTests {
  static let sameMeaning = [
    ["parse", "--since", "2026-03-02T00:00:01Z", "a.log"],
    ["parse", "--since=2026-03-02T00:00:01Z", "a.log"],
    ["parse", "a.log", "--since", "2026-03-02T00:00:01Z"],
    ["--since", "2026-03-02T00:00:01Z", "parse", "a.log"],
    ["parse", "--since", "2026-03-02T01:00:01+01:00", "a.log"],
    ["parse", "--since", "2026-03-02 00:00:01", "--", "a.log"],
    ["parse", "--since", "1999-12-31", "--since", "2026-03-02T00:00:01Z", "a.log"],
    ["parse", "--since", "2026-03-02T00:00:01Z", "-f", "combined", "a.log"],
    ["parse", "--since", "2026-03-02T00:00:01Z", "-fcombined", "a.log"],
    ["parse", "--until=2026-03-02T00:00:03Z", "--since", "2026-03-02T00:00:01Z", "a.log"],
  ]

  @Test(arguments: sameMeaning)
  func meansTheSame(_ words: [String]) throws {
    let folder = try Folder()
    try folder.write("a.log", SampleLines.ofSeconds(0..<3))
    let outcome = try Tocsin.run(words, in: folder)
    #expect(outcome.errors == "tocsin: 3 lines = 2 requests + 1 skipped + 0 malformed + 0 late\n")
    #expect(outcome.lines.count == 2)
    #expect(outcome.code == 0)
  }

  @Test func aSwitchQuietsTheRun() throws {
    let folder = try Folder()
    try folder.write("a.log", SampleLines.ofSeconds(0..<3))
    for words in [
      ["parse", "-q", "a.log"], ["parse", "a.log", "--quiet"], ["-qq", "parse", "a.log"],
    ] {
      let outcome = try Tocsin.run(words, in: folder)
      #expect(outcome.errors == "")
      #expect(outcome.lines.count == 3)
    }
  }

  @Test func aDashIsStandardInput() throws {
    let outcome = try Tocsin.run(["parse", "-"], input: SampleLines.ofSeconds(0..<3))
    #expect(outcome.lines.count == 3)
    #expect(outcome.lines.allSatisfy { $0.hasPrefix(#"{"file":"-","line":"#) })
  }

  @Test func twoDashesEndTheOptions() throws {
    let folder = try Folder()
    try folder.write("--since", SampleLines.ofSeconds(0..<3))
    let outcome = try Tocsin.run(["parse", "--", "--since"], in: folder)
    #expect(outcome.lines.count == 3)
  }

  @Test func spansCountBackFromNow() throws {
    let folder = try Folder()
    try folder.write("a.log", SampleLines.ofSeconds(0..<3))
    // The lines are of 2026; 50 years back lies before them.
    let outcome = try Tocsin.run(["parse", "--since", "18250d", "a.log"], in: folder)
    #expect(outcome.errors == "tocsin: 3 lines = 3 requests + 0 skipped + 0 malformed + 0 late\n")
  }
}
