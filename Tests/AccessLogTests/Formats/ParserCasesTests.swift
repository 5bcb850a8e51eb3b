import AccessLog
import Foundation
import TestSupport
import Testing

/// Lines from other parsers' test suites, where they are at hand. Only that requests are found is
/// checked here; `score_formats.py` compares the fields.
@Suite struct ParserCasesTests {
  @Test(
    .enabled(if: SharedData.exists),
    arguments: ["vrl.jsonl", "crowdsec.jsonl", "logstash.jsonl", "lnav.jsonl"])
  func everyLineOfOtherSuitesIsRead(file: String) throws {
    let url = SharedData.folder.appending(path: "data/formats/\(file)")
    let text = try String(contentsOf: url, encoding: .utf8)
    for line in text.split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let test = try #require(object)
      let lines = try #require(test["lines"] as? [String])
      let name = try #require(test["case"] as? String)
      // Its line was cut off behind the time when the case was taken over.
      if name == "logstash/S3_ACCESS_LOG/21" { continue }
      let parsed = parse(lines.joined(separator: "\n"))
      if test["must_fail"] != nil {
        #expect(parsed.requests == 0, "\(name)")
      } else {
        let wanted = test["requests"] as? Int
        #expect(wanted.map { $0 == parsed.requests } ?? (parsed.requests > 0), "\(name)")
      }
      #expect(parsed.lines == parsed.requests + parsed.skipped + parsed.malformed, "\(name)")
    }
  }
}
