import AccessLog
import Detection
import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite struct TrafficPipelineTests {
  private static let siege = Siege()
  private static let log = siege.lines.log
  private static let whole = PipelineRun(log)

  /// The same input gives the same alerts, byte for byte, whatever the chunks.
  @Test(arguments: [(1, 1), (7, 1 << 16), (65_536, 1 << 18), (1 << 20, 1 << 20), (.max, 100)])
  func chunksDoNotMatter(chunk: Int, capacity: Int) {
    let run = PipelineRun(Self.log, chunk: chunk, capacity: capacity)
    #expect(run.alerts == Self.whole.alerts)
    #expect(run.pipeline.requestCount == Self.siege.lines.count)
  }

  @Test func aSecondRunSaysTheSame() {
    #expect(PipelineRun(Self.log).alerts == Self.whole.alerts)
    #expect(!Self.whole.alerts.isEmpty)
  }

  /// With a model, and with the same model after it was kept as JSON.
  @Test func aModelKeptAsJSONJudgesTheSame() throws {
    var trained = PipelineRun(OrdinaryTraffic(seed: 2).lines(from: monday, minutes: 1440).log)
    let model = try #require(trained.pipeline.learn() ?? trained.pipeline.model)
    let kept = try JSONDecoder().decode(Model.self, from: JSONEncoder().encode(model))
    #expect(kept == model)
    let direct = PipelineRun(Self.log, model: model)
    #expect(PipelineRun(Self.log, model: kept).alerts == direct.alerts)
    #expect(!direct.alerts.isEmpty)
  }

  @Test func attackersAreTold() throws {
    let found = try alerts(Self.whole)
    let opened = found.filter { $0.event == "opened" }
    #expect(Set(opened.map(\.subject.value)).isSuperset(of: Siege.attackers))
    let kinds = Dictionary(grouping: found, by: \.subject.value).mapValues {
      Set($0.flatMap(\.kinds))
    }
    #expect(kinds["198.51.100.7"]?.contains("brute-force") == true)
    #expect(kinds["198.51.100.8"]?.contains("content-discovery") == true)
    #expect(kinds["198.51.100.9"]?.contains("object-enumeration") == true)
    #expect(kinds["198.51.100.10"]?.contains("sql-injection") == true)
    #expect(found.contains { $0.subject.value == "198.51.100.7" && $0.severity == "critical" })
  }

  @Test func nobodyElseIs() throws {
    for alert in try alerts(Self.whole) where alert.subject.type == "client" {
      #expect(Siege.attackers.contains(alert.subject.value), "\(alert)")
    }
    #expect(PipelineRun(OrdinaryTraffic(seed: 4).lines(minutes: 600).log).alerts == "")
  }

  /// Each turn of an incident's life is told once, and every incident comes to an end.
  @Test func livesAreWhole() throws {
    let lives = Dictionary(grouping: try alerts(Self.whole), by: \.id).mapValues { $0.map(\.event) }
    for (id, life) in lives {
      #expect(life.first == "opened" && life.last == "resolved", "\(id) \(life)")
      #expect(life.count(where: { $0 == "opened" }) == 1, "\(id)")
      // Who is resolved comes back only with something graver.
      for (before, after) in zip(life, life.dropFirst()) where before == "resolved" {
        #expect(after == "escalated", "\(id) \(life)")
      }
    }
  }

  /// An attack in the first hour is not taken for normal.
  @Test func anAttackAtTheBeginningIsTold() throws {
    let start = monday + 9 * 3600
    let ordinary = OrdinaryTraffic(seed: 5).lines(from: start, minutes: 240)
    let attacks =
      Attacks.bruteForce(at: start, tries: 40) + Attacks.contentDiscovery(at: start, paths: 120)
      + Attacks.walk(at: start + 60, objects: 200)
    let found = try alerts(PipelineRun((ordinary + attacks).inTime.log))
    #expect(Set(found.map(\.subject.value)).isSuperset(of: Siege.attackers.prefix(3)))
  }

  @Test func nothingSaysNothing() {
    for log in [[], Array("\n\n".utf8)] {
      let run = PipelineRun(log)
      #expect(run.alerts == "" && run.pipeline.model == nil && run.pipeline.span == nil)
      #expect(run.addsUp && run.pipeline.requestCount == 0)
    }
  }

  /// One line in a hundred is garbage: each is accounted for, and the alerts are the same.
  @Test func garbageIsCountedAndChangesNothing() {
    var generator = SeededGenerator(seed: 8)
    var texts: [String] = []
    var garbage = 0
    for line in Self.siege.lines {
      texts.append(line.text)
      guard generator.below(100) == 0 else { continue }
      garbage += 1
      texts.append(
        ["\u{0}\u{1}\u{7f}x", "{{{", "198.51.100.1 - - [", "x \"\" \"", "%%%"][garbage % 5])
    }
    let run = PipelineRun(Array(texts.joined(separator: "\n").utf8))
    #expect(run.addsUp && run.malformed == garbage && garbage > 30)
    let subjects = { (text: String) in
      (try? Self.decode(text))?.map { "\($0.event) \($0.kind) \($0.subject.value) \($0.time)" }
    }
    #expect(subjects(run.alerts) == subjects(Self.whole.alerts))
  }

  /// One damaged stamp (a clock that was wrong) neither hides nor makes alerts.
  @Test(arguments: [
    (0, 1970), (0, 2099), (1, 1970), (200, 2099), (2500, 1970), (2500, 2099),
  ]) func oneDamagedStampChangesNothing(place: Int, year: Int) throws {
    var lines = Self.siege.lines
    var text = lines[place]
    text.time = year == 1970 ? 1000 : 4_070_908_800
    lines.insert(text, at: place)
    let run = PipelineRun(lines.log)
    let subjects = { (run: PipelineRun) in
      try self.alerts(run).map { "\($0.event) \($0.kind) \($0.subject.value) \($0.severity)" }
    }
    #expect(try subjects(run) == subjects(Self.whole))
    #expect(run.pipeline.lateRequests <= 1)
  }

  // MARK: - Reading alerts back

  private struct Told: Decodable {
    struct Subject: Decodable {
      var type: String
      var value: String
    }
    var id: String
    var event: String
    var time: String
    var kind: String
    var kinds: [String]
    var severity: String
    var subject: Subject
  }

  private static func decode(_ ndjson: String) throws -> [Told] {
    try ndjson.split(separator: "\n").map {
      try JSONDecoder().decode(Told.self, from: Data($0.utf8))
    }
  }

  private func alerts(_ run: PipelineRun) throws -> [Told] { try Self.decode(run.alerts) }
}
