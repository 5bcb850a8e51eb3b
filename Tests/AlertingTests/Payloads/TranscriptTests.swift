import Detection
import Foundation
import Testing

@testable import Alerting

/// The transcripts of Documentation/Alerts.md are what the sinks send, as its reader sees it. Where
/// `TOCSIN_WRITE_TRANSCRIPTS` is set, they are written anew.
@Suite struct TranscriptTests {
  private static let document = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Documentation/Alerts.md")

  @Test func theDocumentShowsWhatIsSent() throws {
    var text = try String(contentsOf: Self.document, encoding: .utf8)
    let isWriting = ProcessInfo.processInfo.environment["TOCSIN_WRITE_TRANSCRIPTS"] != nil
    for (name, transcript) in try Self.transcripts() {
      let mark = "<!-- transcript: \(name) -->\n```text\n"
      let start = try #require(text.range(of: mark), "\(name) has no place in the document")
      let end = try #require(text.range(of: "\n```", range: start.upperBound..<text.endIndex))
      let range = start.upperBound..<end.lowerBound
      if isWriting {
        text.replaceSubrange(range, with: transcript)
      } else {
        #expect(
          text[range] == transcript,
          "stale: run this test with TOCSIN_WRITE_TRANSCRIPTS=1 to write it anew")
      }
    }
    if isWriting { try text.write(to: Self.document, atomically: true, encoding: .utf8) }
  }

  private static func transcripts() throws -> [(String, String)] {
    let (opened, over) = (Example.alert(), Example.alert(.resolved))
    let key = HTTPSinkCase.key
    let mail = MailPayload(
      from: try #require(MailAddress("tocsin@example.org")),
      to: [try #require(MailAddress("oncall@example.org"))])
    let syslog = SyslogPayload(host: "web-1")
    return [
      ("text", PlainMessage(opened).text.trimmingCharacters(in: .newlines)),
      ("text resolved", PlainMessage(over).text.trimmingCharacters(in: .newlines)),
      ("slack", try slack(SlackPayload.make(opened))),
      ("teams", try teams(TeamsPayload.make(opened))),
      ("discord", try discord(DiscordPayload.make(opened))),
      ("pagerduty", try pagerDuty(PagerDutyPayload.make(opened, routingKey: key))),
      ("opsgenie", try opsgenie(OpsgeniePayload.make(opened))),
      ("alertmanager", String(decoding: AlertmanagerPayload.make(opened), as: UTF8.self)),
      (
        "mail", String(decoding: mail.make(opened), as: UTF8.self).trimmingCharacters(in: .newlines)
      ),
      (
        "syslog",
        String(decoding: syslog.make(opened), as: UTF8.self).replacing("\u{feff}", with: "")
      ),
      ("cef", CEFPayload.make(opened, version: AlertFormat.productVersion)),
      ("storm", PlainMessage(try storm()).text.trimmingCharacters(in: .newlines)),
    ]
  }

  private static func storm() throws -> Alert {
    let alerts = (1...12).map { number in
      var finding = Example.finding(gotIn: number == 7)
      finding.severity = number == 7 ? .critical : .medium
      finding.kind = number == 7 ? .accountTakeover : .bruteForce
      finding.headline =
        number == 7
        ? "12 failed log-ins in a minute, then a success"
        : "\(30 + number) failed log-ins in a minute"
      finding.subject = Subject(.client, "203.0.113.\(number)")
      var alert = Example.alert(finding: finding)
      alert.id = "incident\(number)"
      return alert
    }
    return try #require(Storm(first: alerts[0]).summary(of: alerts))
  }

  private static func slack(_ body: [UInt8]) throws -> String {
    let blocks = try #require(try Hostile.object(body)["blocks"] as? [[String: Any]])
    let texts = blocks.compactMap { ($0["text"] as? [String: Any])?["text"] as? String }
    return shown(texts.joined(separator: "\n"))
  }

  /// What Slack shows of its mark-up.
  private static func shown(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
      .replacing("\u{2060}", with: "").replacing("```", with: "").replacing("*", with: "")
  }

  private static func teams(_ body: [UInt8]) throws -> String {
    let object = try Hostile.object(body)
    let attachment = try #require((object["attachments"] as? [[String: Any]])?.first)
    let card = try #require(attachment["content"] as? [String: Any])
    let blocks = try #require(card["body"] as? [[String: Any]])
    return blocks.map { block in
      if let text = block["text"] as? String { return text.replacing("\\", with: "") }
      let runs = block["inlines"] as? [[String: Any]] ?? []
      return runs.compactMap { $0["text"] as? String }.joined()
    }.joined(separator: "\n")
  }

  private static func discord(_ body: [UInt8]) throws -> String {
    let embed = try #require((try Hostile.object(body)["embeds"] as? [[String: Any]])?.first)
    var lines = [embed["title"], embed["description"]].compactMap { $0 as? String }
    for field in embed["fields"] as? [[String: Any]] ?? [] {
      lines.append("\(field["name"] as? String ?? ""): \(field["value"] as? String ?? "")")
    }
    return lines.map { $0.replacing("```\n", with: "").replacing("\n```", with: "") }
      .joined(separator: "\n").replacing("\\", with: "")
  }

  private static func pagerDuty(_ body: [UInt8]) throws -> String {
    let object = try Hostile.object(body)
    let payload = try #require(object["payload"] as? [String: Any])
    let fields = ["summary", "severity", "source", "timestamp", "class", "group"]
    return fields.compactMap { name in (payload[name] as? String).map { "\(name): \($0)" } }
      .joined(separator: "\n") + "\ndedup_key: \(object["dedup_key"] as? String ?? "")"
      + "\ncustom_details: the whole alert (tocsin.alert/1)"
  }

  private static func opsgenie(_ body: [UInt8]) throws -> String {
    let object = try Hostile.object(body)
    let tags = (object["tags"] as? [String] ?? []).joined(separator: ", ")
    let texts = ["message", "priority", "alias", "description"].map {
      "\($0): \(object[$0] as? String ?? "")"
    }
    return (texts + ["tags: \(tags)"]).joined(separator: "\n")
  }
}
