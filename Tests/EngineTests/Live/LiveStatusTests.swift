import AccessLog
import Foundation
import Testing

@testable import Alerting
@testable import Engine

@Suite struct LiveStatusTests {
  private static var status: LiveStatus {
    var status = LiveStatus()
    status.account.lines = 10
    status.account.requests = 8
    status.account.malformed = 2
    status.latest = Timestamp(seconds: 1_772_000_000)
    status.logs = [
      TailStatus(
        name: "a \"b\"\\.log", lag: 17, lines: 10, malformed: 2, format: "combined", problem: nil)
    ]
    var sink = SinkStatus(name: "team")
    (sink.delivered, sink.failed) = (3, 1)
    status.sinks = [sink]
    return status
  }

  @Test func itIsOneJSONObject() throws {
    let object = try JSONSerialization.jsonObject(with: Data(Self.status.json)) as? [String: Any]
    #expect(object?["schema"] as? String == "tocsin.status/1")
    #expect(object?["lagBytes"] as? Int == 17)
    #expect((object?["sinks"] as? [[String: Any]])?.first?["delivered"] as? Int == 3)
  }

  /// Each metric has its help and its type before its values, and labels are escaped.
  @Test func metricsFollowTheFormat() throws {
    let text = String(decoding: Self.status.metrics, as: UTF8.self)
    #expect(
      text.hasPrefix(
        """
        # HELP tocsin_lines_total Lines read, by what became of them.
        # TYPE tocsin_lines_total counter
        tocsin_lines_total{kind="request"} 8

        """))
    #expect(text.contains(#"tocsin_lag_bytes{log="a \"b\"\\.log"} 17"#))
    #expect(text.contains("tocsin_malformed_ratio 0.2\n"))
    var known: Set<Substring> = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if line.hasPrefix("# TYPE") { known.insert(words[2]) }
      guard !line.hasPrefix("#") else { continue }
      #expect(known.contains(words[0].prefix { $0 != "{" }))
      #expect(Double(words[words.count - 1]) != nil)
    }
    #expect(known.count >= 12)
  }
}
