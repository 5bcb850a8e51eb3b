import AccessLog
import Alerting
import Detection
import Reporting
import Testing

@Suite struct TerminalSummaryTests {
  private func lines(_ report: RunReport, _ style: TerminalStyle = TerminalStyle()) -> [Substring] {
    TerminalSummary(report, style: style).text().split(
      separator: "\n", omittingEmptySubsequences: false)
  }

  @Test func thePageAsAWhole() {
    let expected = """
      1 incident, critical: they got in

      CRITICAL  Account takeover, client 203.0.113.9
        12 failed log-ins in a minute, then a success
        when      2026-03-02 03:04:05 to 03:05:05 UTC (1 min), 13 requests
        got in    yes
        sure      98 %, surprise 12.5
        because   failed log-ins 12, expected 0.25 ± 0.5 (7 days of this endpoint)
                  requests 13, expected 2 (the other clients of this minute)
        evidence  access.log:1203
          203.0.113.9 - - [02/Mar/2026:03:04:05 +0000] "POST /login HTTP/1.1" 401 12
        do next   Lock the account, end its sessions, revoke its tokens and keys,
                  reset the password; list what was read and changed since the first
                  success; tell the owner. Block the source.
        alert     00c0ffee00c0ffee

      Traffic
        lines     5,000 = 4,980 requests + 2 skipped + 3 malformed + 15 late
        time      2026-03-02 03:04:05 to 04:04:05 UTC (1 h)
        rate      1.4 requests/s; most in 1 min: 160 from 2026-03-02 03:10:05
                  ▃▄▅▆▇██▃▄▅▆▇██▃▄▅▆▇██▃▄▅▆▇██▃▄▅▆▇██▃▄▅▆▇██▃▄▅▆▇██▃▄▅▆▇██▃▄▅▆
        status    2xx 94.1 %, 3xx 0.3 %, 4xx 5.0 %, 5xx 0.6 %
        endpoints GET /users/{id}                                       3,200   64.1 %
                  POST /login                                             900   18.0 %
                  and 32 more
        clients   198.51.100.7                                            412    8.2 %
        files     access.log: nginx combined (>99 %), 4,000 lines, 720 kB
                  access.log.1.gz: nginx combined, 1,000 lines, 3 malformed, 180 kB

      Notes
        access.log.1.gz ends in the middle: what was before has been read.
        No model was given: what is normal was learned from this input.

      """
    #expect(TerminalSummary(Example.report([Example.alert()])).text() == expected)
  }

  @Test(arguments: [40, 80, 100, 500]) func noLineIsWiderThanThePage(width: Int) {
    let wide = String(repeating: "\u{4e2d}/very-long-word", count: 400)
    let alerts = (0..<40).map {
      Example.alert(
        id: "id\($0)", subject: Subject(.user, wide), headline: wide, text: wide)
    }
    var report = Example.report(alerts)
    report.traffic.endpoints.append(Counted(name: wide, requests: .max))
    report.inputs[0].name = wide
    report.notes = Array(repeating: wide, count: 50)
    let limit = min(max(width, 40), 120)
    for line in lines(report, TerminalStyle(width: width)) {
      let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value == 0x4e2d ? 2 : 1) }
      #expect(columns <= limit, "\(columns) columns: \(line)")
    }
  }

  @Test(arguments: [false, true]) func nothingFromALogDrivesTheTerminal(color: Bool) {
    let hostile = "\u{1b}]0;owned\u{7}\u{1b}[2J\r\n\u{9b}31m\u{202e}x\0\u{7f}\u{2028}"
    var report = Example.report([
      Example.alert(
        id: hostile, subject: Subject(.user, hostile), headline: hostile, text: hostile)
    ])
    report.inputs[0].name = hostile
    report.inputs[0].problems = [hostile]
    report.traffic.endpoints = [Counted(name: hostile, requests: 1)]
    report.traffic.clients = [Counted(name: hostile, requests: 1)]
    report.notes = [hostile]
    var text = TerminalSummary(report, style: TerminalStyle(color: color)).text()
    for code in ["1", "2", "31", "1;31", "32", "33", "36", "0"] where color {
      text = text.replacing("\u{1b}[\(code)m", with: "")
    }
    let bad = text.unicodeScalars.filter {
      ($0.value < 0x20 && $0 != "\n") || (0x7f...0x9f).contains($0.value)
        || [0x202e, 0x2028].contains($0.value)
    }
    #expect(bad.isEmpty)
    #expect(text.contains("\\x1b]0;owned\\x07"))
  }

  @Test func colourOnlyWhereAsked() {
    let report = Example.report([Example.alert()])
    let plain = TerminalSummary(report).text()
    var colored = TerminalSummary(report, style: TerminalStyle(color: true)).text()
    #expect(!plain.contains("\u{1b}"))
    #expect(colored.contains("\u{1b}[1;31mCRITICAL"))
    for code in ["1", "2", "31", "1;31", "32", "33", "36", "0"] {
      colored = colored.replacing("\u{1b}[\(code)m", with: "")
    }
    let ends = { (text: String) in
      text.split(separator: "\n").map { $0.reversed().drop { $0 == " " }.reversed() }.map {
        String($0)
      }
    }
    #expect(ends(colored) == ends(plain))
  }

  @Test func longListsAreCutWithACount() {
    let alerts = (0..<40).map { Example.alert(id: "id\($0)") }
    let text = lines(Example.report(alerts))
    #expect(text.filter { $0.hasPrefix("CRITICAL") }.count == 10)
    #expect(text.contains("And 30 more"))
    #expect(text.filter { $0.hasPrefix("  CRITICAL  2026-03-02 03:04:05") }.count == 20)
    #expect(
      text.contains("  and 10 more: --alerts FILE and --report FILE.html hold them all"))
  }

  @Test func manyIncidentsAreCountedByKind() {
    let alerts =
      (0..<9).map {
        Example.alert(id: "a\($0)", kind: .sqlInjection, severity: .high, gotIn: false)
      }
      + (0..<3).map { Example.alert(id: "b\($0)", gotIn: $0 > 0) }
    #expect(
      Array(lines(Example.report(alerts))[...4]) == [
        "12 incidents, 3 critical: they got in", "",
        "  CRITICAL  Account takeover            3, 2 got in",
        "  HIGH      SQL injection               9", "",
      ])
    #expect(
      !lines(Example.report(Array(alerts[2...]))).contains(
        "  HIGH      SQL injection               7"))
  }

  @Test func ofALongPathTheLineNumberStays() {
    var alert = Example.alert()
    alert.evidence[0].file = String(repeating: "/folder", count: 30) + "/access.log"
    let place = lines(Example.report([alert])).first { $0.hasPrefix("  evidence  ") }
    #expect(
      place?.hasPrefix("  evidence  …") == true && place?.hasSuffix("/access.log:1203") == true)
  }

  @Test func theSameAdviceIsGivenOnce() {
    let alerts = [
      Example.alert(id: "a"), Example.alert(id: "b"), Example.alert(id: "c", gotIn: false),
    ]
    let advice = lines(Example.report(alerts)).filter { $0.hasPrefix("  do next ") }
    #expect(
      advice == [
        "  do next   Lock the account, end its sessions, revoke its tokens and keys,",
        "  do next   the same as above",
        "  do next   Ask the owner whether it was them. If not or unsure: end the",
      ])
  }

  @Test func theGravestComesFirst() {
    let alerts = [
      Example.alert(id: "a", kind: .scraping, severity: .low, gotIn: false),
      Example.alert(id: "b", kind: .sqlInjection, severity: .high, gotIn: false),
      Example.alert(id: "c", kind: .bruteForce, severity: .high, gotIn: true),
    ]
    let headings = lines(Example.report(alerts)).filter { $0.contains(", client ") }
    #expect(
      headings == [
        "HIGH      Brute force, client 203.0.113.9",
        "HIGH      SQL injection, client 203.0.113.9",
        "LOW       Scraping, client 203.0.113.9",
      ])
  }

  @Test func anAccountThatDoesNotAddUpIsSaid() {
    var report = Example.report([])
    report.accounting.late += 1
    #expect(
      lines(report).contains(
        "            These numbers do not add up: please report this as a fault."))
  }

  @Test func anEmptyRunHasAPageToo() {
    #expect(
      TerminalSummary(RunReport()).text() == """
        Nothing was read: the input holds no lines

        Traffic
          lines     0 = 0 requests + 0 skipped + 0 malformed + 0 late

        """)
  }
}
