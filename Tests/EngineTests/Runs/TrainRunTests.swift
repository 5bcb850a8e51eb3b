import Detection
import TestSupport
import Testing

@testable import Engine

@Suite struct TrainRunTests {
  private func train(_ lines: [LogLine]) throws -> (model: Model?, requests: Int, inputs: Int) {
    let folder = try TemporaryFolder()
    var settings = RunSettings()
    settings.paths = [try folder.write("a.log", lines.log)]
    var run = TrainRun(settings)
    let (model, report) = run.run { _ in }
    return (model, report.accounting.requests, report.inputs.count)
  }

  @Test func learnsWithoutJudging() throws {
    let lines = OrdinaryTraffic(seed: 1).lines(minutes: 300)
    let (model, requests, inputs) = try train(lines)
    #expect(requests == lines.count && inputs == 1)
    let history = try #require(model?.history)
    #expect(history.requests == lines.count && history.words == "4 hours")
    #expect(model?.endpoints.keys.contains("GET /orders/{id}") == true)
  }

  @Test func theSameHistoryGivesTheSameModel() throws {
    let lines = OrdinaryTraffic(seed: 1).lines(minutes: 200)
    #expect(try train(lines).model == train(lines).model)
  }

  @Test func nothingTeachesNothing() throws {
    #expect(try train([]).model == nil)
  }
}
