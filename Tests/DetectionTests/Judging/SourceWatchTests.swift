import AccessLog
import Scoring
import TestSupport
import Testing
import Traffic

@testable import Detection

@Suite struct SourceWatchTests {
  private let directory = Directory(
    sources: ["a.log.1", "a.log", "b.log"], logs: ["a.log", "a.log", "b.log"])

  /// A minute with so many lines from each source, some of them malformed.
  private func record(_ number: Int, _ lines: [UInt16: (Int, malformed: Int)]) -> WindowRecord {
    var record = WindowRecord.blank
    record.span = span(number..<number + 1)
    var point = TrafficPoint.blank
    point.requests = UInt32(lines.values.reduce(0) { $0 + $1.0 })
    record.service = point
    record.sources = lines.sorted { $0.key < $1.key }.map { source, count in
      var entry = SourceTally.Entry(source: source)
      entry.requests = UInt32(count.0)
      entry.malformed = UInt32(count.malformed)
      return entry
    }
    return record
  }

  private func findings(_ records: [WindowRecord]) -> [Finding] {
    var service = SeasonalBaseline(windowSeconds: 900)
    for record in records { service.learn(300, at: record.span.start.seconds) }
    let sources = SourceBaseline.learned(from: records, directory)
    let knowledge = SourceWatch.Knowledge(
      service: service, sources: sources, threshold: 5, history: "2 days")
    var watch = SourceWatch()
    return records.flatMap { watch.take($0, directory, knowledge) }
      + watch.finish(directory, knowledge)
  }

  private func minutes(
    _ count: Int, _ lines: (Int) -> [UInt16: (Int, malformed: Int)]
  ) -> [WindowRecord] {
    (0..<count).map { record($0, lines($0)) }
  }

  @Test func ringsAboutALogThatStopsWhileAnotherGoesOn() throws {
    let found = findings(
      minutes(3000) { $0 < 2000 || $0 > 2150 ? [0: (10, 0), 2: (10, 0)] : [2: (10, 0)] })
    let finding = try #require(found.first)
    #expect(finding.kind == .sourceSilent && finding.subject == Subject(.source, "a.log"))
    #expect(finding.headline.hasPrefix("no line for 60 minutes while other logs go on; usual is 1"))
    #expect(finding.severity == .medium)
  }

  @Test func staysSilentAboutRotation() {
    #expect(findings(minutes(3000) { [$0 < 1500 ? 0 : 1: (10, 0), 2: (10, 0)] }).isEmpty)
  }

  @Test func staysSilentAboutALogThatEndsALittleBefore() {
    #expect(
      findings(minutes(3000) { $0 < 2950 ? [0: (10, 0), 2: (10, 0)] : [2: (10, 0)] }).isEmpty)
  }

  @Test func staysSilentAboutALogWithFewLines() {
    #expect(
      findings(minutes(3000) { $0 % 400 == 0 ? [0: (1, 0), 2: (9, 0)] : [2: (9, 0)] }).isEmpty)
  }

  @Test func staysSilentAboutASingleLog() {
    let records = minutes(3000) { _ in [2: (10, 0)] }.filter {
      !(2000..<2150).contains(($0.span.start.seconds - monday) / 60)
    }
    #expect(findings(records).isEmpty)
  }

  @Test func ringsAboutAJumpOfMalformedLines() throws {
    let found = findings(
      minutes(3000) { [2: (10, (2000..<2030).contains($0) ? 4 : 0)] })
    let finding = try #require(found.first)
    #expect(finding.kind == .parseFailures && finding.subject == Subject(.source, "b.log"))
    #expect(finding.severity == .low && found.count <= 3)
    #expect(finding.headline.contains("lines fit no format ("))
  }

  @Test func aLogThatIsLostAtItsEndRingsAsWell() {
    let found = findings(minutes(3000) { [2: (10, $0 == 2999 ? 5000 : 0)] })
    #expect(found.map(\.severity) == [.medium])
  }

  @Test func staysSilentAboutWhatIsAlwaysThere() {
    #expect(findings(minutes(3000) { [2: (10, $0 % 3)] }).isEmpty)
    #expect(findings(minutes(3000) { [2: (10, $0 == 2000 ? 15 : 0)] }).isEmpty)
  }
}
