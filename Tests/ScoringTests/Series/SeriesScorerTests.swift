import Foundation
import TestSupport
import Testing

@testable import Scoring

@Suite("Time series")
struct SeriesScorerTests {
  /// Five-minute values with a day, noise of one and a peak of 40 at noon.
  private static func daily(_ index: Int, _ noise: inout Noise) -> Double {
    20 + 20 * sin((Double(index % 288) / 288 - 0.25) * 2 * .pi) + noise.normal()
  }

  private static func scores(_ values: [Double], step: Double = 300) -> [SeriesScorer.Verdict] {
    var scorer = SeriesScorer()
    return values.enumerated().map { scorer.next($1, at: 1.4e9 + Double($0) * step) }
  }

  @Test("Silent while warming up, silent on what never changes")
  func silence() {
    let flat = Self.scores(Array(repeating: 45, count: 3000))
    #expect(flat.allSatisfy { $0.score == 0 && !$0.isAnomaly })
    let start = Self.scores([1, 1e6, -5, 3, 1e9])
    #expect(start.allSatisfy { $0.score == 0 })
  }

  @Test("A spike, a missing peak at noon and a shift are each found, once")
  func kinds() {
    for kind in ["spike", "noPeak", "shift"] {
      var noise = Noise(1)
      var values = (0..<288 * 12).map { Self.daily($0, &noise) }
      let start = 288 * 10 + 144
      switch kind {
      case "spike": values[start] = 80
      case "noPeak": for index in start - 40..<start + 40 { values[index] = noise.normal() }
      default: for index in start..<values.count { values[index] += 15 }
      }
      let verdicts = Self.scores(values)
      let before = verdicts[288 * 3..<start - 40].count { $0.isAnomaly }
      let during = verdicts[start - 40..<start + 60].count { $0.isAnomaly }
      #expect(before <= 4, "\(kind): \(before) false alarms")
      #expect(during >= 1 && during <= 10, "\(kind): \(during) alarms")
    }
  }

  @Test("A row is judged by what came before it, never after")
  func causality() {
    var noise = Noise(2)
    let values = (0..<1500).map { Self.daily($0, &noise) }
    let whole = Self.scores(values)
    #expect(Self.scores(Array(values[..<900])) == Array(whole[..<900]))
  }

  @Test("The unit does not matter")
  func units() {
    var noise = Noise(3)
    let values = (0..<2000).map { Self.daily($0, &noise) }
    let one = Self.scores(values)
    let other = Self.scores(values.map { 1024 * $0 })
    for index in values.indices { expectClose(one[index].score, other[index].score, 1e-6) }
  }

  @Test("Noise without anomalies: about as many alarms as the budget says")
  func budget() {
    for seed in 1...3 {
      var noise = Noise(UInt64(seed))
      let weeks = 4.0
      let values = (0..<Int(2016 * weeks)).map { _ in noise.exponential() }
      let alarms = Self.scores(values).count { $0.isAnomaly }
      #expect(Double(alarms) <= 2 * 3.5 * weeks, "\(alarms)")
    }
  }

  @Test("Values that are no numbers, times out of order: nothing breaks, nothing is learned")
  func hostile() {
    var scorer = SeriesScorer()
    var noise = Noise(4)
    let times: [Double?] = [nil, .nan, .infinity, -1e300, 1e300, 0, -5, 1e9]
    for index in 0..<500 {
      let value =
        index % 50 == 49 ? [.nan, .infinity, 1e308, -1e308][index / 50 % 4] : noise.normal()
      let verdict = scorer.next(value, at: times[index % times.count])
      #expect(verdict.score.isFinite && verdict.score >= 0)
      if index % 50 == 49 { #expect(verdict.score == 0) }
    }
  }

  @Test("Goes on from a saved state as if nothing had happened")
  func codable() throws {
    var noise = Noise(5)
    let values = (0..<900).map { Self.daily($0, &noise) }
    let whole = Self.scores(values)
    var scorer = SeriesScorer()
    for index in 0..<600 { _ = scorer.next(values[index], at: 1.4e9 + Double(index) * 300) }
    scorer = try JSONDecoder().decode(SeriesScorer.self, from: JSONEncoder().encode(scorer))
    for index in 600..<900 {
      #expect(scorer.next(values[index], at: 1.4e9 + Double(index) * 300) == whole[index])
    }
  }

  @Test("Rolling order: what sorting the last values gives")
  func rolling() {
    var noise = Noise(6)
    var order = RollingOrder(capacity: 7)
    var all: [Double] = []
    #expect(order.median == nil)
    for _ in 0..<60 {
      let value = Double(Int(noise.unit() * 5))
      order.add(value)
      order.add(.nan)
      all.append(value)
      #expect(order.sorted == all.suffix(7).sorted())
    }
  }

  @Test("Time of day: the second nearest of the earlier days")
  func timeOfDay() {
    var memory = TimeOfDayMemory()
    let noon = 100 * 86_400.0 + 43_200
    memory.learn(10, at: noon)
    memory.learn(13, at: noon + 86_400 + 900)
    #expect(memory.distance(10, at: noon + 2 * 86_400) == 3)
    #expect(memory.distance(10, at: noon + 86_400) == nil)
    #expect(memory.distance(10, at: noon + 2 * 86_400 + 7200) == nil)
    memory.learn(10.5, at: noon + 2 * 86_400)
    #expect(memory.distance(10, at: noon + 3 * 86_400) == 0.5)
    #expect(memory.distance(10, at: noon + 28 * 86_400) == 0.5)
    #expect(memory.distance(10, at: noon + 300 * 86_400) == nil)
    // Neighbours are found across midnight.
    memory.learn(1, at: noon + 10 * 86_400 + 43_000)
    memory.learn(2, at: noon + 12 * 86_400 - 43_000)
    #expect(memory.distance(1, at: noon + 12 * 86_400 + 43_100) == 1)
    memory.learn(1, at: noon + 300 * 86_400)
    #expect(memory.distance(10, at: noon + 301 * 86_400) == nil)
  }

  @Test(arguments: [
    ("1970-01-01 00:00:00", 0.0), ("2014-04-01 00:05:00", 1_396_310_700),
    ("2014-04-01T00:05:00Z", 1_396_310_700), ("2014-04-01T02:05:00.5+02:00", 1_396_310_700.5),
    ("2016-02-29", 1_456_704_000), ("1969-12-31T23:59:59-0000", -1),
    ("2000-03-01 00:00", 951_868_800),
  ])
  func times(text: String, seconds: Double) {
    #expect(SeriesTime.seconds(Array(text.utf8)[...]) == seconds)
  }

  @Test(arguments: [
    "", "2014", "2014-13-01", "2014-01-01 25:00:00", "2014-01-01x", "now", "2014-01-01T00:00:00+",
  ])
  func noTimes(text: String) {
    #expect(SeriesTime.seconds(Array(text.utf8)[...]) == nil)
  }

  @Test("The file comes back with its scores, rows as they stood")
  func file() throws {
    let text = "timestamp,value\n2014-04-01 00:00:00,1.50\n\"odd, time\",x\n2014-04-01 00:10:00\n"
    let result = try SeriesFile.score(csv: Array(text.utf8))
    #expect(
      String(decoding: result.csv, as: UTF8.self)
        == "timestamp,value,score,anomaly\n2014-04-01 00:00:00,1.50,0.0,0\n\"odd, time\",x,0.0,0\n2014-04-01 00:10:00,,0.0,0\n"
    )
    #expect(
      result.notices == [
        "Rows whose value is no number, which score 0: 2.",
        "Rows whose timestamp cannot be read, scored without the time of day: 1.",
      ])
  }

  @Test("What is no series is said in a sentence")
  func failures() {
    func failure(_ text: String) -> String? {
      do {
        _ = try SeriesFile.score(csv: Array(text.utf8))
        return nil
      } catch { return error.description }
    }
    #expect(failure("") == "The series is empty: a header line 'timestamp,value' is needed.")
    #expect(
      failure("time,value\n") == "There is no column 'timestamp'; the header has 'time', 'value'.")
    #expect(
      failure("timestamp,v\n") == "There is no column 'value'; the header has 'timestamp', 'v'.")
  }

  @Test("A known series: the day without a peak is found", .enabled(if: SharedData.exists))
  func known() throws {
    let file = SharedData.folder.appending(
      path: "data/series/data/artificialWithAnomaly/art_daily_flatmiddle.csv")
    let result = try SeriesFile.score(csv: [UInt8](try Data(contentsOf: file)))
    let flagged = String(decoding: result.csv, as: UTF8.self).split(separator: "\n").dropFirst()
      .filter { $0.hasSuffix(",1") }.map { $0.prefix(10) }
    #expect(flagged.contains("2014-04-11"))
    #expect(result.anomalies <= 20)
  }
}
