import Foundation
import Testing

/// `tocsin backtest` and `tocsin explain` as processes.
@Suite(.enabled(if: Tocsin.isBuilt, "the program was not built: `swift build`"))
struct BacktestCommandTests {
  private static let attack = SampleLogs.path("sql-injection.log")
  private static let labels = SampleLogs.path("labels/sql-injection.json")

  private struct Answer: Decodable {
    struct Run: Decodable {
      var name: String
      var incidents: Int
      var found: Int?
      var missed: Int?
      var unmatched: Int?
    }
    var schema: String
    var runs: [Run]
  }

  private func answer(_ outcome: Outcome) throws -> Answer {
    try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
  }

  @Test func whatIsLabelledIsFound() throws {
    let outcome = try Tocsin.run(["backtest", "--labels", Self.labels, Self.attack])
    #expect(outcome.errors == "")
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("found  ") && outcome.output.contains("1 of 1\n"))
  }

  @Test func scriptsGetOneObject() throws {
    let outcome = try Tocsin.run(["backtest", "--json", "--labels", Self.labels, Self.attack])
    let run = try #require(try answer(outcome).runs.first)
    #expect(run.found == 1 && run.missed == 0 && run.unmatched == 0)
  }

  @Test func twoConfigurationsAreCompared() throws {
    let folder = try Folder()
    try folder.write("deaf.json5", "{ minSeverity: 'critical' }")
    let outcome = try Tocsin.run(
      ["backtest", "--json", "--labels", Self.labels, "--against", "deaf.json5", Self.attack],
      in: folder)
    let runs = try answer(outcome).runs
    #expect(runs.map(\.name) == ["this", "deaf.json5"])
    #expect(runs.map(\.incidents) == [1, 0])
    #expect(runs.map(\.missed) == [0, 1])
    let text = try Tocsin.run(
      ["backtest", "--labels", Self.labels, "--against", "deaf.json5", Self.attack], in: folder)
    #expect(text.output.contains("\nOnly this:\n"))
    #expect(text.output.contains("\nMissed (deaf.json5):\n"))
  }

  @Test func quietHistoryEndsWithZero() throws {
    let outcome = try Tocsin.run(["backtest", SampleLogs.path("quiet.log")])
    #expect(outcome.code == 0)
  }

  @Test func standardInputCannotBeReadTwice() throws {
    let outcome = try Tocsin.run(["backtest", "--against", "x.json5", "-"])
    #expect(outcome.code == 64)
    #expect(
      outcome.errors.hasPrefix(
        "tocsin: Standard input can be read once only: --against needs logs in files.\n"))
  }

  @Test func anAlertIsExplainedAndComputedAgain() throws {
    let folder = try Folder()
    _ = try Tocsin.run(["analyze", "-q", "--alerts", "a.ndjson", Self.attack], in: folder)
    let text = try folder.read("a.ndjson")
    let line = try #require(text.split(separator: "\n").first)
    let id = try #require(line.split(separator: "\"id\":\"").last?.prefix(16))
    let outcome = try Tocsin.run(["explain", String(id), "--alerts", "a.ndjson"], in: folder)
    #expect(outcome.errors == "")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("the same bit for bit"))

    // A number that was changed is noticed.
    let forged = text.replacing(/"contribution":[0-9.]+/, with: "\"contribution\":99.5")
    try folder.write("forged.ndjson", forged)
    let other = try Tocsin.run(["explain", String(id), "--alerts", "forged.ndjson"], in: folder)
    #expect(other.code == 2)
    #expect(other.output.contains("not 99.5"))
  }

  @Test func anUnknownAlertIsAFailure() throws {
    let folder = try Folder()
    try folder.write("a.ndjson", "no alert\n")
    let outcome = try Tocsin.run(["explain", "beef", "--alerts", "a.ndjson"], in: folder)
    #expect(outcome.code == 2)
    #expect(
      outcome.errors
        == "tocsin: No alert with the id 'beef' in 'a.ndjson' (0 alerts there). What was delivered"
        + " long ago stands in the file of --alerts only.\n")
  }
}
