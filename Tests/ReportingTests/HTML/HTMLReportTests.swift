import AccessLog
import Alerting
import Detection
import Foundation
import Testing

@testable import Reporting

@Suite struct HTMLReportTests {
  private let hostile =
    "</title></pre><script>alert(1)</script>\"' onload=x &amp; \u{202e}\u{1b}]0;\u{7}"

  private func hostileReport() -> RunReport {
    var report = Example.report([
      Example.alert(
        id: hostile, subject: Subject(.user, hostile), headline: hostile, text: hostile),
      Example.alert(.escalated, id: hostile, headline: hostile, text: hostile),
    ])
    report.version = hostile
    report.model = hostile
    report.config = hostile
    report.notes = [hostile]
    report.inputs[0].name = hostile
    report.inputs[0].format = hostile
    report.inputs[1].problems = [hostile]
    report.traffic.endpoints = [Counted(name: hostile, requests: 1)]
    report.traffic.clients = [Counted(name: hostile, requests: 1)]
    return report
  }

  @Test func noTextOfARunBecomesMarkup() {
    let html = HTMLReport(hostileReport()).html()
    #expect(!html.contains("<script") && !html.contains("\"' onload"))
    #expect(
      html.contains("&lt;/title&gt;&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;"))
    #expect(html.contains("&amp;amp; \\u{202e}\\x1b]0;\\x07"))
    #expect(html.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0 != "\u{202e}" })
  }

  /// Whatever stands in the run, the elements are the same: an injection would add one.
  @Test func theElementsDoNotDependOnTheText() {
    var harmless = hostileReport()
    let calm = "calm"
    harmless.version = calm
    harmless.model = calm
    harmless.config = calm
    harmless.notes = [calm]
    harmless.inputs[0].name = calm
    harmless.inputs[0].format = calm
    harmless.inputs[1].problems = [calm]
    harmless.traffic.endpoints[0].name = calm
    harmless.traffic.clients[0].name = calm
    harmless.incidents = IncidentReport.group([
      Example.alert(id: calm, subject: Subject(.user, calm), headline: calm, text: calm),
      Example.alert(.escalated, id: calm, headline: calm, text: calm),
    ])
    #expect(tags(HTMLReport(harmless).html()) == tags(HTMLReport(hostileReport()).html()))
  }

  private func tags(_ html: String) -> [Substring] {
    html.split(separator: "<").dropFirst().map { $0.prefix { $0 != " " && $0 != ">" } }
  }

  @Test func loadsNothingAndRunsNothing() {
    let html = HTMLReport(Example.report([Example.alert()])).html()
    #expect(html.hasPrefix("<!doctype html>\n"))
    #expect(!html.contains("http:") && !html.contains("https:") && !html.contains("url("))
    #expect(!html.contains(" src=") && !html.contains("style=\"") && !html.contains("<link"))
    let sheet = html.split(separator: "<style>")[1].split(separator: "</style>")[0]
    let hash = Base64.encode(SHA256.hash(sheet.utf8))
    #expect(
      html.contains(
        "content=\"default-src &#39;none&#39;; style-src &#39;sha256-\(hash)&#39;; "
          + "base-uri &#39;none&#39;; form-action &#39;none&#39;\""))
  }

  @Test func everyElementIsClosed() {
    var open: [Substring] = []
    for tag in tags(HTMLReport(hostileReport()).html())
    where !["!doctype", "meta", "br"].contains(tag) {
      if tag.hasPrefix("/") { #expect(open.popLast() == tag.dropFirst()) } else { open.append(tag) }
    }
    #expect(open.isEmpty)
  }

  @Test func saysWhatTheTerminalSays() {
    let html = HTMLReport(Example.report([Example.alert()])).html()
    for words in [
      "<h1 class=\"bad\">1 incident, critical: they got in</h1>",
      "5,000 = 4,980 requests + 2 skipped + 3 malformed + 15 late",
      "12 failed log-ins in a minute, then a success", "12 instead of 0.25 ± 0.5",
      "API2:2023 Broken Authentication", "access.log, line 1203, byte 215337",
      "secrets in the quoted lines have been redacted",
    ] { #expect(html.contains(words), "\(words)") }
  }

  @Test func whatIsNotRedactedIsSaidToBeDangerous() {
    var report = Example.report([])
    report.isRedacted = false
    #expect(HTMLReport(report).html().contains("do not hand this file on"))
  }

  @Test func longListsAreCutWithACount() {
    let html = HTMLReport(Example.report((0..<400).map { Example.alert(id: "id\($0)") })).html()
    #expect(html.split(separator: "<article ").count - 1 == HTMLReport.detailed)
    #expect(html.contains("and 100 incidents more"))
    #expect(html.utf8.count < 2_000_000)
  }

  @Test func anEmptyRunHasAPageToo() {
    #expect(HTMLReport(RunReport()).html().contains("Nothing was read: the input holds no lines"))
  }
}
