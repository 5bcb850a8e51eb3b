import TestSupport
import Testing
import Traffic

@testable import Detection

/// Networks whose addresses do together what none does enough of.
@Suite struct NetworkRecordTests {
  private func networks(_ lines: [LogLine]) -> [String] {
    let stage = Stage(lines.inTime)
    return stage.records.map(\.record).filter { $0.level == 1 }
      .flatMap { $0.networks.map { stage.directory.subject($0.aggregate.key).value } }
  }

  private func misses(_ count: Int, from address: (Int) -> String) -> [LogLine] {
    (0..<count).map {
      LogLine(monday + Int64($0) * 40, address($0), "GET /\(Attacks.word($0))", 404)
    }
  }

  /// A scanner that takes a new address for each request.
  @Test func aSiteThatRotatesItsAddresses() throws {
    let lines = misses(60) { "2001:db8:5:6::\(String($0 + 1, radix: 16))" }
    #expect(networks(lines) == ["2001:db8:5:6::/64"])
    let stage = Stage(lines)
    let record = try #require(stage.records.map(\.record).first { $0.level == 1 })
    #expect(record.networks[0].members == 60 && record.suspects.isEmpty)
  }

  @Test func aWalkOverManyAddressesStaysAWalk() throws {
    let lines = (0..<200).map {
      LogLine(
        monday + Int64($0) * 17, "2001:db8:5:6::\(String($0 + 1, radix: 16))",
        "GET /orders/\(7000 + $0)")
    }
    let stage = Stage(lines)
    let record = try #require(stage.records.map(\.record).first { $0.level == 1 })
    #expect(record.networks[0].aggregate.walks.widest.sequentialSteps >= 180)
    var judge = Judge(model: nil, budget: .init(perWeek: 1), windowSeconds: 60)
    let told = judge.take(record, directory: stage.directory)
    #expect(told.map(\.incident.subject) == [Subject(.network, "2001:db8:5:6::/64")])
    #expect(told.map(\.incident.kind) == [.objectEnumeration])
  }

  @Test func aNetworkOfIPv4() {
    #expect(networks(misses(60) { "203.0.113.\($0 % 20)" }) == ["203.0.113.0/24"])
  }

  /// One bad host in a network is that host.
  @Test func oneAddressIsNoNetwork() {
    #expect(networks(misses(60) { $0 % 10 == 0 ? "203.0.113.\($0)" : "203.0.113.9" }).isEmpty)
  }

  /// A provider's network with twenty bad hosts among sixty.
  @Test func honestNeighboursClearTheNetwork() {
    let honest = (0..<40).map {
      LogLine(monday + Int64($0) * 60, "203.0.113.\(100 + $0)", "GET /start")
    }
    #expect(networks(misses(60) { "203.0.113.\($0 % 20)" } + honest).isEmpty)
  }

  @Test func farApartIsNoNetwork() {
    #expect(networks(misses(60) { "203.\($0).113.7" }).isEmpty)
  }
}
