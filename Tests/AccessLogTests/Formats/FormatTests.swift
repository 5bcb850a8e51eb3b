import AccessLog
import Testing

/// What the samples of the formats do not show: headers in mid-file, mixed logs, broken lines.
@Suite struct FormatTests {
  @Test func theColumnsOfW3CLogsMayChange() {
    let log = """
      #Version: 1.0
      #Date: 2026-03-02 00:00:00
      #Fields: time c-ip cs-method cs-uri-stem sc-status
      15:04:05 192.0.2.1 GET /a 200
      #Fields: date time sc-status c-ip cs-uri-stem cs-uri-query
      2026-03-03 15:04:05 404 192.0.2.2 /b x=1
      """
    let parsed = parse(log)
    #expect(parsed.format?.name == "w3c" && parsed.skipped == 4)
    #expect(parsed.fields(0)["time"] == "2026-03-02T15:04:05.000Z")
    #expect(parsed.fields(1)["time"] == "2026-03-03T15:04:05.000Z")
    #expect(parsed.fields(1)["target"] == "/b?x=1")
    #expect(parsed.fields(1)["status"] == "404")
  }

  @Test func accessAndErrorLogOfNginxMayShareAFile() {
    let log = """
      192.0.2.1 - - [02/Mar/2026:15:04:05 +0000] "GET / HTTP/1.1" 401 5 "-" "x"
      2026/03/02 15:04:05 [error] 1#1: *17 user "a "b": password mismatch, client: 192.0.2.1, server: _, request: "GET / HTTP/1.1", host: "h"
      2026/03/02 15:04:05 [error] 1#1: *3 open() "/x" failed (2: No such file or directory), client: 192.0.2.1, server: _, request: "GET /x HTTP/1.1", host: "h"
      """
    let parsed = parse(log)
    #expect(parsed.requests == 2 && parsed.skipped == 1)
    #expect(parsed.fields(1)["user"] == "a \"b")
    #expect(parsed.fields(1)["status"] == "401")
  }

  @Test(arguments: [
    "not a common log line", "- - - [1234] - - - - - ", "{}", "[]", "{\"a\":", "\"",
    "{\"status\":200}",
    "Feb 25 16:19:38 192.168.4.2 haproxy[1]: Proxy prod_http_in started.",
    "a b c d e f g h i j k l",
    "{\"level\":\"info\",\"msg\":\"listening\",\"port\":8080}", "key=value a=b c=d",
  ])
  func whatIsNoRequestIsNone(line: String) {
    let parsed = parse(line)
    #expect(parsed.requests == 0 && parsed.malformed == 1, "\(parsed.objects)")
  }

  @Test(
    arguments: [
      ("\"\" 400 0 \"-\" \"-\"", nil, nil), ("\"-\" 408 0", nil, nil),
      ("\"GET /old\" 200 1", "GET", "/old"), ("\"GET /a b c HTTP/1.1\" 200 1", "GET", "/a b c"),
      ("\"\\x16\\x03\\x01\" 400 1", nil, "\u{16}\u{3}\u{1}"), ("\"hello\" 400 1", nil, "hello"),
      ("\"GET /?q=\"x\" HTTP/1.1\" 200 1", "GET", "/?q=\"x\""),
      ("GET /a HTTP/1.1 200 1", "GET", "/a"), ("\"OPTIONS * HTTP/1.0\" 200 1", "OPTIONS", "*"),
      ("\"CONNECT example.com:443 HTTP/1.1\" 405 1", "CONNECT", "example.com:443"),
      ("\"GET http://h/a HTTP/1.1\" 200 1 \"-\" \"cut off", "GET", "http://h/a"),
    ] as [(String, String?, String?)])
  func requestLinesOfAnySortAreRead(rest: String, method: String?, target: String?) {
    let fields = parse("192.0.2.1 - - [02/Mar/2026:15:04:05 +0000] \(rest)").fields(0)
    #expect(fields["client"] == "192.0.2.1" && fields["status"] != nil)
    #expect(fields["method"] == method)
    #expect(fields["target"] == target)
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\" x 5", 67, "a status of three digits"),
    ("GET / HTTP/1.1\" 200 five", 71, "a number of bytes"),
  ])
  func malformedLinesSayWhatWasExpectedWhere(rest: String, column: Int, expected: String) {
    let head = "192.0.2.100 - - [02/Mar/2026:15:04:05 +0000]     \"\(rest)"
    let fields = parse(head, format: CommonLog()).fields(0)
    #expect(fields["error"] == "expected \(expected)")
    #expect(fields["column"] == String(column))
  }

  @Test func statusesThatAreNoneAreAbsentOrZero() {
    let head = "192.0.2.1 - - [02/Mar/2026:15:04:05 +0000] \"GET / HTTP/1.1\" "
    #expect(parse(head + "- 5").fields(0)["status"] == nil)
    #expect(parse(head + "-1 5").fields(0)["status"] == nil)
    #expect(parse(head + "000 5").fields(0)["status"] == "0")
    #expect(parse(head + "0 5").fields(0)["status"] == "0")
  }

  @Test func aGuessedLineMayBeCutOffInItsRequest() {
    let line =
      "2026-05-13T23:00:00Z x 192.0.2.1 200 200 0 57 \"GET https://www.example.com/ HTTP/1."
    #expect(parse(line, format: GuessedLog()).requests == 1)
  }

  @Test func aLineMayHoldSeveralRecords() {
    func record(_ path: String) -> String {
      "{\"client_ip\":\"192.0.2.1\",\"method\":\"GET\",\"uri\":\"\(path)\",\"status\":200}"
    }
    let array = "[\(record("/a")), \(record("/b")),\(record("/c"))]\n"
    let records = "{\"records\": [\(record("/d")),\(record("/e"))]}\n"
    let pretty = "[\n  \(record("/f")),\n  \(record("/g"))\n]\n"
    let parsed = parse(array + records + pretty, chunk: 9)
    #expect(parsed.requests == 7 && parsed.malformed == 0 && parsed.skipped == 2)
    #expect(parsed.lines == 9)
    #expect(
      (0..<7).map { parsed.fields($0)["target"] ?? "" } == [
        "/a", "/b", "/c", "/d", "/e", "/f", "/g",
      ])
    #expect(parsed.fields(4)["line"] == "2" && parsed.fields(5)["line"] == "4")
  }

  @Test func anAbsoluteTargetIsOddWhereOthersArePaths() {
    func line(_ target: String, _ status: Int = 200) -> String {
      "192.0.2.1 - - [02/Mar/2026:15:04:05 +0000] \"GET \(target) HTTP/1.1\" \(status) 5\n"
    }
    func odd(_ log: String) -> [Bool] {
      var reader = LogReader()
      var batch = RequestBatch()
      var rest = Array(log.utf8)[...]
      while reader.fill(
        &batch, capacity: 1 << 16,
        from: { buffer in
          let part = rest.prefix(buffer.count)
          buffer.copyBytes(from: part)
          rest = rest.dropFirst(part.count)
          return part.count
        })
      {}
      reader.finish(&batch)
      return batch.requests.map(\.isProxyForm)
    }
    let foreign = "http://example.com/"
    #expect(odd(line("/a") + line("/b") + line(foreign)) == [false, false, true])
    // A proxy's own log, and the very first line of one.
    #expect(odd(line(foreign) + line(foreign) + line(foreign)) == [false, false, false])
    #expect(odd(line(foreign, 400)) == [true])
  }
}
