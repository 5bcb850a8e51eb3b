import AccessLog
import TestSupport
import Testing
import Traffic

@Suite struct MalformedLinesTests {
  private func note(_ lines: inout MalformedLines, before place: Int, after seconds: Int64?) {
    let time = seconds.map { Timestamp(seconds: monday + $0) } ?? .absent
    lines.note(
      before: place, time: time, KeptLine(source: 1, lineNumber: 1, offset: 0, text: [65]))
  }

  @Test func linesOfOneTimeAreOneGroup() {
    var lines = MalformedLines()
    for _ in 0..<5 { note(&lines, before: 0, after: nil) }
    note(&lines, before: 3, after: 10)
    note(&lines, before: 4, after: 19)
    note(&lines, before: 9, after: 60)
    #expect(lines.count == 8 && lines.groups.map(\.count) == [5, 2, 1])
    #expect(lines.groups.map(\.place) == [0, 3, 9])
    #expect(lines.groups.map { $0.lines.count } == [3, 2, 1])
  }

  @Test func whatABatchLeavesStandsBeforeTheNext() {
    var lines = MalformedLines()
    note(&lines, before: 100, after: 5)
    lines.carryOver()
    #expect(lines.groups.map(\.place) == [0])
    #expect(lines.groups.map(\.time) == [Timestamp(seconds: monday + 5)])
  }
}
