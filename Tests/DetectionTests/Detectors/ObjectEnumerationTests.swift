import AccessLog
import TestSupport
import Testing
import Traffic

@testable import Detection

@Suite struct ObjectEnumerationTests {
  private func find(_ lines: [LogLine], level: Int = 0, population: PopulationModel? = nil)
    -> [Finding]
  {
    Stage(known + lines).findings(ObjectEnumeration(), level: level, population: population)
  }

  /// The endpoint is known before anybody walks it.
  private let known = [LogLine(monday, "203.0.113.1", "GET /orders/1")]

  @Test func ringsAboutAWalkInSequence() throws {
    let finding = try #require(find(Attacks.walk(at: monday, objects: 100)).first)
    #expect(finding.kind == .objectEnumeration && finding.severity == .high)
    #expect(finding.subject == Subject(.client, "198.51.100.9"))
    #expect(
      finding.headline.contains("different objects of GET /orders/{id} in sequence in a minute"))
    #expect(finding.headline.hasSuffix(", 86 of 100 answered"))
    #expect(finding.reasons.map(\.feature) == ["distinctObjects", "sequentialSteps"])
    #expect(!finding.evidence.isEmpty)
  }

  @Test func aWalkThatIsRefusedIsLessGrave() throws {
    let lines = (0..<100).map {
      LogLine(monday + Int64($0 / 2), "198.51.100.9", "GET /orders/\($0)", 403)
    }
    #expect(find(lines).map(\.severity) == [.medium])
  }

  @Test func ringsAboutUnorderedIds() {
    let lines = (0..<120).map {
      LogLine(monday + Int64($0 / 3), "198.51.100.9", "GET /orders/\($0 * 7919 % 100_003)")
    }
    let finding = find(lines).first
    #expect(finding?.headline.contains("in sequence") == false)
    #expect(finding?.reasons.count == 1)
  }

  @Test func ringsAboutASlowWalkInTheHour() {
    let lines = (0..<300).map {
      LogLine(monday + Int64($0 * 11), "198.51.100.9", "GET /orders/\($0)")
    }
    #expect(find(lines).isEmpty)
    #expect(find(lines, level: 1).count == 1)
  }

  @Test func staysSilentAboutAPageThatLoadsAList() {
    let lines = (0..<50).map {
      LogLine(monday, "203.0.113.5", "GET /orders/\(900 + $0 * 13 % 50 * 9)")
    }
    #expect(find(lines).isEmpty)
  }

  @Test func staysSilentAboutOneObjectForEver() {
    #expect(
      find((0..<600).map { LogLine(monday + Int64($0 / 10), "203.0.113.5", "GET /orders/17") })
        .isEmpty)
  }

  /// An integration that does the same every day.
  @Test func staysSilentAboutAHabit() {
    let days = (0..<4).map { day in
      (0..<900).map { order in
        LogLine(
          monday + Int64(day) * 86_400 + Int64(order) * 3, "203.0.113.5",
          "GET /orders/\(order * 7919 % 100_003)")
      }
    }
    let habits = Habits.learned(from: Stage(Array(days[..<3].joined())).records.map(\.record))
    let stage = Stage(known + days[3])
    #expect(!stage.findings(ObjectEnumeration(), level: 1).isEmpty)
    #expect(stage.findings(ObjectEnumeration(), level: 1, habits: habits).isEmpty)
    #expect(stage.findings(ObjectEnumeration(), level: 2, habits: habits).isEmpty)
  }

  /// Where many clients fetch as much, and not in sequence, it is the service's way.
  @Test func staysSilentWhereOthersDoTheSame() {
    func fetch(_ client: String, _ count: Int) -> [LogLine] {
      (0..<count).map {
        LogLine(monday + Int64($0 % 60), client, "GET /orders/\($0 * 7919 % 100_003)")
      }
    }
    let others = (0..<210).flatMap { fetch("203.0.113.\($0)", $0 % 5 == 0 ? 80 + $0 : 1) }
    let population = Stage(others.inTime).population()
    #expect(find(fetch("198.51.100.9", 150).inTime, population: population).isEmpty)
    #expect(find(Attacks.walk(at: monday, objects: 100), population: population).count == 1)
  }
}
