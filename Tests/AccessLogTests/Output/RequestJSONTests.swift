import AccessLog
import Testing

@Suite struct RequestJSONTests {
  @Test func writesAllFieldsInOrder() {
    let line =
      "h.example:8080 192.0.2.1 - ann [02/Mar/2026:15:04:05 +0000] \"GET /a?b HTTP/1.1\" 200 5 \"r\" \"u\" 0.250"
    #expect(
      parse(line).objects == [
        #"{"file":"x","line":1,"time":"2026-03-02T15:04:05.000Z","client":"192.0.2.1","user":"ann","method":"GET","target":"/a?b","path":"/a","query":"b","protocol":"HTTP/1.1","host":"h.example","status":200,"bytes":5,"duration":0.25,"referer":"r","userAgent":"u"}"#
      ])
  }

  @Test func leavesOutWhatTheLogDoesNotHave() {
    let line = "::1 - - [02/Mar/2026:15:04:05 +0000] \"-\" 400 - \"-\" \"\""
    #expect(
      parse(line).objects == [
        #"{"file":"x","line":1,"time":"2026-03-02T15:04:05.000Z","client":"::1","status":400}"#
      ])
  }

  @Test(
    arguments: [
      ([0x1b, 0x5b, 0x32, 0x4a], #"\u001b[2J"#), ([0x22, 0x5c], #"\"\\"#), ([0x7f], #"\u007f"#),
      ([0xc2, 0x9b], #"\u009b"#), ([0xc3, 0xa9], "é"), ([0xff], "\u{fffd}"),
      ([0xe2, 0x82], "\u{fffd}"), ([0xe2, 0x82, 0x41], "\u{fffd}A"),
      ([0xed, 0xa0, 0x80], "\u{fffd}\u{fffd}\u{fffd}"), ([0xf0, 0x9f, 0x98, 0x80], "😀"),
      ([0xf5, 0x80], "\u{fffd}\u{fffd}"), ([0xc0, 0xaf], "\u{fffd}\u{fffd}"),
    ] as [([UInt8], String)])
  func hostileTextCannotLeaveItsString(bytes: [UInt8], expected: String) {
    let escaped = bytes.map { byte in
      "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    let line =
      "::1 - - [02/Mar/2026:15:04:05 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"<\(escaped)>\""
    #expect(parse(line).objects[0].contains("\"userAgent\":\"<\(expected)>\""))
  }

  @Test func writesMalformedLines() {
    #expect(
      parse("oops\n", format: CommonLog()).objects == [
        #"{"file":"x","line":1,"error":"expected a client, then the user, then the time in brackets","column":1}"#
      ])
  }
}
