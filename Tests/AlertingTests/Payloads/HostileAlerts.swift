import AccessLog
import Alerting
import Detection
import Foundation
import Testing

/// Alerts full of what each receiver gives a meaning to, and of what is longest for it.
enum Hostile {
  static let texts = [
    "<!channel> <!here> <@U123> & <http://evil.example|click> *bold* ```\nend``` @everyone",
    "[click](https://evil.example) <at>all</at> |a=b\\|c] \"quoted\" <@&1> [[x]] ${jndi:ldap://x}",
    "\u{1b}[31m\r\nForged: header\0\u{7f}\u{202e}\u{2028}",
    String(repeating: "😀", count: 5000), String(repeating: "&", count: 5000),
    String(repeating: "\\\"", count: 5000), String(repeating: "*", count: 5000), "",
  ]

  static let alerts: [Alert] = texts.flatMap { text in
    ([.opened, .escalated, .resolved] as [Incident.Event]).map { turn in
      var finding = Example.finding(evidence: Array(text.utf8))
      finding.subject = Subject(.user, text)
      finding.headline = text
      finding.reasons[0].feature = text
      finding.reasons[0].basis = text
      finding.evidence = Array(repeating: finding.evidence[0], count: 10)
      finding.evidence[0].source = text
      return Example.alert(turn, finding: finding)
    }
  }

  /// A body as JSON.
  static func object(_ body: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
  }

  /// All strings of a body, at any depth.
  static func strings(_ value: Any) -> [String] {
    switch value {
    case let text as String: [text]
    case let list as [Any]: list.flatMap(strings)
    case let object as [String: Any]: object.values.flatMap(strings)
    default: []
    }
  }
}
