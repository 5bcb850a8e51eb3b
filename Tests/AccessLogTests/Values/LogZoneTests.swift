import AccessLog
import Testing

@testable import AccessLog

/// Times without a zone, as pictures: local time on the left, UTC on the right.
@Suite struct LogZoneTests {
  /// Berlin in 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
  private static let berlin = LogZone(
    name: "Berlin", offset: 3600,
    changes: [
      .init(moment: 1_774_746_000, offset: 7200), .init(moment: 1_792_890_000, offset: 3600),
    ])

  private func utc(_ local: String, after last: String? = nil) -> String {
    let local = Timestamp(rfc3339: local + "Z")!
    let last = last.map { Timestamp(rfc3339: $0)! } ?? .absent
    return Self.berlin.moment(local: local, after: last).rfc3339
  }

  @Test func winterAndSummer() {
    #expect(utc("2026-01-15T12:00:00") == "2026-01-15T11:00:00.000Z")
    #expect(utc("2026-07-15T12:00:00") == "2026-07-15T10:00:00.000Z")
    #expect(utc("2026-12-15T12:00:00") == "2026-12-15T11:00:00.000Z")
  }

  @Test func theHourThatIsLeftOutIsReadByTheOffsetBefore() {
    #expect(utc("2026-03-29T01:59:59") == "2026-03-29T00:59:59.000Z")
    #expect(utc("2026-03-29T02:30:00") == "2026-03-29T01:30:00.000Z")
    #expect(utc("2026-03-29T03:00:00") == "2026-03-29T01:00:00.000Z")
  }

  @Test func theHourThatComesTwiceIsToldByTheLinesBefore() {
    #expect(utc("2026-10-25T02:10:00") == "2026-10-25T00:10:00.000Z")
    #expect(utc("2026-10-25T02:10:00", after: "2026-10-25T00:09:00Z") == "2026-10-25T00:10:00.000Z")
    #expect(utc("2026-10-25T02:10:00", after: "2026-10-25T00:59:00Z") == "2026-10-25T01:10:00.000Z")
    #expect(utc("2026-10-25T03:00:00") == "2026-10-25T02:00:00.000Z")
  }

  @Test func aLogWalksThroughBothPassesOfTheHour() {
    var options = ReaderOptions()
    options.zone = Self.berlin
    let clocks = ["01:50", "02:20", "02:50", "02:05", "02:40", "03:10"]
    let log = clocks.map { #"192.0.2.1 - - [2026-10-25 \#($0):00] "GET /a HTTP/1.1" 200 5"# }
    let parsed = parse(log.joined(separator: "\n"), options: options)
    #expect(
      (0..<6).map { parsed.fields($0)["time"]?.dropFirst(11).prefix(5) ?? "" }
        == ["23:50", "00:20", "00:50", "01:05", "01:40", "02:10"])
  }

  @Test(
    arguments: [
      ("+02:00", 7200), ("-0330", -12_600), ("+01", 3600), ("Z", 0), ("UTC", 0),
    ] as [(String, Int64)])
  func readsOffsets(text: String, seconds: Int64) {
    #expect(LogZone(offset: text) == LogZone(name: text, offset: seconds))
  }

  @Test(arguments: ["", "Berlin", "+", "+25:00", "+02:00x", "2"])
  func refusesWhatIsNoOffset(text: String) { #expect(LogZone(offset: text) == nil) }

  @Test func aTimeWithAZoneKeepsIt() {
    var options = ReaderOptions()
    options.zone = Self.berlin
    let line = #"192.0.2.1 - - [15/Jul/2026:12:00:00 +0000] "GET /a HTTP/1.1" 200 5"#
    let parsed = parse(line, options: options)
    #expect(parsed.fields(0)["time"] == "2026-07-15T12:00:00.000Z")
    #expect(parsed.assumptions == [])
  }

  @Test func w3CIsUTCByDefinitionUnlessItSaysLocal() {
    var options = ReaderOptions()
    options.zone = Self.berlin
    let row = "2026-07-15 12:00:00 GET /a 192.0.2.1 200\n"
    let utc = parse(
      "#Fields: date time cs-method cs-uri-stem c-ip sc-status\n" + row, options: options)
    #expect(utc.fields(0)["time"] == "2026-07-15T12:00:00.000Z")
    let local = parse(
      "#Fields: date-local time-local cs-method cs-uri-stem c-ip sc-status\n" + row,
      options: options)
    #expect(local.fields(0)["time"] == "2026-07-15T10:00:00.000Z")
  }

  @Test func saysWhatTheTimesLeftOut() {
    var options = ReaderOptions()
    options.referenceDate = Timestamp(rfc3339: "2026-01-02T00:00:00Z")
    let line =
      #"Dec 31 23:59:60 web nginx: 192.0.2.1 - - "GET /a HTTP/1.1" 200 5 "-" "x""#
    let parsed = parse(line, options: options)
    #expect(parsed.assumptions == [.year, .zone])
    // A leap second is the first second of the next minute; the year is the one before the file's.
    #expect(parsed.fields(0)["time"] == "2026-01-01T00:00:00.000Z")
  }
}
