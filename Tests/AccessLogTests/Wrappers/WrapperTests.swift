import AccessLog
import Testing

@Suite struct WrapperTests {
  private static let line =
    "192.0.2.1 - - [02/Mar/2026:15:04:05 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" \"curl \\\"8\\\"\""
  private static let inJSON =
    "192.0.2.1 - - [02/Mar/2026:15:04:05 +0000] \\\"GET /a HTTP/1.1\\\" 200 5 \\\"-\\\" \\\"curl \\\\\\\"8\\\\\\\"\\\""

  @Test(arguments: [
    (
      "{\"log\":\"\(inJSON)\\n\",\"stream\":\"stdout\",\"time\":\"2026-03-02T15:04:06Z\"}", "docker"
    ),
    ("2026-03-02T15:04:05.123456789Z stdout F \(line)", "cri"),
    ("Mar  2 15:04:05 web1 nginx[77]: \(line)", "syslog"),
    ("<190>Mar  2 15:04:05 web1 nginx: \(line)", "syslog"),
    ("2026-03-02T15:04:05+01:00 web1 nginx: \(line)", "syslog"),
    ("<165>1 2026-03-02T15:04:05.003Z web1 nginx - ID47 [a@1 b=\"]\\\"\"][c] \(line)", "syslog"),
    ("<165>1 - web1 nginx 77 - - \u{feff}\(line)", "syslog"),
    ("{\"__REALTIME_TIMESTAMP\":\"1772463845000000\",\"MESSAGE\":\"\(inJSON)\"}", "journald"),
    (
      "{\"timestamp\":\"2026-03-02T15:04:05Z\",\"level\":\"INFO\",\"message\":\"\(inJSON)\"}",
      "envelope"
    ),
    ("web-1   | \(line)", "compose"),
  ])
  func wrappingIsTakenOff(log: String, wrapper: String) throws {
    let format = try FormatCompiler.parser(for: "combined in \(wrapper)")
    for parsed in [parse(log), parse(log + "\n" + log, chunk: 3), parse(log, format: format)] {
      if let found = parsed.format {
        #expect(found.wrappers == [wrapper])
        #expect(found.description == "combined in \(wrapper)")
      }
      let fields = parsed.fields(parsed.requests - 1)
      #expect(fields["client"] == "192.0.2.1")
      #expect(fields["target"] == "/a")
      #expect(fields["userAgent"] == "curl \"8\"")
      #expect(fields["time"] == "2026-03-02T15:04:05.000Z")
    }
  }

  @Test func wrappersCanBeNested() {
    let log = "web-1  | Mar  2 15:04:05 web1 nginx: \(Self.line)"
    #expect(parse(log).format?.wrappers == ["compose", "syslog"])
    #expect(parse(log).fields(0)["target"] == "/a")
  }

  @Test func aJournalMessageMayBeAnArrayOfBytes() {
    let bytes = Array(Self.line.utf8).map { String($0) }.joined(separator: ",")
    let log = "{\"MESSAGE\":[\(bytes)],\"__REALTIME_TIMESTAMP\":\"1772463845000000\"}"
    #expect(parse(log).fields(0)["userAgent"] == "curl \"8\"")
  }

  @Test func theWrapperTellsTheTimeWhereTheLineDoesNot() {
    let log = "2026-03-02T15:04:05.5Z stdout F GET /a 200 5 - 1.5 ms"
    #expect(parse(log).fields(0)["time"] == "2026-03-02T15:04:05.500Z")
  }

  @Test(arguments: [1, 100, 1 << 16])
  func partsOfLinesAreJoinedForEachStream(chunk: Int) {
    let middle = Self.line.index(Self.line.startIndex, offsetBy: 40)
    let (head, tail) = (Self.line[..<middle], Self.line[middle...])
    let time = "2026-03-02T15:04:05Z"
    let log = """
      \(time) stdout F \(Self.line)
      \(time) stdout P \(head)
      \(time) stderr F not a request
      \(time) stdout F \(tail)
      """
    let parsed = parse(log, chunk: chunk)
    #expect(parsed.lines == 4 && parsed.requests == 2 && parsed.skipped == 1)
    #expect(parsed.malformed == 1)
    #expect(parsed.objects.filter { $0.contains("\"target\":\"/a\"") }.count == 2)
  }

  @Test func dockerJoinsLinesThatItSplit() {
    func wrap(_ text: String) -> String {
      "{\"log\":\"\(text)\",\"stream\":\"stdout\",\"time\":\"2026-03-02T15:04:06Z\"}\n"
    }
    let middle = Self.inJSON.index(Self.inJSON.startIndex, offsetBy: 30)
    let log =
      wrap(String(Self.inJSON[..<middle])) + wrap(String(Self.inJSON[middle...]) + "\\n")
      + wrap(Self.inJSON + "\\n")
    let parsed = parse(log)
    #expect(parsed.lines == 3 && parsed.requests == 2 && parsed.skipped == 1)
    #expect(parsed.fields(0)["userAgent"] == "curl \"8\"")
    #expect(parsed.fields(1)["userAgent"] == "curl \"8\"")
  }
}
