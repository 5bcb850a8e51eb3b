import Scoring
import TestSupport
import Testing

@testable import Detection

/// The test behind a reason gives its contribution again, bit for bit, from its numbers alone.
@Suite struct ReasonTestTests {
  @Test func whatDetectorsSayCanBeComputedAgain() throws {
    let lines =
      OrdinaryTraffic(seed: 5).lines(minutes: 600)
      + Attacks.bruteForce(at: monday + 6000, tries: 60)
    let stage = Stage(lines.inTime)
    var analyst = Analyst(model: nil)
    for entry in stage.records {
      _ = analyst.take(entry.window, level: entry.record.level, directory: stage.directory)
    }
    let incidents = analyst.finish(directory: stage.directory).map(\.incident)
    let reasons = incidents.flatMap(\.reasons)
    let tested = reasons.filter { $0.test != nil }
    #expect(!tested.isEmpty)
    for reason in tested { #expect(reason.test?.surprise == reason.contribution) }
  }

  @Test func theFamiliesComputeWhatTheScorersDo() {
    #expect(ReasonTest(.experience, [0.5, 12]).surprise == 6)
    #expect(ReasonTest(.proof, [4]).surprise == 14)
    #expect(ReasonTest(.negativeBinomial, [1, 0.1, 50]).surprise.map { $0 > 10 } == true)
    #expect(ReasonTest(.betaBinomial, [0.01, 50, 40, 100]).surprise.map { $0 > 5 } == true)
    #expect(ReasonTest(.negativeBinomialBelow, [500, 0.01, 100]).surprise.map { $0 > 5 } == true)
  }

  @Test func sizesAndSwingsComeBackBitForBit() throws {
    let sizes = QuantityBaseline.learned(from: (1...200).map { 1000 + 7 * Double($0 % 50) })
    let size = ReasonTest(.quantity, sizes.parts + [9000])
    #expect(size.surprise == sizes.surprise(9000))
    let tail = try #require(TailModel((1...400).map { Double($0 * $0 % 997) }, level: 0.95))
    let value = tail.threshold + 200
    #expect(ReasonTest(.swing, tail.parts + [value]).surprise == tail.surprise(value))
  }

  /// An alert read from a file may say anything.
  @Test(arguments: [
    ReasonTest(.experience, [1]), ReasonTest(.proof, [.nan]),
    ReasonTest(.negativeBinomial, [1, 1, -5]), ReasonTest(.negativeBinomial, [1, 1, 1e300]),
    ReasonTest(.betaBinomial, [0.5, 5, 0.5, 10]),
    ReasonTest(.quantity, [0, 1, 1, 1, 5]), ReasonTest(.quantity, [1, 1, -1, 1, 5]),
    ReasonTest(.swing, [1, 0.1, 1, 0.1, 0, 0.5]), ReasonTest(.swing, [1, 0.1, 0, 0.1, 0, 5]),
    ReasonTest(.negativeBinomialBelow, [1, 1, 0.5]),
    ReasonTest(.population, [0.1, 0, 1, 0, 1, 1, 1, 5]), ReasonTest(.population, []),
  ])
  func numbersThatAreNoTestAreNone(test: ReasonTest) { #expect(test.surprise == nil) }
}
