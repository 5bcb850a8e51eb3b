import Testing

@testable import Scoring

@Suite struct SeasonTests {
  /// The table says at each moment what the baseline says itself.
  @Test func isThePriorOfEachMoment() {
    let week: Int64 = 604_800
    let history = stride(from: 0, to: 2 * week, by: 600).map { start in
      let night = start % week < 86_400 ? 9 : 12
      return CountWindow(start: start, count: start % 86_400 < 43_200 ? 30 : night)
    }
    let service = SeasonalBaseline.learned(from: history, windowSeconds: 600)
    let endpoint = SeasonalBaseline.learned(
      from: history.map { CountWindow(start: $0.start, count: $0.count / 9) }, windowSeconds: 600,
      leaningOn: service.season())
    let season = endpoint.season(leaningOn: service.season())
    for start in stride(from: -week, to: week, by: 3100) {
      let prior = service.seasonalPrior(at: start)
      #expect(service.season().prior(at: start) == prior)
      #expect(season.prior(at: start) == endpoint.seasonalPrior(at: start, prior: prior))
    }
    #expect(Season.flat.prior(at: 5) == .flat)
    #expect(service.season() != .flat)
  }
}
