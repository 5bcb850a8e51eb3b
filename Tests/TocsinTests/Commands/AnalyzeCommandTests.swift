import Foundation
import Testing

/// `tocsin analyze` and `tocsin train` as processes: what they write where, and how they end. What
/// is detected is DetectionTests' and EngineTests' business.
@Suite(.enabled(if: Tocsin.isBuilt, "the program was not built: `swift build`"))
struct AnalyzeCommandTests {
  private static let attack = SampleLogs.path("sql-injection.log")
  private static let quiet = SampleLogs.path("quiet.log")
  /// What of an alert scripts rely on.
  private struct Alert: Decodable {
    struct Subject: Decodable {
      var type: String
      var value: String
    }
    var schema: String
    var id: String
    var event: String
    var kinds: [String]
    var subject: Subject
  }

  private func alerts(_ text: String) throws -> [Alert] {
    try text.split(separator: "\n").map {
      try JSONDecoder().decode(Alert.self, from: Data($0.utf8))
    }
  }

  @Test func anAttackIsToldEverywhereItWasAskedFor() throws {
    let folder = try Folder()
    let outcome = try Tocsin.run(
      ["analyze", "--alerts", "a.ndjson", "--report", "r.html", AnalyzeCommandTests.attack],
      in: folder)
    #expect(outcome.code == 1)
    #expect(outcome.errors == "")
    #expect(outcome.output.contains("203.0.113.211"))
    #expect(
      outcome.output.contains(
        "  lines     3,423 = 3,423 requests + 0 skipped + 0 malformed + 0 late\n"))
    let alerts = try alerts(folder.read("a.ndjson"))
    #expect(alerts.allSatisfy { $0.schema == "tocsin.alert/1" })
    #expect(
      alerts.contains {
        $0.subject.value == "203.0.113.211" && $0.kinds.contains("sql-injection")
      })
    let report = try folder.read("r.html")
    #expect(report.hasPrefix("<!doctype html>"))
    #expect(report.contains("203.0.113.211"))
    #expect(report.hasSuffix("</html>\n") || report.hasSuffix("</html>"))
  }

  @Test func quietDaysEndWithZero() throws {
    let outcome = try Tocsin.run(["analyze", AnalyzeCommandTests.quiet])
    #expect(outcome.output.hasPrefix("Nothing abnormal found\n"))
    #expect(outcome.errors == "")
    #expect(outcome.code == 0)
  }

  @Test func alertsOnStandardOutputStandAlone() throws {
    let outcome = try Tocsin.run(["analyze", "--alerts", "-", AnalyzeCommandTests.attack])
    #expect(try !alerts(outcome.output).isEmpty)
    #expect(outcome.errors.contains("\nTraffic\n"))
    #expect(outcome.code == 1)
  }

  @Test func theSameInputGivesTheSameAlertsFromAFileAndFromStandardInput() throws {
    let folder = try Folder()
    let words = ["analyze", "-q", "--alerts", "-"]
    let file = try Tocsin.run(words + [AnalyzeCommandTests.attack], in: folder)
    let again = try Tocsin.run(words + [AnalyzeCommandTests.attack], in: folder)
    #expect(file.output == again.output)
    let log = String(
      decoding: try Data(contentsOf: URL(filePath: AnalyzeCommandTests.attack)), as: UTF8.self)
    let stream = try Tocsin.run(words + ["-"], input: log, in: folder)
    #expect(try alerts(stream.output).map(\.id) == alerts(file.output).map(\.id))
    #expect(stream.code == 1)
  }

  @Test func colourIsForTerminalsOnly() throws {
    let outcome = try Tocsin.run(["analyze", AnalyzeCommandTests.attack])
    #expect(!outcome.output.contains("\u{1b}"))
  }

  @Test func aTrainedModelJudgesAnotherLog() throws {
    let folder = try Folder()
    let training = try Tocsin.run(
      ["train", AnalyzeCommandTests.quiet, "--output", "normal.model"], in: folder)
    #expect(training.output == "")
    #expect(
      training.errors.hasPrefix(
        "tocsin: 17642 lines = 17642 requests + 0 skipped + 0 malformed + 0 late\n"
          + "tocsin: Learned "))
    #expect(training.code == 0)
    let outcome = try Tocsin.run(
      ["analyze", "-q", "--model", "normal.model", "--alerts", "-", AnalyzeCommandTests.attack],
      in: folder)
    #expect(
      try alerts(outcome.output).contains {
        $0.subject.value == "203.0.113.211" && $0.kinds.contains("sql-injection")
      })
    #expect(outcome.code == 1)
    let other = try Tocsin.run(
      ["analyze", "--window", "30", "--model", "normal.model", AnalyzeCommandTests.attack],
      in: folder)
    #expect(
      other.errors
        == "tocsin: The model was learned from windows of 60 s, which --window 30 does not fit:"
        + " leave the option out, or train a model with it.\n")
    #expect(other.code == 2)
  }

  /// Words that fail before anything is read, and the one sentence they fail with.
  static let failures = [
    (["analyze", "none.log"], "none.log does not exist: check the name."),
    (
      ["analyze", "--model", "none", quiet],
      "There is no model at none: make one with 'tocsin train'."
    ),
    (
      ["analyze", "--report", "none/r.html", quiet],
      "Cannot write the report 'none/r.html': its folder is missing or not writable."
    ),
    (
      ["analyze", "--alerts", "none/a.ndjson", quiet],
      "Cannot write alerts to none/a.ndjson: No such file or directory."
        + " Choose another place with --alerts."
    ),
    (["train", "none.log", "-o", "m"], "none.log does not exist: check the name."),
  ]

  @Test(arguments: failures)
  func whatCannotWorkFailsAtOnce(_ words: [String], _ sentence: String) throws {
    let outcome = try Tocsin.run(words)
    #expect(outcome.errors == "tocsin: \(sentence)\n")
    #expect(outcome.output == "")
    #expect(outcome.code == 2)
  }

  @Test func aLogWithoutARequestIsAFailure() throws {
    let folder = try Folder()
    try folder.write("poem.txt", "The bells, bells, bells,\nthe moaning and the groaning\n")
    let outcome = try Tocsin.run(["analyze", "poem.txt"], in: folder)
    #expect(
      outcome.errors
        == "tocsin: poem.txt is in no known format: line 1, column 25: expected '[';"
        + " the nearest known format is 'aws-s3'.\n"
        + "No line could be parsed. 'tocsin formats poem.txt' says what does not fit.\n")
    #expect(outcome.code == 2)
  }

  /// Twenty minutes of traffic with each sort of line in it once: the account must add up to 1,204.
  @Test func everyLineIsAccountedFor() throws {
    let folder = try Folder()
    let late = SampleLines.line(3)
    try folder.write(
      "a.log", SampleLines.ofSeconds(0..<1200) + late + "\nha\u{1b}\n" + SampleLines.line(1201))
    let words = ["analyze", "--until", "2026-03-02T00:20:01Z", "a.log"]
    let outcome = try Tocsin.run(words, in: folder)
    #expect(
      outcome.output.contains(
        "  lines     1,204 = 1,200 requests + 2 skipped + 1 malformed + 1 late\n"))
    #expect(outcome.code == 0)
  }

  @Test func anEmptyLogHoldsNothing() throws {
    let folder = try Folder()
    try folder.write("empty.log", "")
    let outcome = try Tocsin.run(["analyze", "empty.log"], in: folder)
    #expect(outcome.output.hasPrefix("Nothing was read: the input holds no lines\n"))
    #expect(outcome.code == 0)
  }

  @Test func aReaderThatLeavesIsAQuietEnd() throws {
    let folder = try Folder()
    // The log is fed in only when the reader of the alerts is known to have gone.
    let outcome = try Tocsin.shell(
      """
      mkfifo log alerts
      : < alerts & reader=$!
      "$tocsin" analyze -q --alerts - - > alerts < log & run=$!
      wait $reader
      cat '\(AnalyzeCommandTests.attack)' > log
      wait $run
      echo $?
      """, in: folder)
    #expect(outcome.output == "0\n")
    #expect(outcome.errors == "")
  }

  @Test func anOpenAPIDocumentShowsWhatIsNotDescribed() throws {
    let folder = try Folder()
    try folder.write("log", SampleLines.ofSeconds(0..<50))
    try folder.write("api.json", #"{"openapi":"3.1.0","paths":{"/orders":{"get":{}}}}"#)
    try folder.write("all.json", #"{"openapi":"3.1.0","paths":{"/items/{id}":{"get":{}}}}"#)
    let words = ["analyze", "-q", "--alerts", "-", "--openapi"]
    let found = try alerts(Tocsin.run(words + ["api.json", "log"], in: folder).output)
    #expect(found.contains { $0.kinds == ["undocumented-endpoint"] && $0.event == "opened" })
    #expect(try Tocsin.run(words + ["all.json", "log"], in: folder).output == "")
  }

  @Test func aDocumentThatIsNoneIsRefused() throws {
    let folder = try Folder()
    try folder.write("log", SampleLines.ofSeconds(0..<5))
    try folder.write("api.yaml", "openapi: 3.1.0")
    let outcome = try Tocsin.run(["analyze", "--openapi", "api.yaml", "log"], in: folder)
    #expect(outcome.code == 2)
    #expect(
      outcome.errors == "tocsin: --openapi: api.yaml is no JSON: an OpenAPI document in YAML has to"
        + " be converted first, for instance with 'yq -o json'.\n")
    let missing = try Tocsin.run(["analyze", "--openapi", "none.json", "log"], in: folder)
    #expect(
      missing.errors == "tocsin: --openapi: none.json cannot be opened: give the path of a document"
        + " in JSON.\n")
  }
}
