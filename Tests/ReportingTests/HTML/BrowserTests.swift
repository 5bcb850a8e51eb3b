import Alerting
import Detection
import Foundation
import Testing

@testable import Reporting

/// The report in a real browser: nothing is loaded, nothing runs, no complaint.
@Suite(
  .enabled(if: Browser.isThere, "there is no chromium in PATH: apt-get install chromium"),
  .serialized)
struct BrowserTests {
  private static let hostile =
    "</title></pre></script><script src=http://tocsin-test.invalid/a.js></script>"
    + "<script>document.title='pwned'</script><img src=http://tocsin-test.invalid/b.png"
    + " onerror=\"document.title='pwned'\"><iframe src=http://tocsin-test.invalid/c></iframe>"
    + "<link rel=stylesheet href=http://tocsin-test.invalid/d.css><base href=//tocsin-test.invalid>"

  /// A page that does all that the report must not: the browser would tell.
  @Test func theBrowserTellsWhatAPageDoes() throws {
    let visit = try Browser.visit(
      "<!doctype html><title>calm</title><script>document.title='pwned';console.error('boom')"
        + "</script><img src=http://tocsin-test.invalid/b.png>")
    #expect(visit.asked.contains { $0.contains("tocsin-test.invalid") })
    #expect(visit.complaints.contains { $0.contains("boom") })
    #expect(visit.document.contains("<title>pwned</title>"))
  }

  @Test func aHostileReportIsInert() throws {
    var report = Example.report([
      Example.alert(
        id: Self.hostile, subject: Subject(.user, Self.hostile), headline: Self.hostile,
        text: Self.hostile),
      Example.alert(.escalated, id: Self.hostile, headline: Self.hostile, text: Self.hostile),
    ])
    report.notes = [Self.hostile]
    report.inputs[0].name = Self.hostile
    report.traffic.endpoints = [Counted(name: Self.hostile, requests: 1)]
    report.traffic.clients = [Counted(name: Self.hostile, requests: 1)]
    let visit = try Browser.visit(HTMLReport(report).html())
    #expect(!visit.asked.contains { $0.contains("tocsin-test.invalid") })
    #expect(visit.complaints == [])
    #expect(!visit.document.contains("<title>pwned"))
    for element in ["<script", "<img", "<iframe", "<link", "<base"] {
      #expect(!visit.document.contains(element))
    }
    // The text itself is there to be read.
    #expect(visit.document.contains("&lt;script"))
  }

  @Test func anOrdinaryReportIsWithoutComplaint() throws {
    let visit = try Browser.visit(HTMLReport(Example.report([Example.alert()])).html())
    #expect(visit.complaints == [])
    #expect(visit.document.contains("203.0.113.9"))
  }
}

/// Chromium without a screen.
enum Browser {
  /// What came of a page.
  struct Visit {
    /// The document after its scripts ran, if it had any.
    var document: String
    /// Addresses that were asked for.
    var asked: [String]
    /// What the page's console says: script errors, refused loads.
    var complaints: [String]
  }

  private static let program = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  static let isThere = program != nil

  /// Opens a page and waits for it.
  static func visit(_ html: String) throws -> Visit {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "tocsin-browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = { (name: String) in folder.appending(path: name) }
    try Data(html.utf8).write(to: file("page.html"))
    for name in ["document", "console"] { try Data().write(to: file(name)) }
    let process = Process()
    process.executableURL = URL(filePath: try #require(program))
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
      "--disable-component-update", "--no-first-run", "--disable-extensions",
      "--user-data-dir=\(file("profile").path)", "--enable-logging=stderr",
      "--virtual-time-budget=2000", "--log-net-log=\(file("net.json").path)", "--dump-dom",
      file("page.html").absoluteString,
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: file("document"))
    process.standardError = try FileHandle(forWritingTo: file("console"))
    try process.run()
    process.waitUntilExit()
    let text = { (name: String) in
      String(decoding: (try? Data(contentsOf: file(name))) ?? Data(), as: UTF8.self)
    }
    return Visit(
      document: text("document"),
      asked: text("net.json").matches(of: /"url":"([^"]*)"/).map { String($0.output.1) },
      complaints: text("console").split(separator: "\n").map(String.init).filter {
        $0.contains(":CONSOLE")
      })
  }
}
