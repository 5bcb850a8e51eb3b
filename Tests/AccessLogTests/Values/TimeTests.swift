import AccessLog
import Testing

@Suite struct TimeTests {
  @Test(arguments: [
    ("2026-03-02T15:04:05Z", "2026-03-02T15:04:05.000Z"),
    ("2026-03-02 15:04:05,250+01:00", "2026-03-02T14:04:05.250Z"),
    ("2026-03-02T15:04:05.123456789-0330", "2026-03-02T18:34:05.123Z"),
    ("2026-03-02", "2026-03-02T00:00:00.000Z"),
    ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
    ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"),
    ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
  ])
  func readsAndWritesRFC3339(text: String, expected: String) {
    #expect(Timestamp(rfc3339: text)?.rfc3339 == expected)
  }

  @Test(arguments: [
    "", "2026", "2026-13-01", "2026-02-30T00:00:00Z", "2026-03-02T25:00:00Z",
    "2026-03-02T15:04:05Zx", "2026-03-02T15:04", "99999-01-01T00:00:00Z",
  ])
  func rejectsWhatIsNoTime(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test(arguments: [
    ("02/Mar/2026:15:04:05 +0100", "2026-03-02T14:04:05.000Z"),
    ("02/Mar/2026:15:04:05.5 +0100", "2026-03-02T14:04:05.500Z"),
    ("02/Mar/2026 15:04:05", "2026-03-02T15:04:05.000Z"),
    ("2026-03-02T15:04:05-03:30", "2026-03-02T18:34:05.000Z"),
  ])
  func readsTimesInBrackets(text: String, expected: String) {
    let line = "192.0.2.1 - - [\(text)] \"GET / HTTP/1.1\" 200 5"
    #expect(parse(line).fields(0)["time"] == expected)
  }

  @Test func remembersTheDateNotTheTime() {
    let times = ["23:59:59 +0000", "00:00:00 +0000", "00:00:00 +0100", "00:00:00 -0000"]
    let log = times.map { "::1 - - [02/Mar/2026:\($0)] \"GET / HTTP/1.1\" 200 5\n" }.joined()
    let parsed = parse(log)
    #expect(
      (0..<4).map { parsed.fields($0)["time"] ?? "" } == [
        "2026-03-02T23:59:59.000Z", "2026-03-02T00:00:00.000Z", "2026-03-01T23:00:00.000Z",
        "2026-03-02T00:00:00.000Z",
      ])
  }

  @Test(arguments: ["24:00:00", "12:60:00", "12:00:61", "1a:00:00", "12;00:00", "12:00;00"])
  func rejectsTimesOfDayThatAreNone(time: String) {
    let good = "::1 - - [02/Mar/2026:12:00:00 +0000] \"GET / HTTP/1.1\" 200 5\n"
    let parsed = parse(good + good.replacing("12:00:00", with: time), format: CommonLog())
    #expect(parsed.requests == 1)
    #expect(
      parsed.fields(1)["error"] == "expected a time such as 02/Mar/2026:15:04:05 +0100")
  }

  @Test func takesTheYearNearestToTheReferenceDate() {
    var options = ReaderOptions()
    options.referenceDate = Timestamp(rfc3339: "2026-01-02T00:00:00Z")
    let log = "Dec 31 23:59:59 web1 uvicorn[7]: INFO: 192.0.2.1:5 - \"GET / HTTP/1.1\" 200 OK\n"
    let parsed = parse(log, options: options)
    #expect(parsed.format?.wrappers == ["syslog"])
    #expect(parsed.fields(0)["time"] == "2025-12-31T23:59:59.000Z")
    #expect(parse(log).fields(0)["time"] == nil)
  }
}
