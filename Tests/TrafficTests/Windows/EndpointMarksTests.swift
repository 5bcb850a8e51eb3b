import AccessLog
import TestSupport
import Testing

@testable import Traffic

@Suite struct EndpointMarksTests {
  private func marks(_ lines: [LogLine], hourly: Bool = false) -> EndpointMarks {
    var assembler = WindowAssembler(settings: WindowSettings())
    let all = assembler.add(lines) + assembler.finish()
    guard hourly else { return all[0].endpoints.last!.marks }
    var rollUp = RollUp(settings: WindowSettings())
    var hours: [Window] = []
    for window in all { rollUp.add(window) { if $1 == 1 { hours.append($0) } } }
    rollUp.finish { if $1 == 1 { hours.append($0) } }
    return hours[0].endpoints.last!.marks
  }

  private func lines(_ count: Int, _ request: (Int) -> String, _ status: Int = 200) -> [LogLine] {
    (0..<count).map {
      LogLine(monday + Int64($0) * 90, "203.0.113.\($0)", request($0), status, bytes: 1000)
    }
  }

  @Test func errorsByStatusAndClient() {
    let found = marks(lines(9, { _ in "GET /a" }, 500), hourly: true).errors
    #expect(found.count == 1 && found[0].status == 500 && found[0].requests == 9)
    #expect(abs(found[0].clients - 9) <= 1 && found[0].sizes == 1 << 9)
  }

  @Test(arguments: [200, 302, 401, 403, 404, 408, 410, 429, 499, 502, 503, 504])
  func whatIsNoErrorOfTheEndpointsOwn(status: Int) {
    let known = LogLine(monday, "192.0.2.1", "GET /a")
    #expect(marks([known, LogLine(monday, "192.0.2.1", "GET /a", status)]).errors.isEmpty)
  }

  @Test func theLargestAskAndWhoAsked() {
    let found = marks(
      lines(9, { "GET /a?limit=\($0 == 4 ? 5000 : 20)&page=\($0 + 10)" }), hourly: true)
    #expect(found.largest == Ask(amount: 5000, offset: 18) && found.asks == 9)
    #expect(found.amountBy == PrincipalKey(address("203.0.113.4")) && found.askEvidence >= 0)
  }

  @Test func secretsThatTheServiceTook() {
    let taken = marks(lines(5, { _ in "GET /a?password=hunter22" }), hourly: true)
    #expect(taken.secrets == 5 && taken.secretEvidence.count == 3)
    let known = LogLine(monday, "192.0.2.1", "GET /a")
    let refused = LogLine(monday, "192.0.2.1", "GET /a?password=hunter22", 401)
    #expect(marks([known, refused]).secrets == 0)
  }

  @Test func malformedLinesCountForTheirSource() {
    var assembler = WindowAssembler()
    func group(_ source: UInt16, at time: Timestamp) -> MalformedLines.Group {
      let lines = (0..<3).map {
        KeptLine(source: source, lineNumber: Int64($0), offset: 0, text: [65])
      }
      return MalformedLines.Group(place: 0, time: time, count: 7, lines: lines)
    }
    assembler.add(group(3, at: .absent), source: 3)  // before any time is known
    _ = assembler.add([LogLine(monday, "192.0.2.1", "GET /a")])
    assembler.add(group(3, at: Timestamp(seconds: monday + 5)), source: 3)
    assembler.add(group(0, at: Timestamp(seconds: monday - 5000)), source: 0)  // long closed
    let entries = assembler.finish()[0].sources.entries
    #expect(entries.map(\.source) == [3, 0] && entries.map(\.malformed) == [14, 7])
    #expect(entries.map(\.requests) == [0, 1] && entries.map { $0.lines.count } == [3, 3])
  }
}
