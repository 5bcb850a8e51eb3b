import TestSupport
import Testing

@testable import Detection

@Suite struct LearnerTests {
  private static let day = OrdinaryTraffic(seed: 6).lines(minutes: 1440)
  private static let model = Stage(day).model()!

  @Test func learnsTheServiceAndItsEndpoints() {
    #expect(Self.model.history.requests == Self.day.count)
    #expect(Self.model.history.words == "23 hours")
    #expect(Self.model.populations.count == 3)
    #expect(Self.model.endpoints["GET /orders/{id}"] != nil)
    #expect(Self.model.endpoints["(no such path)"] == nil || Self.model.endpoints.count < 9)
  }

  @Test func nothingTeachesNothing() {
    #expect(Learner(levels: 3, windowSeconds: 60).model([], directory: Directory()) == nil)
  }

  /// The busy hours are busier than the nights.
  @Test func theSeasonIsLearned() throws {
    let noon = try #require(Self.model.service.requests.expectation(at: monday + 86_400 + 43_200))
    let night = try #require(Self.model.service.requests.expectation(at: monday + 86_400 + 7200))
    #expect(noon.mean > 1.8 * night.mean)
  }

  /// An attack in the first hour is not taken for normal.
  @Test func anAttackInTheHistoryTeachesLittle() throws {
    let attack =
      Attacks.bruteForce(at: monday, tries: 600, every: 1)
      + Attacks.contentDiscovery(at: monday, paths: 2000) + Attacks.walk(at: monday, objects: 3000)
    let learned = try #require(Stage((Self.day + attack).inTime).model())
    let at = monday + 86_400
    let clean = try #require(Self.model.service.requests.expectation(at: at))
    let dirty = try #require(learned.service.requests.expectation(at: at))
    #expect(abs(dirty.mean / clean.mean - 1) < 0.25, "\(dirty.mean) \(clean.mean)")
    // And the attack itself is still a surprise.
    let stage = Stage(Attacks.bruteForce(at: monday, tries: 30))
    #expect(
      stage.findings(BruteForce(), population: learned.populations[0], threshold: 5).count == 1)
    let sweep = Stage(Attacks.contentDiscovery(at: monday, paths: 60))
    #expect(sweep.findings(ContentDiscovery(), population: learned.populations[0]).count == 1)
  }

  /// Methods that are none share a name: the busiest stands for it, not whichever comes last.
  @Test func theBusiestOfEndpointsWithOneNameIsLearned() throws {
    let lines = Self.day.prefix(3000).enumerated().map { place, line -> LogLine in
      var line = line
      line.request =
        place % 12 == 0 ? "gEt /orders" : place % 12 == 1 ? "GeT /orders" : "get /orders"
      return line
    }
    let model = try #require(Stage(Array(lines)).model())
    let all = try #require(model.service.requests.expectation(at: monday))
    let named = try #require(model.endpoints["? /orders"]?.requests.expectation(at: monday))
    #expect(model.endpoints.count == 1 && named.mean > 0.7 * all.mean)
  }

  @Test func aDamagedStampIsNoHistory() throws {
    for time: Int64 in [1000, 4_070_908_800] {
      var line = Self.day[0]
      line.time = time
      let learned = try #require(Stage((Self.day + [line]).inTime).model())
      #expect(learned.history == Self.model.history)
    }
  }
}
