import AccessLog
import Detection
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Alerting

/// Every hostile string, wherever a log's text may stand, through every sink: what leaves is inert.
@Suite(.serialized) struct HostileSinkTests {
  /// A transport that keeps what was sent.
  private final class Keeping: HTTPTransport {
    private let bodies = Mutex<[[UInt8]]>([])
    func send(_ call: HTTPCall) async throws(HTTPFailure) -> HTTPAnswer {
      bodies.withLock { $0.append(call.body) }
      // What Slack and what a Teams workflow say when all is well.
      return call.url.description.hasPrefix("https://slack")
        ? HTTPAnswer(status: 200, body: Array("ok".utf8)) : HTTPAnswer(status: 202)
    }
    func take() -> [UInt8] { bodies.withLock { $0.popLast() } ?? [] }
  }

  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private static let alerts: [Alert] = HostileStrings.all.flatMap { text in
    ([.user, .endpoint, .client] as [Subject.Rung]).map { rung in
      var finding = Example.finding(gotIn: false, evidence: Array(text.utf8))
      finding.subject = Subject(rung, text)
      finding.headline = text
      finding.reasons[0].feature = text
      finding.reasons[0].basis = text
      finding.evidence[0].source = text
      return Example.alert(finding: finding)
    }
  }

  @Test func thereAreEnough() { #expect(Set(HostileStrings.all).count >= 50) }

  /// The payload's strings, which have to be printable whatever stood in the log.
  private func strings(_ sink: any AlertSink, _ transport: Keeping, _ alert: Alert) async throws
    -> (object: Any, strings: [String])
  {
    #expect(await sink.deliver(alert) == .delivered)
    let object = try JSONSerialization.jsonObject(with: Data(transport.take()))
    return (object, Hostile.strings(object))
  }

  private func isInert(_ text: String, besides allowed: String = "\n") -> Bool {
    text.unicodeScalars.allSatisfy {
      PrintableText.isHarmless($0) || allowed.unicodeScalars.contains($0)
    }
  }

  @Test(arguments: HTTPSinkCase.all)
  func nothingDrivesWhoeverReadsIt(sink: HTTPSinkCase) async throws {
    let transport = Keeping()
    let made = try sink.make("https://\(sink.name).example.org", transport)
    for alert in Self.alerts {
      let (object, texts) = try await strings(made, transport, alert)
      // U+2060 is Slack's: it stands behind marks.
      #expect(texts.allSatisfy { isInert($0, besides: "\n\u{2060}") })
      switch sink.name {
      case "slack": try checkSlack(object)
      case "discord": try checkDiscord(object)
      case "teams": try checkTeams(object)
      default: break
      }
    }
  }

  /// No `<` and no `&` but of the three references; no mark that could pair; one code block.
  private func checkSlack(_ object: Any) throws {
    let body = try #require(object as? [String: Any])
    for text in Hostile.strings(body) {
      #expect(!text.contains("<") && !text.contains(">"))
      let rest = ["&amp;", "&lt;", "&gt;"].reduce(text) { $0.replacing($1, with: "") }
      #expect(!rest.contains("&"))
    }
    for block in try #require(body["blocks"] as? [[String: Any]]) {
      let text = try #require(block["text"] as? [String: Any])
      let words = try #require(text["text"] as? String)
      guard text["type"] as? String == "mrkdwn" else { continue }
      #expect(text["verbatim"] as? Bool == true)
      guard words.hasPrefix("```") else { continue }
      #expect(words.dropFirst(3).firstRange(of: "```")?.upperBound == words.endIndex)
    }
  }

  /// Nobody is mentioned; outside of the code block every mark stands behind a backslash.
  private func checkDiscord(_ object: Any) throws {
    let body = try #require(object as? [String: Any])
    #expect((body["allowed_mentions"] as? [String: [String]]) == ["parse": []])
    let embed = try #require((body["embeds"] as? [[String: Any]])?.first)
    let fields = try #require(embed["fields"] as? [[String: Any]]).compactMap {
      $0["value"] as? String
    }
    let texts = [embed["title"], embed["description"]].compactMap { $0 as? String } + fields
    for text in texts {
      if text.hasPrefix("```") {
        #expect(text.dropFirst(3).firstRange(of: "```")?.upperBound == text.endIndex)
      } else {
        #expect(text == "-" || hasOnlyEscapedMarks(text), "\(text)")
      }
    }
  }

  /// Log text stands in text runs, which know no mark-up; in text blocks marks are escaped.
  private func checkTeams(_ object: Any) throws {
    let body = try #require(object as? [String: Any])
    let attachment = try #require((body["attachments"] as? [[String: Any]])?.first)
    let card = try #require(attachment["content"] as? [String: Any])
    for block in try #require(card["body"] as? [[String: Any]]) {
      if block["type"] as? String == "TextBlock" {
        #expect(hasOnlyEscapedMarks(try #require(block["text"] as? String)))
      } else {
        let runs = try #require(block["inlines"] as? [[String: Any]])
        #expect(runs.allSatisfy { $0["type"] as? String == "TextRun" })
      }
    }
  }

  private func hasOnlyEscapedMarks(_ text: String) -> Bool {
    var isEscaped = false
    for character in text.unicodeScalars {
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if "`*_{}[]()<>#+-.!|~:@&".unicodeScalars.contains(character) {
        return false
      }
    }
    return true
  }

  @Test func syslogMessagesAreOneLineOfTheirGrammar() throws {
    let payload = SyslogPayload(host: "web-1")
    let head =
      /<(\d{1,3})>1 \S+ web-1 tocsin - account-takeover \[tocsin@32473( [A-Za-z]+="([^"\\\]]|\\["\\\]])*")+\] \u{feff}/
    for alert in Self.alerts {
      let message = payload.make(alert)
      #expect(message.count <= SyslogPayload.mostOctets)
      let text = String(decoding: message, as: UTF8.self)
      #expect(isInert(text, besides: "\u{feff}"))
      #expect(text.prefixMatch(of: head) != nil, "\(text)")
    }
  }

  @Test func aCEFLineHasEightPartsAndKnownKeys() throws {
    let known: Set<String> = [
      "rt", "start", "end", "externalId", "act", "cnt", "msg", "src", "suser", "request",
    ]
    for alert in Self.alerts {
      let line = CEFPayload.make(alert, version: "1")
      #expect(isInert(line, besides: ""))
      let parts = split(line, at: "|", limit: 7)
      #expect(parts.count == 8)
      for key in keys(parts[7]) {
        #expect(known.contains(key) || key.hasPrefix("cs"), "\(key)")
      }
    }
  }

  /// Splits where a mark is not behind a backslash.
  private func split(_ text: String, at mark: Character, limit: Int) -> [String] {
    var parts = [""]
    var isEscaped = false
    for character in text {
      if !isEscaped, character == mark, parts.count <= limit {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
      isEscaped = !isEscaped && character == "\\"
    }
    return parts
  }

  /// The words before every `=` that is not behind a backslash.
  private func keys(_ text: String) -> [String] {
    split(text, at: "=", limit: .max).dropLast().map { part in
      String(part.split(separator: " ").last ?? "")
    }
  }

  @Test func aMailHasItsOwnHeadersOnly() throws {
    let payload = MailPayload(
      from: try #require(MailAddress("t@example.org")), to: [try #require(MailAddress("a@b.org"))])
    let own: Set<String> = [
      "From", "To", "Subject", "Date", "Message-ID", "References", "Auto-Submitted",
      "X-Tocsin-Severity", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    ]
    for alert in Self.alerts {
      let message = payload.make(alert)
      #expect(message.allSatisfy { (0x20..<0x7f).contains($0) || $0 == 0x0a })
      let text = String(decoding: message, as: UTF8.self)
      let parts = text.split(separator: "\n\n", maxSplits: 1)
      var names: [String] = []
      for line in parts[0].split(separator: "\n", omittingEmptySubsequences: false) {
        #expect(line.utf8.count <= 998)
        if line.first != " " { names.append(String(line.prefix { $0 != ":" })) }
      }
      #expect(Set(names) == own && names.count == own.count)
      for line in parts[1].split(separator: "\n") {
        #expect(line.utf8.count <= 76 && !line.hasPrefix(".") && !line.hasPrefix("From "))
      }
    }
  }

  @Test func standardOutputAndFilesKeepTheirLines() async throws {
    let path = folder.path + "/out"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(descriptor) }
    let sink = StandardOutputSink(style: .text, descriptor: descriptor)
    for alert in Self.alerts { #expect(sink.deliver(alert) == .delivered) }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(isInert(text))
    let lines = PlainMessage(Example.alert()).text.split(separator: "\n").count
    #expect(
      text.split(separator: "\n").count == Self.alerts.count * lines,
      "log text made a line of its own")
    for format in AlertFormat.allCases {
      let file = LogFileSink(path: folder.path + "/\(format)", format: format)
      for alert in Self.alerts { #expect(file.deliver(alert) == .delivered) }
      let lines = try String(contentsOfFile: folder.path + "/\(format)", encoding: .utf8)
        .split(separator: "\n")
      #expect(lines.count == Self.alerts.count && lines.allSatisfy { isInert(String($0)) })
    }
  }

  @Test func aCommandSeesOnlyItsOwnArguments() async throws {
    let path = folder.path + "/page"
    try "#!/bin/sh\necho \"$#\" >> \"$0.count\"\ncat >> \"$0.input\"\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    chmod(path, 0o755)
    let sink = ExecSink(path: path, arguments: ["one"])
    // A process each: one string of every three is enough.
    let alerts = stride(from: 0, to: Self.alerts.count, by: 3).map { Self.alerts[$0] }
    for alert in alerts { #expect(await sink.deliver(alert) == .delivered) }
    let counts = try String(contentsOfFile: path + ".count", encoding: .utf8)
    #expect(counts == String(repeating: "1\n", count: alerts.count))
    let input = try Data(contentsOf: URL(filePath: path + ".input"))
    #expect(input.elementsEqual(alerts.flatMap { $0.ndjson() }))
  }

  @Test func aBlocklistTakesAddressesOnly() async throws {
    for format in BlocklistFormat.allCases {
      let path = folder.path + "/list-\(format)"
      let sink = BlocklistSink(
        path: path, format: format, rules: .init(kinds: Set(Kind.allCases), minimum: .low))
      for alert in Self.alerts { #expect(await sink.deliver(alert) == .delivered) }
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }
}
