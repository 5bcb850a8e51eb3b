import AccessLog
import Inspection
import TestSupport
import Testing

@testable import Traffic

@Suite struct PrincipalAggregateTests {
  /// The aggregate of one client's requests, each a second behind the one before.
  private func aggregate(_ requests: [(String, Int)], from start: Int64 = 0) -> PrincipalAggregate {
    let lines = requests.enumerated().map { second, request in
      LogLine(monday + start + Int64(second), "192.0.2.1", request.0, request.1)
    }
    var settings = WindowSettings()
    settings.windowSeconds = 86_400
    return windows(lines, settings: settings)[0].client("192.0.2.1")
      ?? PrincipalAggregate(key: PrincipalKey(address("192.0.2.1")))
  }

  private func merged(_ parts: [[(String, Int)]]) -> PrincipalAggregate {
    var start: Int64 = 0
    var whole: PrincipalAggregate?
    for part in parts where !part.isEmpty {
      let next = aggregate(part, from: start)
      start += Int64(part.count)
      if whole == nil { whole = next } else { whole?.merge(next) }
    }
    return whole!
  }

  private func logIns(_ statuses: [Int]) -> [(String, Int)] { statuses.map { ("POST /login", $0) } }

  @Test func successAfterFiveRefusals() {
    let gotIn = aggregate(logIns([401, 401, 401, 401, 401, 200, 401]))
    #expect(gotIn.logIns == 7 && gotIn.failedLogIns == 6)
    #expect(gotIn.successesAfterFailures == 1 && gotIn.failuresInARow == 1)
    #expect(aggregate(logIns([401, 401, 401, 401, 200])).successesAfterFailures == 0)
    #expect(aggregate(logIns([401, 401, 200, 401, 401, 401, 200])).successesAfterFailures == 0)
  }

  /// A log-in that breaks (5xx) or is not there (404) let nobody in.
  @Test func onlyAnAnswerLetsIn() {
    for status in [404, 500, 503] {
      let requests = logIns([401, 401, 401, 401, 401, 401, status])
      #expect(aggregate(requests).successesAfterFailures == 0)
      #expect(merged([Array(requests[..<6]), Array(requests[6...])]).successesAfterFailures == 0)
    }
  }

  @Test func successInTheNextPartCounts() {
    let parts = [logIns([401, 401, 401, 401, 401]), logIns([200, 401])]
    let whole = merged(parts)
    #expect(whole.successesAfterFailures == 1 && whole.failuresInARow == 1)
    #expect(merged([logIns([401, 401, 200]), logIns([401, 401])]).failuresInARow == 2)
    #expect(merged([logIns([401, 401]), logIns([401, 401]), logIns([401])]).failuresInARow == 5)
  }

  /// Changes count from the success on that ended a run of refusals, wherever the parts are cut.
  @Test(arguments: 0...12) func changesBehindARun(cut: Int) {
    let story: [(logIn: Bool, status: Int32)] =
      [(false, 200)] + [(Bool, Int32)](repeating: (true, 401), count: 6)
      + [(true, 200), (false, 200), (false, 403), (false, 200), (true, 401)]
    let parts = [story.prefix(cut), story.dropFirst(cut)].map { part in
      var aggregate = PrincipalAggregate(key: PrincipalKey(address("192.0.2.1")))
      for step in part { aggregate.count(observation(step.logIn, step.status)) }
      return aggregate
    }
    var whole = parts[0]
    whole.merge(parts[1])
    #expect(whole.failuresBeforeSuccess == 6 && whole.successesAfterFailures == 1)
    #expect(whole.rareChanges == 3 && whole.rareAfterRun == 2 && whole.rareSinceSuccess == 2)
  }

  /// A change at a place that hardly anybody uses, or a log-in.
  private func observation(_ logIn: Bool, _ status: Int32) -> Observation {
    Observation(
      time: Timestamp(seconds: monday), principal: PrincipalKey(address("192.0.2.1")),
      principalHash: 1, endpoint: EndpointMatch(id: 7, object: 0, number: -1), pathHash: 1,
      queryHash: 0, agentHash: 1, status: status, bytes: 0, milliseconds: -1,
      verdict: .clean, namesUser: false, isUnsafe: true,
      standing: logIn ? .logIn : .rare)
  }

  @Test func distinctThingsAreCounted() {
    let found = aggregate([("GET /a", 200), ("GET /b", 404), ("GET /c", 410), ("GET /b", 404)])
    #expect(found.paths.estimate == 3 && found.missingPaths.estimate == 2)
    #expect(found.statuses.notFound == 3 && found.refusals == 3)
  }

  /// A random sequence, cut at two random places: the merge of the parts is the whole.
  @Test(arguments: 0..<30) func mergeOfPartsIsTheWhole(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let requests = (0..<80).map { _ -> (String, Int) in
      let paths = ["/users/\(generator.below(40))", "/login", "/a.css", "/x\(generator.below(9))"]
      let method = generator.below(3) == 0 ? "POST" : "GET"
      return (
        "\(method) \(paths[generator.below(4)])",
        [200, 200, 401, 401, 401, 403, 404, 500, 302][generator.below(9)]
      )
    }
    let cut = generator.below(81)
    let second = cut + generator.below(81 - cut)
    let whole = aggregate(requests)
    let parts = merged([
      Array(requests[..<cut]), Array(requests[cut..<second]), Array(requests[second...]),
    ])
    #expect(parts.requests == whole.requests && parts.statuses == whole.statuses)
    #expect(parts.bytes == whole.bytes && parts.unsafe == whole.unsafe)
    #expect(parts.logIns == whole.logIns && parts.failedLogIns == whole.failedLogIns)
    #expect(parts.failuresInARow == whole.failuresInARow)
    #expect(parts.staticFiles == whole.staticFiles)
    #expect(parts.paths == whole.paths && parts.missingPaths == whole.missingPaths)
    #expect(parts.agents == whole.agents)
    #expect(parts.successesAfterFailures == whole.successesAfterFailures)
    #expect(parts.failuresAtFirst == whole.failuresAtFirst)
    #expect(parts.failuresBeforeSuccess == whole.failuresBeforeSuccess)
  }
}
