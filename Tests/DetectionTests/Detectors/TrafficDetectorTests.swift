import AccessLog
import Traffic
import Testing

@testable import Detection

@Suite struct TrafficDetectorTests {
  private let scene = TrafficScene(
    span: span(0..<1), directory: Directory(), baseline: TrafficBaseline(windowSeconds: 60),
    parent: .general, threshold: 5, subject: .service, history: "7 days")

  private func culprit(_ amounts: [(UInt32, UInt64)], excess: Double) -> Subject {
    var vote = MajorityVote()
    for (client, amount) in amounts { vote.add(PrincipalKey(Address(v4: client)), amount) }
    let total = amounts.reduce(0) { $0 + Double($1.1) }
    return scene.culprit(vote, of: total, excess: excess)
  }

  private let busy: UInt32 = 0xc633_6407

  @Test func whoIsBehindMostOfAnExcessIsBlamed() {
    #expect(culprit([(busy, 90), (1, 5), (2, 5)], excess: 80) == Subject(.client, "198.51.100.7"))
  }

  @Test func nobodyIsBlamedForWhatManyDo() {
    #expect(culprit((1...100).map { ($0, 1) }, excess: 80) == .service)
    #expect(scene.culprit(nil, of: 100, excess: 80) == .service)
    #expect(culprit([(0, 0)], excess: 0) == .service || culprit([], excess: 1) == .service)
  }

  @Test func confidenceGrowsWithTheSurprise() {
    #expect(scene.confidence(5) == 0.5 && scene.confidence(2) == 0.5)
    #expect(abs(scene.confidence(8) - 0.9) < 0.01 && scene.confidence(300) == 0.99)
  }
}
