import AccessLog
import Testing

@Suite struct JSONLogTests {
  private func fields(_ members: String) -> [String: String] {
    parse("{\"client_ip\":\"192.0.2.1\",\"method\":\"GET\",\"status\":200,\(members)}").fields(0)
  }

  @Test(arguments: [
    (#""\u0041\ud83d\ude00""#, "A😀"), (#""\ud83d""#, "\u{fffd}"), (#""\ude00x""#, "\u{fffd}x"),
    (#""a\/b\t\"\\""#, "a/b\t\"\\"), (#""\x41\q""#, "A\\q"), (#""\u12""#, "\\u12"),
    (#""é""#, "é"),
  ])
  func escapesAreUndone(value: String, expected: String) {
    #expect(fields("\"user_agent\":\(value)")["userAgent"] == expected)
  }

  @Test(arguments: [
    ("\"duration\":0.25", "0.25"), ("\"duration\":250", "0.25"), ("\"duration\":\"250ms\"", "0.25"),
    ("\"duration\":\"1.5s\"", "1.5"), ("\"latency\":\"350µs\"", "0.00035"),
    ("\"duration\":2.5e-4", "0.00025"), ("\"duration_ns\":1500000", "0.0015"),
    ("\"request_time\":\"0.012\"", "0.012"), ("\"responseTime\":8", "0.008"),
    ("\"took_ms\":8,\"duration\":1", "0.008"),
  ])
  func durationsComeInManyUnits(member: String, expected: String) {
    #expect(fields(member)["duration"] == expected)
  }

  @Test(arguments: [
    "\"2026-03-02T15:04:05.250Z\"", "\"2026-03-02 15:04:05.250\"", "1772463845.25",
    "1772463845250", "1772463845250000", "1772463845250000000", "\"1772463845.250\"",
    "\"2026-03-02T16:04:05.250+01:00\"",
  ])
  func timesComeInManyForms(value: String) {
    #expect(fields("\"timestamp\":\(value)")["time"] == "2026-03-02T15:04:05.250Z")
  }

  @Test func keysMayBeNestedDottedAndInAnyCase() {
    #expect(fields(#""http.request.referrer":"a""#)["referer"] == "a")
    #expect(fields(#""HTTP":{"Request":{"Referrer":"a"}}"#)["referer"] == "a")
    #expect(fields(#""request":{"headers":{"User-Agent":["x","y"]}}"#)["userAgent"] == "x")
  }

  @Test func aValueThatDoesNotFitIsPassedOver() {
    let found = fields(#""bytes":"many","protocol":"https","time":"soon","user":null,"url":"/a""#)
    #expect(found["target"] == "/a")
    for field in ["bytes", "protocol", "time", "user"] { #expect(found[field] == nil) }
  }

  @Test(arguments: [
    ("{\"method\":\"GET\",\"status\":200", 29, "',' or '}' behind the value"),
    ("{\"method\" \"GET\"}", 11, "':' behind the key"), ("{method:1}", 2, "a key in double quotes"),
    ("{\"a\":\"b", 6, "a value"),
    ("{\"method\":\"GET\",\"status\":200} x", 31, "the end of the line behind the JSON object"),
    ("{\"request\":" + String(repeating: "[", count: 100), 12, "a value"),
  ])
  func brokenObjectsSayWhere(line: String, column: Int, expected: String) {
    let fields = parse(line, format: JSONLog()).fields(0)
    #expect(fields["error"] == "expected \(expected)")
    #expect(fields["column"] == String(column))
  }

  @Test func forwardedIsReadAsRFC7239HasIt() {
    var options = ReaderOptions()
    options.trustedProxies = ["192.0.2.0/24", "2001:db8::/32"].compactMap { Network($0) }
    let members = #""status":200,"method":"GET","client_ip":"192.0.2.1","x_forwarded_for":"#
    func client(_ list: String) -> String? {
      parse("{\(members)\"\(list)\"}", options: options).fields(0)["client"]
    }
    #expect(client("198.51.100.7, 192.0.2.9") == "198.51.100.7")
    #expect(client("for=6.6.6.6, for=198.51.100.7;proto=https, for=192.0.2.9") == "198.51.100.7")
    #expect(client(#"For=\"[2001:db8::1]:47011\""#) == "2001:db8::1")
    #expect(client("6.6.6.6, unknown, 192.0.2.9") == "192.0.2.9")
    #expect(client("") == "192.0.2.1")
  }
}
