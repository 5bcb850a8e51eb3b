import AccessLog
import Inspection
import TestSupport
import Testing

@testable import Engine

@Suite struct LogStreamTests {
  private func batch(_ lines: [LogLine]) -> RequestBatch {
    var reader = LogReader()
    var batch = RequestBatch()
    let source = MemorySource(lines.log)
    _ = reader.fill(&batch, capacity: 1 << 16) { source.read(into: $0) }
    reader.finish(&batch)
    return batch
  }

  @Test func sinceIsInAndUntilIsNot() {
    let filter = TimeFilter(since: Timestamp(seconds: 10), until: Timestamp(seconds: 20))
    #expect(filter.contains(Timestamp(seconds: 10)) && filter.contains(Timestamp(seconds: 19)))
    #expect(!filter.contains(Timestamp(seconds: 9)) && !filter.contains(Timestamp(seconds: 20)))
  }

  /// A request without a time is wanted only where no time was asked for.
  @Test func requestsWithoutATime() {
    var all = batch([
      LogLine(monday, "192.0.2.1", "GET /a"), LogLine(monday, "192.0.2.1", "GET /b"),
    ])
    all.requests[0].time = .absent
    var batch = all
    TimeFilter().apply(to: &batch)
    #expect(batch.requests.count == 2)
    TimeFilter(since: Timestamp(seconds: 0)).apply(to: &batch)
    #expect(batch.requests.count == 1)
  }

  @Test func runsEndWhereAnotherLogComesFirst() throws {
    let folder = try TemporaryFolder()
    let times: [Int64] = [0, 5, 5, 9, 3, 20]
    let path = try folder.write(
      "a.log", times.map { LogLine(monday + $0, "192.0.2.1", "GET /a") }.log)
    let stream = try LogStream(
      InputFile(name: path), number: 0, settings: InputReading(), inspector: Inspector())
    #expect(stream.hasRequest())
    let limit = { Timestamp(seconds: monday + $0) }
    #expect(stream.run(upTo: limit(5)) == 0..<3)
    #expect(stream.run(upTo: limit(-1)) == 0..<1)
    #expect(stream.run(upTo: limit(10)) == 0..<5)
    #expect(stream.run(upTo: nil) == 0..<6)
    stream.cursor = 6
    #expect(!stream.hasRequest())
    #expect(stream.accounting.requests == 6 && stream.accounting.lines == 6)
  }
}
