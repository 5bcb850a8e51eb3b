import AccessLog
import Scoring
import TestSupport
import Testing
import Traffic

@testable import Detection

@Suite struct LatencySurgeTests {
  private let baseline: TrafficBaseline = {
    var baseline = TrafficBaseline(windowSeconds: 60)
    var generator = SeededGenerator(seed: 1)
    baseline.p50 = QuantityBaseline.learned(
      from: (0..<500).map { _ in 40 + Double(generator.below(20)) })
    baseline.p95 = QuantityBaseline.learned(
      from: (0..<500).map { _ in 120 + Double(generator.below(120)) })
    return baseline
  }()

  private func find(
    p50: Float, p95: Float, requests: UInt32 = 100, clients: UInt32 = 20,
    _ baseline: TrafficBaseline? = nil, subject: Subject = Subject(.endpoint, "GET /a"),
    isOnesOwn: Bool = false
  ) -> Finding? {
    let scene = TrafficScene(
      span: span(0..<1), directory: Directory(), baseline: baseline ?? self.baseline,
      parent: .general, threshold: 5, subject: subject, history: "7 days")
    let point = TrafficPoint(
      endpoint: 2, requests: requests, serverErrors: 0, logIns: 0, failedLogIns: 0,
      clients: clients, bytes: 1000, p95: p95, p50: p50, isOnesOwn: isOnesOwn, detail: nil)
    return LatencySurge().examine(point, scene)
  }

  @Test func ringsAboutSlowAnswers() throws {
    let finding = try #require(find(p50: 900, p95: 2000))
    #expect(finding.kind == .latencySurge && finding.severity == .medium)
    #expect(
      finding.headline == "half of the answers from GET /a took 900 ms and more; usual is 49 ms")
    let painful = try #require(find(p50: 60, p95: 30_000))
    #expect(painful.severity == .high)
    #expect(
      painful.headline.hasPrefix("one answer in twenty from GET /a took 30.0 s and more; usual is"))
  }

  @Test func staysSilentAboutWhatNobodyFeels() { #expect(find(p50: 110, p95: 300) == nil) }

  @Test func staysSilentAboutFewRequests() {
    #expect(find(p50: 900, p95: 9000, requests: 9) == nil)
  }

  @Test func staysSilentWithoutDurationsAndHistory() {
    #expect(find(p50: -1, p95: -1) == nil)
    #expect(find(p50: 900, p95: 9000, TrafficBaseline(windowSeconds: 60)) == nil)
  }

  @Test func staysSilentWhereItIsAlwaysSoNowAndThen() {
    var wavering = baseline
    let times = (0..<500).map { (place: Int) -> Double in
      place % 9 == 0 ? 900 : Double(50 + place % 40 * 9)
    }
    wavering.p50 = QuantityBaseline.learned(from: times)
    wavering.p95 = wavering.p50
    #expect(find(p50: 700, p95: 900, wavering) == nil)
  }

  @Test func whoDelaysItselfIsLow() {
    #expect(find(p50: 900, p95: 30_000, clients: 1)?.severity == .low)
    #expect(find(p50: 900, p95: 30_000, isOnesOwn: true)?.severity == .low)
    #expect(find(p50: 900, p95: 30_000, subject: .service, isOnesOwn: true) == nil)
    #expect(find(p50: 900, p95: 30_000, clients: 1, subject: .service) == nil)
  }

  /// A cold start after a deploy is one window, and is held back; a second one confirms it.
  @Test func toldOnlyWhenConfirmed() {
    var patience = Patience(.latencySurge)
    let slow = find(p50: 900, p95: 30_000)!
    var next = slow
    next.span = TimeSpan(
      start: slow.span.end,
      end: Timestamp(microseconds: slow.span.end.microseconds + 60_000_000))
    #expect(patience.admit([slow]) { _ in false }.isEmpty)
    let told = patience.admit([next]) { _ in false }
    #expect(told.map(\.severity) == [.high] && told.first?.span.start == slow.span.start)
  }
}
