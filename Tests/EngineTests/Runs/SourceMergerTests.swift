import AccessLog
import Inspection
import TestSupport
import Testing

@testable import Engine

@Suite struct SourceMergerTests {
  /// The requests in the order in which they are handed over, as "a0 b3 …": log and second.
  private func order(_ logs: [String: [Int64]], words: [String]? = nil) throws -> String {
    let folder = try TemporaryFolder()
    for (name, times) in logs {
      try folder.write(name, times.map { LogLine(monday + $0, "192.0.2.1", "GET /a") }.log)
    }
    var settings = RunSettings()
    settings.paths = (words ?? logs.keys.sorted()).map { folder($0) }
    var merger = SourceMerger(HistoricInputs.catalogue(settings), settings: settings.reading)
    var names: [String] = []
    var told: [String] = []
    while merger.next(
      announce: { name in
        names.append(folder.strip(name))
        return UInt16(names.count - 1)
      },
      use: { stream, range in
        for request in stream.loaded.batch.requests[range] {
          told.append("\(names[Int(stream.number)])\(request.time.seconds - monday)")
        }
      })
    {}
    return told.joined(separator: " ")
  }

  @Test func alwaysTheEarliest() throws {
    #expect(try order(["a": [0, 4, 9], "b": [1, 2, 7, 12]]) == "a0 b1 b2 a4 b7 a9 b12")
  }

  @Test func rotatedFilesFollowOneAnother() throws {
    #expect(
      try order(["a": [20, 21], "b": [0, 1], "c": [10, 11]], words: ["a", "b", "c"])
        == "b0 b1 c10 c11 a20 a21")
  }

  @Test func aLogThatBeginsInTheMiddleOfAnotherJoinsThere() throws {
    #expect(try order(["a": [0, 5, 10, 15], "b": [7, 8]]) == "a0 a5 b7 b8 a10 a15")
  }

  @Test func ofEqualTimesTheLogOpenedFirst() throws {
    #expect(try order(["a": [0, 1, 1], "b": [1, 1, 2]]) == "a0 a1 a1 b1 b1 b2")
  }

  /// Servers write a line when a request ends: a log is only nearly in order.
  @Test func aLogIsReadInItsOwnOrder() throws {
    #expect(try order(["a": [0, 3, 2, 9], "b": [1, 5]]) == "a0 b1 a3 a2 b5 a9")
  }

  @Test func aDamagedStampDoesNotHoldALogBack() throws {
    #expect(try order(["a": [0, 99_999, 4, 6], "b": [1, 5, 7]]) == "a0 b1 a99999 a4 b5 a6 b7")
  }

  @Test func nothingIsNothing() throws {
    #expect(try order([:]) == "")
    #expect(try order(["a": [], "b": [3]]) == "b3")
  }
}
