import Testing

/// `tocsin formats`: the list, and the format doctor.
@Suite(.enabled(if: Tocsin.isBuilt, "the program was not built: `swift build`"))
struct FormatsCommandTests {
  @Test func listsTheFormatsOneALine() throws {
    let outcome = try Tocsin.run(["formats"])
    #expect(outcome.lines.contains { $0.hasPrefix("combined ") })
    #expect(outcome.errors == "")
    #expect(outcome.code == 0)
  }

  @Test func saysWhatALogIsAndWhatItHolds() throws {
    let folder = try Folder()
    try folder.write("a.log", SampleLines.ofSeconds(0..<10))
    let outcome = try Tocsin.run(["formats", "a.log"], in: folder)
    #expect(
      outcome.output == """
        a.log: combined, 100 % of the first lines fit
          10 lines = 10 requests + 0 skipped + 0 malformed + 0 late
          fields: time, client, method, target, path, protocol, status, bytes,
          userAgent
          To read it so without detecting: --format 'combined'

        """)
    #expect(outcome.code == 0)
  }

  @Test func showsThePlaceWhereLinesBreakOff() throws {
    let folder = try Folder()
    let torn = String(SampleLines.line(11).prefix { $0 != "\"" }) + #""GET /items/11 HTTP/1.1" 2x"#
    try folder.write("a.log", SampleLines.ofSeconds(0..<9) + torn + "\n")
    let outcome = try Tocsin.run(["formats", "a.log"], in: folder)
    #expect(outcome.output.contains("10 lines = 9 requests + 0 skipped + 1 malformed + 0 late\n"))
    #expect(outcome.output.contains("\n  1 line does not fit: expected "))
    let shown = outcome.lines.suffix(3).map(String.init)
    #expect(shown[0].hasSuffix(#""GET /items/11 HTTP/1.1" 2x"#))
    #expect(shown[1] == String(repeating: " ", count: shown[0].count - 2) + "^")
    #expect(outcome.code == 0)
  }

  @Test func aFileInNoKnownFormatIsAFailureWithAHint() throws {
    let folder = try Folder()
    try folder.write("poem.txt", "The bells, bells, bells,\nthe moaning and the groaning\n")
    let outcome = try Tocsin.run(["formats", "poem.txt"], in: folder)
    #expect(
      outcome.output.hasPrefix(
        "poem.txt: no known format\n  2 lines = 0 requests + 0 skipped + 2 malformed + 0 late\n"
          + "  The nearest is '"))
    #expect(outcome.code == 2)
  }

  @Test func anEmptyFileTellsNothing() throws {
    let folder = try Folder()
    try folder.write("empty.log", "")
    let outcome = try Tocsin.run(["formats", "empty.log"], in: folder)
    #expect(outcome.output == "empty.log: empty, there is nothing to tell a format from\n")
    #expect(outcome.code == 0)
  }

  @Test func noByteOfALineDrivesTheTerminal() throws {
    let folder = try Folder()
    try folder.write("evil.log", "the bells \u{1b}[2J\u{202e}\u{7}\nbells, bells, bells,\n")
    let outcome = try Tocsin.run(["formats", "evil.log"], in: folder)
    #expect(outcome.output.contains(#"\x1b[2J\u{202e}\x07"#))
    #expect(!outcome.output.contains("\u{1b}"))
  }

  @Test func judgesByTheFormatThatIsNamed() throws {
    let folder = try Folder()
    try folder.write("a.log", SampleLines.ofSeconds(0..<3))
    let outcome = try Tocsin.run(["formats", "--format", "json", "a.log"], in: folder)
    #expect(
      outcome.output.hasPrefix(
        "a.log: json\n  3 lines = 0 requests + 0 skipped + 3 malformed + 0 late\n"))
    #expect(outcome.output.hasSuffix("    That line would fit 'combined'.\n"))
    #expect(outcome.code == 2)
  }

  @Test func saysWhatTheTimesLeaveUnsaid() throws {
    let folder = try Folder()
    let line = "Mar  2 15:04:05 lb haproxy[1]: 192.0.2.1:5000 [02/Mar/2026:15:04:05.123] web a/b"
    try folder.write(
      "a.log",
      line + " 0/0/1/2/3 200 5 - - ---- 1/1/1/1/0 0/0 \"GET /a HTTP/1.1\"\n")
    let utc = try Tocsin.run(["formats", "a.log"], in: folder)
    #expect(
      utc.output.contains("  The times have no zone; UTC is taken, --time-zone says otherwise.\n"))
    let local = try Tocsin.run(["formats", "--time-zone", "Europe/Berlin", "a.log"], in: folder)
    #expect(
      local.output.contains(
        "  The times have no zone; Europe/Berlin is taken, as --time-zone says.\n"))
    let parsed = try Tocsin.run(
      ["parse", "--time-zone", "Europe/Berlin", "-q", "a.log"], in: folder)
    #expect(parsed.output.contains(#""time":"2026-03-02T14:04:05.123Z""#))
  }

  @Test func listsTheFormatsInMarkdown() throws {
    let outcome = try Tocsin.run(["formats", "--markdown"])
    #expect(outcome.output.hasPrefix("| format | what writes it | a sample"))
    #expect(outcome.code == 0)
  }
}
