import Foundation
import Testing

/// `tocsin parse` as a process: what it prints, how it ends, and that no input brings it down.
@Suite(.enabled(if: Tocsin.isBuilt, "the program was not built: `swift build`"))
struct ParseCommandTests {
  @Test func printsOneObjectForEachRequest() throws {
    let folder = try Folder()
    try folder.write("a.log", SampleLines.line(3661))
    let outcome = try Tocsin.run(["parse", "a.log"], in: folder)
    #expect(
      outcome.output == """
        {"file":"a.log","line":1,"time":"2026-03-02T01:01:01.000Z","client":"203.0.113.161",\
        "method":"GET","target":"/items/3661","path":"/items/3661","protocol":"HTTP/1.1",\
        "status":200,"bytes":4173,"userAgent":"test/1.0"}

        """)
    #expect(outcome.errors == "tocsin: 1 lines = 1 requests + 0 skipped + 0 malformed + 0 late\n")
    #expect(outcome.code == 0)
  }

  @Test func readsByTheServersOwnFormatText() throws {
    let outcome = try Tocsin.run(
      ["parse", "-q", "-", "--format", #"$status "$request" $remote_addr [$time_local]"#],
      input: "404 \"PUT /a HTTP/2\" 192.0.2.7 [02/Mar/2026:00:00:01 +0000]\n")
    #expect(
      outcome.output == """
        {"file":"-","line":1,"time":"2026-03-02T00:00:01.000Z","client":"192.0.2.7",\
        "method":"PUT","target":"/a","path":"/a","protocol":"HTTP/2","status":404}

        """)
  }

  @Test func aMissingFileIsAFailureBeforeAnythingIsPrinted() throws {
    let folder = try Folder()
    try folder.write("a.log", SampleLines.line(1))
    let outcome = try Tocsin.run(["parse", "a.log", "b.log"], in: folder)
    #expect(outcome.output == "")
    #expect(outcome.errors == "tocsin: b.log does not exist: check the name.\n")
    #expect(outcome.code == 2)
  }

  @Test func anEmptyFileHoldsNothingAndIsNoError() throws {
    let folder = try Folder()
    try folder.write("empty.log", "")
    let outcome = try Tocsin.run(["parse", "empty.log"], in: folder)
    #expect(outcome.output == "")
    #expect(
      outcome.errors == """
        tocsin: empty.log is empty.
        tocsin: 0 lines = 0 requests + 0 skipped + 0 malformed + 0 late

        """)
    #expect(outcome.code == 0)
  }

  @Test func oneLineInAHundredOfGarbageIsCountedAndPlaced() throws {
    let folder = try Folder()
    var text = Array<UInt8>()
    for second in 0..<1000 {
      text +=
        second % 100 == 50
        ? [0x00, 0xff, 0x1b, 0x5b, 0x32, 0x4a, 0x0a]
        : Array(SampleLines.line(second).utf8)
    }
    try folder.write("a.log", text)
    let outcome = try Tocsin.run(["parse", "a.log"], in: folder)
    #expect(
      outcome.errors == "tocsin: 1000 lines = 990 requests + 0 skipped + 10 malformed + 0 late\n")
    #expect(outcome.lines.count == 1000)
    #expect(outcome.lines[50].hasPrefix(#"{"file":"a.log","line":51,"error":"expected "#))
    #expect(outcome.lines[51].hasPrefix(#"{"file":"a.log","line":52,"time":"#))
    #expect(!outcome.output.contains("\u{1b}"))
    #expect(outcome.code == 0)
  }

  @Test func aBinaryFileIsNoLog() throws {
    let folder = try Folder()
    var state: UInt32 = 2026
    let noise = (0..<100_000).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
    try folder.write("core", noise)
    let outcome = try Tocsin.run(["parse", "-q", "core"], in: folder)
    #expect(
      outcome.errors
        == "tocsin: core is no text: its first 65536 bytes hold no line that a log could have.\n")
    #expect(outcome.output == "")
    #expect(outcome.code == 2)
  }

  @Test func textThatIsNoLogIsAFailureWithTheWayToFindOut() throws {
    let folder = try Folder()
    try folder.write("poem.txt", "The bells, bells, bells,\nthe moaning and the groaning\n")
    let outcome = try Tocsin.run(["parse", "-q", "poem.txt"], in: folder)
    #expect(outcome.lines.count == 2)
    #expect(
      outcome.errors
        == "tocsin: No line could be parsed. 'tocsin formats poem.txt' says what does not fit.\n")
    #expect(outcome.code == 2)
  }

  @Test func aFolderWithoutLogsIsAFailure() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path("none"), withIntermediateDirectories: true)
    let outcome = try Tocsin.run(["parse", "none"], in: folder)
    #expect(
      outcome.errors
        == "tocsin: The directory none holds no log files: name the files themselves, or a pattern"
        + " such as 'none/*'.\n")
    #expect(outcome.code == 2)
  }

  @Test func aFolderIsReadWithItsCompressedLogs() throws {
    let folder = try Folder()
    let outcome = try Tocsin.shell(
      """
      mkdir logs
      printf '%s' '\(SampleLines.ofSeconds(0..<3))' | gzip > logs/access.log.1.gz
      printf '%s' '\(SampleLines.ofSeconds(3..<5))' > logs/access.log
      exec "$tocsin" parse logs
      """, in: folder)
    #expect(outcome.errors == "tocsin: 5 lines = 5 requests + 0 skipped + 0 malformed + 0 late\n")
    #expect(outcome.code == 0)
  }

  /// What is left of a compressed log is read, and that it is not all is said even when quiet.
  @Test func aTruncatedGzipIsReadAsFarAsItGoes() throws {
    let folder = try Folder()
    try folder.write("a.log", SampleLines.ofSeconds(0..<5000))
    let outcome = try Tocsin.shell(
      #"gzip a.log && truncate -s -2000 a.log.gz && exec "$tocsin" parse -q a.log.gz"#, in: folder)
    #expect(outcome.lines.count > 2000)
    #expect(outcome.errors.hasPrefix("tocsin: a.log.gz could be read only in part ("))
    #expect(outcome.code == 0)
  }

  /// A line of 100 MB (a hole in a sparse file, so it costs no disk) between two requests, with
  /// 400 MB of address space: it is one malformed line, and it is not kept in memory.
  @Test func aLineOf100MegabytesIsOneMalformedLine() throws {
    let folder = try Folder()
    let outcome = try Tocsin.shell(
      """
      printf '%s' '\(SampleLines.line(1))' > a.log
      truncate -s +100M a.log
      printf '\\n%s' '\(SampleLines.line(2))' >> a.log
      ulimit -v 400000
      exec "$tocsin" parse a.log
      """, in: folder)
    #expect(outcome.errors == "tocsin: 3 lines = 2 requests + 0 skipped + 1 malformed + 0 late\n")
    #expect(outcome.lines.count == 3)
    #expect(outcome.code == 0)
  }

  @Test func aReaderThatLeavesIsAQuietEnd() throws {
    let folder = try Folder()
    try folder.write("a.log", SampleLines.ofSeconds(0..<20_000))
    let outcome = try Tocsin.shell(
      #"{ "$tocsin" parse a.log; echo $? > code; } | head -n 1 | cut -c 1-15"#, in: folder)
    #expect(outcome.output == "{\"file\":\"a.log\"\n")
    #expect(outcome.errors == "")
    #expect(try folder.read("code") == "0\n")
  }

  @Test func aFullDiskIsAFailure() throws {
    let folder = try Folder()
    try folder.write("a.log", SampleLines.ofSeconds(0..<1000))
    let outcome = try Tocsin.shell(#"exec "$tocsin" parse a.log > /dev/full"#, in: folder)
    #expect(outcome.errors == "tocsin: Cannot write to standard output: No space left on device.\n")
    #expect(outcome.code == 2)
  }
}
