import TestSupport
import Testing

@testable import Detection

@Suite struct ClientOutlierTests {
  /// Hours of three hundred even clients, each with fifty requests for orders and lists.
  private static let outliers: OutlierModel = {
    var learner = OutlierLearner()
    for hour in 0..<2 {
      var generator = SeededGenerator(seed: UInt64(hour))
      let lines = (0..<180).flatMap { client in
        (0..<40 + generator.below(30)).map { _ in
          let order = generator.below(900)
          return LogLine(
            monday + Int64(generator.below(3600)), "203.0.113.\(client)",
            generator.below(3) == 0 ? "GET /orders?page=\(order % 9)" : "GET /orders/\(order)",
            bytes: 400 + generator.below(900))
        }
      }
      for (window, record) in Stage(lines.inTime).records where record.level == 1 {
        learner.learn(window.principals)
      }
    }
    return learner.model()!
  }()

  private func find(_ lines: [LogLine], outliers: OutlierModel?) -> [Finding] {
    Stage(lines.inTime).findings(ClientOutlier(), level: 1, outliers: outliers, threshold: 2)
  }

  private func strange(_ count: Int) -> [LogLine] {
    (0..<count).map {
      LogLine(
        monday + Int64($0) * 5, "198.51.100.7", "DELETE /\(Attacks.word($0 % 200))",
        [500, 403, 409, 302][$0 % 4], bytes: 900_000, agent: "agent \($0 % 30)")
    }
  }

  @Test func ringsAboutAnHourLikeNoOther() throws {
    let finding = try #require(find(strange(600), outliers: Self.outliers).first)
    #expect(finding.kind == .clientOutlier && finding.severity == .low)
    #expect(finding.subject == Subject(.client, "198.51.100.7"))
    #expect(finding.headline.hasPrefix("unlike any other client's hour, most of all in "))
    #expect(finding.reasons.count == 5)
    let contributions = finding.reasons.map(\.contribution)
    #expect(contributions == contributions.sorted(by: >) && contributions[0] > 0)
  }

  @Test func staysSilentWithoutAForest() { #expect(find(strange(600), outliers: nil).isEmpty) }

  @Test func staysSilentAboutFewRequests() {
    #expect(find(strange(Int(OutlierModel.fewestRequests) - 1), outliers: Self.outliers).isEmpty)
  }

  @Test func staysSilentAboutALargerClientOfTheSameKind() {
    let lines = (0..<320).map {
      LogLine(
        monday + Int64($0) * 11, "203.0.113.9",
        $0 % 3 == 0 ? "GET /orders?page=\($0 % 9)" : "GET /orders/\($0 * 7919 % 900)", bytes: 800)
    }
    #expect(find(lines, outliers: Self.outliers).isEmpty)
  }
}
