import AccessLog
import TestSupport
import Testing
import Traffic

@Suite struct RollUpTests {
  /// The coarser windows that close, as "hour 10:00 3": level, start and one client's requests, in
  /// the order of closing; `|` stands where the input ends.
  private func story(_ times: [(day: Int, hour: Int, minute: Int)]) -> [String] {
    let lines = times.map {
      LogLine(
        monday + Int64($0.day * 86_400 + $0.hour * 3600 + $0.minute * 60), "192.0.2.1", "GET /a")
    }
    var rollUp = RollUp(settings: WindowSettings())
    var story: [String] = []
    let note = { (window: Window, level: Int) in
      let seconds = window.start.seconds - monday
      let start = "\(seconds / 86_400) \(seconds % 86_400 / 3600):00"
      let requests = window.principals.everybody.reduce(0) { $0 + $1.requests }
      story.append("\(["", "hour", "day"][level]) \(start) \(requests)")
    }
    for window in windows(lines) { rollUp.add(window, closed: note) }
    story.append("|")
    rollUp.finish(closed: note)
    return story
  }

  @Test func anHourIsTheMergeOfItsMinutes() {
    #expect(
      story([(0, 10, 0), (0, 10, 0), (0, 10, 59), (0, 11, 0)])
        == ["hour 0 10:00 3", "|", "hour 0 11:00 1", "day 0 0:00 4"])
  }

  @Test func aDayClosesBehindItsLastHour() {
    #expect(
      story([(0, 10, 5), (0, 23, 59), (1, 0, 0), (1, 0, 1)]) == [
        "hour 0 10:00 1", "hour 0 23:00 1", "day 0 0:00 2", "|", "hour 1 0:00 2", "day 1 0:00 2",
      ])
  }

  /// A log that begins in the last hour of a day, or has one hour of traffic a day.
  @Test func aDayOfOneHourKeepsToItself() {
    #expect(
      story([(0, 23, 58), (1, 0, 0), (1, 0, 1), (1, 5, 0)]) == [
        "hour 0 23:00 1", "day 0 0:00 1", "hour 1 0:00 2", "|", "hour 1 5:00 1", "day 1 0:00 3",
      ])
    #expect(
      story([(0, 9, 0), (1, 9, 0), (1, 9, 1), (2, 9, 0)]) == [
        "hour 0 9:00 1", "day 0 0:00 1", "hour 1 9:00 2", "day 1 0:00 2", "|", "hour 2 9:00 1",
        "day 2 0:00 1",
      ])
  }

  /// A principal is judged at weight one, and then whenever it has grown by half.
  @Test func thoseWhoseEvidenceRisesAreNamed() {
    let lines = (0..<100).map { LogLine(monday + Int64($0) * 6, "192.0.2.1", "GET /a/\($0)") }
    var rollUp = RollUp(settings: WindowSettings())
    var judged: [UInt32] = []
    for window in windows(lines) {
      rollUp.add(window) { _, _ in }
      let rising = rollUp.rising(level: 1) { Float($0.requests) / 20 }
      judged += (rising?.places ?? []).map { rising!.window.principals.aggregates[$0].requests }
    }
    #expect(judged == [20, 30, 50, 80])
  }

  /// Refusals of one hour and the success of the next are one story.
  @Test func aRunGoesOnOverTheHour() {
    let lines = (0..<9).map {
      LogLine(monday + 3600 + Int64($0 - 7) * 60, "192.0.2.1", "POST /login", $0 == 8 ? 200 : 401)
    }
    var rollUp = RollUp(settings: WindowSettings())
    var hours: [PrincipalAggregate] = []
    let note = { (window: Window, level: Int) in
      if level == 1 { hours += window.principals.everybody }
    }
    for window in windows(lines) { rollUp.add(window, closed: note) }
    rollUp.finish(closed: note)
    #expect(hours.map(\.failuresBeforeSuccess) == [0, 8])
    #expect(hours.map(\.successesAfterFailures) == [0, 1])
  }

  @Test func gapsOfDaysCloseEverything() {
    #expect(
      story([(0, 10, 0), (0, 11, 0), (7, 11, 0)]) == [
        "hour 0 10:00 1", "hour 0 11:00 1", "day 0 0:00 2", "|", "hour 7 11:00 1", "day 7 0:00 1",
      ])
  }

  @Test func timesBeforeTheEpochFallIntoTheirHours() {
    #expect(
      story([(-30_000, 10, 0), (-30_000, 11, 0)]).count == 4)
  }

  @Test func withoutCoarserWindowsNothingCloses() {
    var settings = WindowSettings()
    settings.coarserSeconds = []
    var rollUp = RollUp(settings: settings)
    var closed = 0
    for window in windows([LogLine(monday, "192.0.2.1", "GET /a")]) {
      rollUp.add(window) { _, _ in closed += 1 }
    }
    rollUp.finish { _, _ in closed += 1 }
    #expect(closed == 0)
  }

  @Test func evidenceAndSignsMoveAlong() throws {
    let lines = (0..<4).map {
      LogLine(monday + Int64($0) * 60, "192.0.2.1", "GET /a?q=1'%20or%20'1'='1", 403)
    }
    var rollUp = RollUp(settings: WindowSettings())
    var hour: Window?
    for window in windows(lines) { rollUp.add(window) { _, _ in } }
    rollUp.finish { window, level in if level == 1 { hour = window } }
    let window = try #require(hour)
    let client = try #require(window.client("192.0.2.1"))
    #expect(window.principals.tally(of: client).suspected(.sqlInjection) == 4)
    #expect(client.signEvidence.lines(on: window.shelf).map(\.lineNumber) == [1, 2, 3])
  }
}
