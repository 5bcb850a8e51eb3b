import Testing

/// `--config FILE` as a process: what the file says holds, and an option wins over it.
@Suite(.enabled(if: Tocsin.isBuilt, "the program was not built: `swift build`"))
struct ConfigurationTests {
  private static let attack = SampleLogs.path("sql-injection.log")

  @Test func theFileNamesLogsAndWhereAlertsGo() throws {
    let folder = try Folder()
    try folder.write(
      "t.json5", "{ sources: ['\(Self.attack)'], alerts: 'a.ndjson', /* all */ minSeverity: 'low' }"
    )
    let outcome = try Tocsin.run(["analyze", "--config", "t.json5"], in: folder)
    #expect(outcome.errors == "")
    #expect(outcome.code == 1)
    #expect(try folder.read("a.ndjson").contains("\"config\":\""))
  }

  @Test func anOptionWins() throws {
    let folder = try Folder()
    try folder.write("t.json5", "{ alerts: 'file.ndjson', minSeverity: 'critical' }")
    let outcome = try Tocsin.run(
      [
        "analyze", "-c", "t.json5", "--alerts", "option.ndjson", "--min-severity", "low",
        Self.attack,
      ], in: folder)
    #expect(outcome.code == 1)
    #expect(try folder.read("option.ndjson") != "")
    #expect(throws: (any Error).self) { try folder.read("file.ndjson") }
  }

  @Test func eachLogHasItsOwnFormat() throws {
    let folder = try Folder()
    try folder.write("plain.log", SampleLines.line(1))
    try folder.write("own.log", "198.51.100.7 GET /x 200\n")
    try folder.write(
      "t.json5",
      "{ sources: ['plain.log', { path: 'own.log', format: '$remote_addr $request_method $uri $status' }] }"
    )
    let outcome = try Tocsin.run(["parse", "-q", "-c", "t.json5"], in: folder)
    #expect(outcome.errors == "")
    #expect(outcome.lines.count == 2 && outcome.output.contains("\"client\":\"198.51.100.7\""))
  }

  @Test func whatIsWrongEndsTheRunWithItsPlace() throws {
    let folder = try Folder()
    try folder.write("t.json5", "{\n  window: 61,\n}")
    let outcome = try Tocsin.run(["analyze", "-c", "t.json5", Self.attack], in: folder)
    #expect(outcome.code == 2)
    #expect(
      outcome.errors
        == "tocsin: t.json5, line 2, column 3: window must be a number of seconds that divides an"
        + " hour evenly, such as 60 or \"5m\", not 61.\n")
  }
}
