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
  }

  /// An alert read from a file may say anything.
  @Test(arguments: [
    ReasonTest(.experience, [1]), ReasonTest(.proof, [.nan]),
    ReasonTest(.negativeBinomial, [1, 1, -5]), ReasonTest(.negativeBinomial, [1, 1, 1e300]),
    ReasonTest(.betaBinomial, [0.5, 5, 0.5, 10]),
    ReasonTest(.population, [0.1, 0, 1, 0, 1, 1, 1, 5]), ReasonTest(.population, []),
  ])
  func numbersThatAreNoTestAreNone(test: ReasonTest) { #expect(test.surprise == nil) }
}
