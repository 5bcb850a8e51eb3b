import TestSupport
import Testing

@testable import Detection

/// A service's ordinary day, learned once, on which surges are judged.
enum OrdinaryDay {
  static let lines = OrdinaryTraffic(seed: 11, perMinute: 8).lines(minutes: 1440)
  static let model = Stage(lines).model()!
  /// Noon of the next day.
  static let noon = monday + 86_400 + 43_200

  /// Ordinary minutes at the next noon.
  static func minutes(_ count: Int) -> [LogLine] {
    OrdinaryTraffic(seed: 12, perMinute: 8).lines(from: noon, minutes: count)
  }
}

@Suite struct TrafficSurgeTests {
  private func find(_ lines: [LogLine]) -> [Finding] {
    Stage(lines.inTime).serviceFindings(TrafficSurge(), by: OrdinaryDay.model)
  }

  private func requests(_ count: Int, clients: Int) -> [LogLine] {
    (0..<count).map {
      LogLine(OrdinaryDay.noon + Int64($0 % 60), "203.0.113.\($0 % clients)", "GET /orders/\($0)")
    }
  }

  @Test func ringsAboutAFloodFromMany() throws {
    let finding = try #require(find(requests(900, clients: 90)).first)
    #expect(finding.kind == .trafficSurge && finding.subject == .service)
    #expect(finding.severity == .high && finding.reasons[0].expected < 20)
    #expect(finding.headline.hasPrefix("900 requests in a minute to the service from "))
  }

  @Test func blamesTheOneClientWhoDoesIt() throws {
    let found = try #require(find(requests(700, clients: 1)).first)
    #expect(found.kind == .requestFlood && found.subject == Subject(.client, "203.0.113.0"))
    #expect(found.severity == .high)
  }

  /// A wall screen that asks two hundred times a minute.
  @Test func staysSilentAboutOneBusyApplication() {
    #expect(find(requests(300, clients: 1)).isEmpty)
  }

  /// Three clients in blocks, none with a majority: the last one is not to blame.
  @Test func blamesNobodyForTheLastBlock() {
    let blocks = [(7, 0, 240), (8, 24, 180), (9, 42, 180)].flatMap { client, start, count in
      (0..<count).map {
        LogLine(
          OrdinaryDay.noon + Int64(start + $0 / 10), "198.51.100.\(client)", "GET /orders/\($0)")
      }
    }
    #expect(find(blocks).map(\.subject) == [.service])
  }

  @Test func staysSilentOnAnOrdinaryDay() {
    #expect(find(OrdinaryDay.minutes(120)).isEmpty)
    #expect(Stage(OrdinaryDay.lines).serviceFindings(TrafficSurge(), by: OrdinaryDay.model).isEmpty)
  }

  @Test func staysSilentBelowTheFloor() { #expect(find(requests(29, clients: 9)).isEmpty) }
}

@Suite struct ErrorSurgeTests {
  private func find(_ lines: [LogLine]) -> [Finding] {
    Stage(lines.inTime).serviceFindings(ErrorSurge(), by: OrdinaryDay.model)
  }

  private func requests(_ count: Int, failing: Int, clients: Int = 20) -> [LogLine] {
    (0..<count).map {
      LogLine(
        OrdinaryDay.noon + Int64($0 % 60), "203.0.113.\($0 % clients)", "GET /orders",
        $0 < failing ? 503 : 200)
    }
  }

  @Test func ringsAboutABrokenService() throws {
    let finding = try #require(find(requests(40, failing: 30)).first)
    #expect(finding.kind == .errorSurge && finding.subject == .service)
    #expect(finding.severity == .high && finding.evidence.count == 3)
    #expect(finding.headline.hasPrefix("75 % of requests to the service fail with 5xx (30 of 40)"))
  }

  @Test func blamesTheClientWhoseRequestsBreak() {
    let breaking = (0..<20).map {
      LogLine(OrdinaryDay.noon + Int64($0), "198.51.100.7", "GET /orders?x=\($0)", 500)
    }
    let found = find(requests(60, failing: 0) + breaking)
    #expect(found.map(\.subject) == [Subject(.client, "198.51.100.7")])
  }

  /// Who makes most of the requests gets most of the errors, without being to blame for them.
  @Test func doesNotBlameTheBusiestForAnOutage() {
    let busy = (0..<40).map {
      LogLine(OrdinaryDay.noon + Int64($0), "198.51.100.7", "GET /orders", $0 % 4 == 0 ? 200 : 503)
    }
    #expect(find(requests(20, failing: 15) + busy).map(\.subject) == [.service])
  }

  @Test func staysSilentAboutOneErrorAtNight() {
    #expect(find(requests(3, failing: 1)).isEmpty && find(requests(4, failing: 4)).isEmpty)
  }

  /// One request in twelve for a list fails every day.
  @Test func staysSilentAboutWhatAlwaysFailsALittle() {
    #expect(find(OrdinaryDay.minutes(120)).isEmpty)
  }
}

@Suite struct CredentialStuffingTests {
  private func find(_ lines: [LogLine]) -> [Finding] {
    Stage(lines.inTime).findings(
      CredentialStuffing(), about: "POST /login", by: OrdinaryDay.model)
  }

  private func logIns(_ count: Int, failing: Int, clients: Int) -> [LogLine] {
    (0..<count).map {
      LogLine(
        OrdinaryDay.noon + Int64($0 % 60), "198.51.\($0 % clients).9", "POST /login",
        $0 < failing ? 401 : 200)
    }
  }

  @Test func ringsAboutFailuresFromMany() throws {
    let finding = try #require(find(logIns(60, failing: 55, clients: 50)).first)
    #expect(finding.kind == .credentialStuffing && finding.severity == .high)
    #expect(finding.subject == Subject(.endpoint, "POST /login") && finding.evidence.count == 3)
    #expect(
      finding.headline.hasPrefix("55 of 60 log-ins at POST /login refused (92 %), from up to "))
  }

  /// One client behind it is brute force, which has a detector of its own.
  @Test func leavesOneClientToBruteForce() {
    #expect(find(logIns(60, failing: 55, clients: 1)).isEmpty)
  }

  @Test func staysSilentOnMondayMorning() {
    #expect(find(logIns(200, failing: 20, clients: 90)).isEmpty)
  }

  @Test func staysSilentAboutOnePersonAtNight() {
    #expect(find(logIns(5, failing: 5, clients: 1)).isEmpty)
  }
}

@Suite struct EgressSurgeTests {
  private func find(_ lines: [LogLine]) -> [Finding] {
    Stage(lines.inTime).serviceFindings(EgressSurge(), by: OrdinaryDay.model)
  }

  private func downloads(_ count: Int, bytes: Int, clients: Int) -> [LogLine] {
    (0..<count).map {
      LogLine(
        OrdinaryDay.noon + Int64($0 % 60), "203.0.113.\($0 % clients)", "GET /orders", bytes: bytes)
    }
  }

  @Test func ringsAboutDataLeaving() throws {
    let finding = try #require(find(downloads(40, bytes: 10 << 20, clients: 30)).first)
    #expect(finding.kind == .egressSurge && finding.subject == .service)
    #expect(finding.headline.hasPrefix("400 MiB left through the service in a minute; usual is "))
  }

  @Test func blamesTheClientWhoTakesIt() {
    let found = find(
      downloads(40, bytes: 10 << 20, clients: 1) + downloads(20, bytes: 999, clients: 9))
    #expect(found.map(\.subject) == [Subject(.client, "203.0.113.0")])
  }

  @Test func staysSilentBelowTheFloorAndOnAnOrdinaryDay() {
    #expect(find(downloads(40, bytes: 100_000, clients: 30)).isEmpty)
    #expect(find(OrdinaryDay.minutes(120)).isEmpty)
  }
}
