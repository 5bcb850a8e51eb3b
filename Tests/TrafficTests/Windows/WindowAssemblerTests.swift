import AccessLog
import Inspection
import TestSupport
import Testing
import Traffic

/// Time as a picture: requests by their time of day, `[10:00 2]` where the window of 10:00 closes
/// with two requests, `|` at the end of the input. `-` is a request without a time, `!` in front
/// marks a day in the year 2099 and `?` one in 1970.
@Suite struct WindowAssemblerTests {
  private func moment(_ word: Substring) -> Timestamp {
    guard word != "-" else { return .absent }
    let base: Int64 = word.hasPrefix("!") ? 4_070_908_800 : word.hasPrefix("?") ? 0 : monday
    let parts = word.drop { "!?".contains($0) }.split(separator: ":").map { Int64($0)! }
    return Timestamp(
      seconds: base + parts[0] * 3600 + parts[1] * 60 + (parts.count > 2 ? parts[2] : 0))
  }

  private func label(_ window: Window) -> String {
    let seconds = (window.start.seconds % 86_400 + 86_400) % 86_400
    let year =
      window.start.seconds > 4_000_000_000
      ? "!" : (0..<86_400).contains(window.start.seconds) ? "?" : ""
    let minute = seconds % 3600 / 60
    let time = "\(seconds / 3600):\(minute < 10 ? "0" : "")\(minute)"
    return "[\(year)\(time) \(window.service.requests)]"
  }

  private func picture(_ times: String) -> (picture: String, assembler: WindowAssembler) {
    var assembler = WindowAssembler()
    var result: [String] = []
    var (requests, verdicts) = batch([LogLine(monday, "192.0.2.1", "GET /a")].log)
    for word in times.split(separator: " ") {
      requests.requests[0].time = moment(word)
      result += assembler.add(requests, verdicts).map(label) + [String(word)]
    }
    result += ["|"] + assembler.finish().map(label)
    return (result.joined(separator: " "), assembler)
  }

  @Test(arguments: [
    // A window closes when a line comes that is ten seconds beyond its end.
    "10:00 10:00:59 10:01:09 [10:00 2] 10:01:10 | [10:01 2]",
    // A gap closes what was open and makes no empty windows.
    "10:00 [10:00 1] 10:30 [10:30 1] 11:00 | [11:00 1]",
    // Out of order within the allowance.
    "10:00:50 10:01:05 10:00:58 10:01:02 [10:00 2] 10:01:30 | [10:01 3]",
    // An older window may still be opened.
    "10:01:05 10:00:57 [10:00 1] 10:01:10 | [10:01 2]",
    // One damaged stamp closes nothing, and the log goes on.
    "10:00 !0:00 10:00:05 10:01:00 [10:00 2] 10:01:15 | [10:01 2] [!0:00 1]",
    // Two in a row are believed, as a pause would be: what comes behind them is late.
    "10:00 !0:00 [10:00 1] !0:01 10:00:05 | [!0:00 1] [!0:01 1]",
    "10:00 !0:00 10:00:05 !5:00 10:00:06 | [10:00 3] [!0:00 1] [!5:00 1]",
    // A damaged stamp of the past is late, except at the beginning.
    "10:00 [10:00 1] 10:02 ?0:00 10:02:05 | [10:02 2]",
    "?0:00 10:00 [?0:00 1] 10:00:01 | [10:00 2]",
    "10:00 ?0:00 10:00:05 [?0:00 1] 10:00:07 | [10:00 3]",
    // Requests without a time are made when the one before was.
    "10:00:30 - - 10:00:40 [10:00 4] 10:02:00 - | [10:02 2]",
    // Even behind a damaged stamp.
    "10:00 !0:00 - 10:00:05 [10:00 3] 10:01:30 | [10:01 1] [!0:00 1]",
    // A pause of more than an hour is believed as soon as the next line confirms it.
    "1:00 5:00 [1:00 1] 5:00:01 | [5:00 2]",
    // One line every two hours, each confirms the one before.
    "1:00 3:00 [1:00 1] 5:00 [3:00 1] 7:00 [5:00 1] 9:00 | [7:00 1] [9:00 1]",
    // A log whose first stamp is damaged.
    "!0:00 10:00 10:00:01 [10:00 2] 10:01:30 | [10:01 1] [!0:00 1]",
    // A log that begins without a time.
    "- - 10:00:10 [10:00 3] 10:01:30 | [10:01 1]",
    // A log without any time is one window.
    "- - - | [?0:00 3]",
    // Before the epoch.
    "?-1:00 ?-1:00:30 [23:00 2] ?-1:01:20 | [23:01 1]",
  ]) func timeAsAPicture(expected: String) {
    let times = expected.split(separator: "|")[0].split(separator: " ")
      .filter { !$0.hasPrefix("[") && !$0.hasSuffix("]") }.joined(separator: " ")
    #expect(picture(times).picture == expected)
  }

  @Test func lateRequestsAreCounted() {
    let (picture, assembler) = picture("10:00 10:05 10:00 9:00 10:04:49 10:04:51")
    #expect(picture == "10:00 [10:00 1] 10:05 10:00 9:00 10:04:49 10:04:51 | [10:04 2] [10:05 1]")
    #expect(assembler.lateRequests == 2)
  }

  @Test func spanIsFromTheFirstToTheLastTime() {
    let assembler = picture("10:00 9:59:55 10:02 10:01:59").assembler
    #expect(assembler.firstTime == Timestamp(seconds: monday + 35_995))
    #expect(assembler.lastTime == Timestamp(seconds: monday + 36_120))
  }

  @Test func nothingHasNoTime() {
    var assembler = WindowAssembler()
    #expect(
      assembler.firstTime.isAbsent && assembler.watermark.isAbsent && assembler.finish().isEmpty)
  }

  /// A late line still counts for what it proves, in the oldest window that is open.
  @Test func aLateLineProvesWhatItProves() throws {
    let attack = LogLine(monday, "192.0.2.66", "GET /a?id=1'%20union%20select%201,2--%20")
    var assembler = WindowAssembler()
    _ = assembler.add([
      LogLine(monday, "192.0.2.1", "GET /a"), LogLine(monday + 600, "192.0.2.1", "GET /a"),
    ])
    _ = assembler.add([attack, LogLine(monday, "192.0.2.77", "GET /a")])
    let window = try #require(assembler.finish().first)
    #expect(assembler.lateRequests == 2)
    let client = try #require(window.client("192.0.2.66"))
    #expect(window.principals.tally(of: client).proven(.sqlInjection) == 1)
    #expect(window.client("192.0.2.77") == nil && window.service.requests == 1)
  }

  @Test func requestsBeyondTheCapacityAreCounted() {
    var settings = WindowSettings()
    settings.principalCapacity = 3
    var assembler = WindowAssembler(settings: settings)
    _ = assembler.add((0..<5).map { LogLine(monday, "192.0.2.\($0)", "GET /a") })
    let window = assembler.finish()[0]
    #expect(assembler.droppedRequests == 2)
    #expect(window.principals.count == 3 && window.service.requests == 5)
  }

  /// Windows are used again; nothing of the old one may be left.
  @Test func aWindowUsedAgainIsEmpty() {
    let first = LogLine(monday, "192.0.2.1", "GET /a?id=1'%20union%20select%201,2--%20", 500)
    let all = windows(
      [first] + (1...6).map { LogLine(monday + $0 * 60, "192.0.2.2", "GET /b") })
    for window in all.dropFirst() {
      #expect(window.service.requests == 1 && window.endpoints.map(\.requests) == [1])
      #expect(window.principals.count == 1 && window.principals.tallies.isEmpty)
      #expect(window.shelf.lines.isEmpty && window.service.evidence.count == 0)
    }
  }

  /// The same windows however the log is cut.
  @Test(arguments: [1, 3, 17]) func batchesDoNotMatter(size: Int) {
    let lines = (0..<100).map {
      LogLine(monday + Int64($0 * 7 % 90 + $0), "192.0.2.\($0 % 5)", "GET /a/\($0)")
    }
    var assembler = WindowAssembler()
    var cut: [Window] = []
    for start in stride(from: 0, to: 100, by: size) {
      cut += assembler.add(Array(lines[start..<min(100, start + size)]))
    }
    cut += assembler.finish()
    let whole = windows(lines)
    #expect(cut.map(\.start) == whole.map(\.start))
    #expect(cut.map(\.service.requests) == whole.map(\.service.requests))
    #expect(
      cut.map { $0.principals.everybody.map(\.key) }
        == whole.map { $0.principals.everybody.map(\.key) })
  }
}
