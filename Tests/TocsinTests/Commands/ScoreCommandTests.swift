import Testing

/// `tocsin score`: the shape of what it writes, and what it says about files it cannot use. How well
/// the scorers score is ScoringTests' business.
@Suite(.enabled(if: Tocsin.isBuilt, "the program was not built: `swift build`"))
struct ScoreCommandTests {
  /// A day of a flat series at five minutes, with a spike at row 250.
  private static let series =
    "timestamp,value\n"
    + (0..<288).map { row in
      let clock = "\(row / 12 / 10)\(row / 12 % 10):\(row % 12 * 5 / 10)\(row % 12 * 5 % 10):00"
      return "2026-03-02 \(clock),\(row == 250 ? 900 : 100 + row * 7 % 5)\n"
    }.joined()

  @Test func aSeriesComesBackRowForRowWithItsSpikeMarked() throws {
    let folder = try Folder()
    try folder.write("a.csv", ScoreCommandTests.series)
    let outcome = try Tocsin.run(["score", "series", "a.csv"], in: folder)
    #expect(outcome.lines.first == "timestamp,value,score,anomaly")
    #expect(outcome.lines.count == 289)
    let rows = outcome.lines.dropFirst().map { $0.split(separator: ",").map(String.init) }
    #expect(rows[0].prefix(2) == ["2026-03-02 00:00:00", "100"])
    #expect(rows.indices.filter { rows[$0][3] == "1" } == [250])
    #expect(outcome.errors == "")
    #expect(outcome.code == 0)
  }

  @Test func aRowIsJudgedByWhatCameBeforeItOnly() throws {
    let lines = ScoreCommandTests.series.split(separator: "\n")
    let whole = try Tocsin.run(["score", "series", "-"], input: ScoreCommandTests.series)
    let half = try Tocsin.run(
      ["score", "series", "-"], input: lines.prefix(200).joined(separator: "\n"))
    #expect(half.lines == Array(whole.lines.prefix(200)))
  }

  @Test func aValueThatIsNoNumberScoresNothingAndIsSaid() throws {
    let outcome = try Tocsin.run(
      ["score", "series", "-"], input: "timestamp,value\n2026-03-02 00:00:00,nan\n")
    #expect(outcome.output == "timestamp,value,score,anomaly\n2026-03-02 00:00:00,nan,0.0,0\n")
    #expect(outcome.errors == "tocsin: Rows whose value is no number, which score 0: 1.\n")
    #expect(outcome.code == 0)
  }

  /// Thirty ordinary rows and a strange one, with the label that must not help.
  private static let table =
    "a,b,label\n" + (0..<30).map { "\($0 % 6),\($0 % 5),0\n" }.joined() + "60,-50,1\n"

  @Test func theStrangestRowOfATableScoresHighest() throws {
    let folder = try Folder()
    try folder.write("a.csv", ScoreCommandTests.table)
    let outcome = try Tocsin.run(
      ["score", "table", "a.csv", "--label-column", "label"], in: folder)
    #expect(outcome.lines.first == "row,score")
    let scores = outcome.lines.dropFirst().compactMap { Double($0.split(separator: ",")[1]) }
    #expect(scores.count == 31)
    #expect(scores.indices.max { scores[$0] < scores[$1] } == 30)
    #expect(outcome.code == 0)
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    let folder = try Folder()
    try folder.write("a.csv", ScoreCommandTests.table)
    let run = { (seed: String) in
      try Tocsin.run(["score", "table", "a.csv", "--seed", seed], in: folder).output
    }
    let first = try run("7")
    #expect(try run("7") == first)
    #expect(try run("8") != first)
  }

  @Test func saysWhatIsWrongWithAFile() throws {
    let folder = try Folder()
    try folder.write("a.csv", "x,label\n1,0\n")
    try folder.write("empty.csv", "")
    let cases = [
      (
        ["table", "a.csv", "--label-column", "labl"],
        "'a.csv': There is no column 'labl'. Did you mean 'label'?"
      ),
      (
        ["series", "a.csv"],
        "'a.csv': There is no column 'timestamp'; the header has 'x', 'label'."
      ),
      (
        ["table", "empty.csv"],
        "'empty.csv': The table is empty: a header line with the columns' names is needed."
      ),
      (["series", "none.csv"], "none.csv does not exist: check the name."),
    ]
    for (words, sentence) in cases {
      let outcome = try Tocsin.run(["score"] + words, in: folder)
      #expect(outcome.errors == "tocsin: \(sentence)\n")
      #expect(outcome.output == "")
      #expect(outcome.code == 2)
    }
  }
}
