import AccessLog
import Detection
import TestSupport
import Testing

@testable import Engine

@Suite struct AnalyzeRunTests {
  private static let siege = Siege(hours: 4).lines

  /// Rotated files in any order say the same as the log they were cut from.
  @Test func filesInAnyOrderAreTheWholeLog() throws {
    let folder = try TemporaryFolder()
    let lines = Self.siege
    let cuts = [0, lines.count / 4, lines.count / 2, lines.count * 3 / 4, lines.count]
    let parts = try (0..<4).map {
      try folder.write("part\($0).log", lines[cuts[$0]..<cuts[$0 + 1]].log)
    }
    let whole = FilesRun([try folder.write("whole.log", lines.log)])
    #expect(whole.alerts.count > 6)
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
      let run = FilesRun(order.map { parts[$0] })
      #expect(run.withoutPlaces == whole.withoutPlaces)
      #expect(run.accounts == whole.accounts && run.bytes == whole.bytes)
    }
    #expect(FilesRun(parts).ndjson == FilesRun(parts.reversed()).ndjson)
  }

  /// Reading beside the counting changes nothing.
  @Test func threadsDoNotMatter() throws {
    let folder = try TemporaryFolder()
    let lines = Self.siege
    let first = try folder.write("a.log", lines.filter { $0.time % 3 == 0 }.log)
    let second = try folder.write("b.log", lines.filter { $0.time % 3 != 0 }.log)
    let one = FilesRun([first, second])
    let two = FilesRun([first, second]) { $0.reading.threads = 2 }
    #expect(two.ndjson == one.ndjson && two.accounts == one.accounts && !one.alerts.isEmpty)
  }

  /// The logs of two servers about the same hours are read side by side.
  @Test func logsOfTwoServersAreMergedByTime() throws {
    let folder = try TemporaryFolder()
    let lines = Self.siege
    // A second belongs to one server, so that the merged order is the order of the whole.
    let first = try folder.write("a.log", lines.filter { $0.time % 3 == 0 }.log)
    let second = try folder.write("b.log", lines.filter { $0.time % 3 != 0 }.log)
    let whole = FilesRun([try folder.write("whole.log", lines.log)])
    let merged = FilesRun([second, first])
    #expect(merged.withoutPlaces == whole.withoutPlaces)
    #expect(merged.accounts == whole.accounts && merged.accounts[4] == 0)
    #expect(merged.accounts[0] == lines.count)
  }

  /// A damaged stamp in one server's log does not hold the rest of that log back.
  @Test func aDamagedStampHoldsNothingBack() throws {
    let folder = try TemporaryFolder()
    var lines = Self.siege
    let place = lines.count / 2
    lines[place].time = 4_070_908_800
    let even = try folder.write(
      "a.log", lines.enumerated().filter { $0.0 % 2 == place % 2 }.map(\.1).log)
    let odd = try folder.write(
      "b.log", lines.enumerated().filter { $0.0 % 2 != place % 2 }.map(\.1).log)
    let merged = FilesRun([even, odd])
    #expect(merged.addsUp)
    #expect(merged.accounts[4] <= 1, "\(merged.accounts)")
  }

  @Test func sinceAndUntilSkipWhatLiesOutside() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "a.log", (0..<10).map { LogLine(monday + Int64($0) * 60, "192.0.2.1", "GET /a") }.log)
    let accounts = { (since: Int64?, until: Int64?) in
      FilesRun([path]) {
        $0.reading.filter = TimeFilter(
          since: since.map { Timestamp(seconds: monday + $0) },
          until: until.map { Timestamp(seconds: monday + $0) })
      }.accounts
    }
    #expect(accounts(nil, nil) == [10, 10, 0, 0, 0])
    #expect(accounts(120, nil) == [10, 8, 2, 0, 0])
    #expect(accounts(nil, 120) == [10, 2, 8, 0, 0])
    #expect(accounts(120, 180) == [10, 1, 9, 0, 0])
    #expect(accounts(600, nil) == [10, 0, 10, 0, 0])
  }

  @Test func everyLineIsAccountedFor() throws {
    let folder = try TemporaryFolder()
    let late = [
      LogLine(monday + 900, "192.0.2.1", "GET /b"), LogLine(monday, "192.0.2.1", "GET /b"),
    ]
    let log =
      [LogLine(monday, "192.0.2.1", "GET /a"), LogLine(monday + 1, "192.0.2.1", "GET /a")].log
      + Array("no line of a log\n\n   \n".utf8) + late.log + [late[0]].log
    let run = FilesRun([try folder.write("a.log", log)])
    #expect(run.accounts == [8, 4, 2, 1, 1] && run.addsUp)
    #expect(run.bytes == Int64(log.count))
    #expect(run.statusClasses == [0, 0, 4, 0, 0, 0])
  }

  @Test func mildIncidentsAreHiddenAndCounted() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.log", Self.siege.log)
    let all = FilesRun([path])
    let grave = FilesRun([path]) { $0.minimumSeverity = .critical }
    #expect(all.hiddenIncidents == 0 && !grave.alerts.isEmpty)
    #expect(grave.alerts.allSatisfy { $0.severity == .critical })
    #expect(grave.alerts == all.alerts.filter { $0.severity == .critical })
    #expect(
      Set(grave.alerts.map(\.id)).count + grave.hiddenIncidents == Set(all.alerts.map(\.id)).count)
  }

  @Test func emptyAndMissingFilesAreReported() throws {
    let folder = try TemporaryFolder()
    let empty = try folder.write("empty.log", [])
    let good = try folder.write("good.log", [LogLine(monday, "192.0.2.1", "GET /a")].log)
    let run = FilesRun([empty, folder("none.log"), good])
    #expect(run.accounts == [1, 1, 0, 0, 0])
    #expect(run.problems[empty]?.count == 1 && run.problems[folder("none.log")]?.count == 1)
    #expect(run.problems[good] == [])
    let nothing = FilesRun([empty])
    #expect(nothing.accounts == [0, 0, 0, 0, 0] && nothing.alerts.isEmpty && nothing.addsUp)
  }

  @Test func evidenceNamesItsPlace() throws {
    let folder = try TemporaryFolder()
    let log = Self.siege.log
    let path = try folder.write("a.log", log)
    let alerts = FilesRun([path]).alerts
    for alert in alerts {
      #expect(!alert.evidence.isEmpty, "\(alert.title)")
      for line in alert.evidence {
        let text = log[Int(line.offset)...].prefix { $0 != 0x0a }
        #expect(line.file == path && line.text == String(decoding: text, as: UTF8.self))
        #expect(log[..<Int(line.offset)].count { $0 == 0x0a } + 1 == line.line)
      }
    }
  }
}
