import Scoring

extension Scene {
  /// The test that decided about a value: general experience (a weight for each of an amount), or
  /// the service's own population, whichever found it less surprising (`surprise(prior:_:_:)`).
  func test(
    weight: Double, amount: Double, _ tail: KeyPath<PopulationModel, PopulationTail>,
    _ value: Double
  ) -> ReasonTest? {
    let prior = weight * amount
    guard let known = population?[keyPath: tail], let learned = known.surprise(value),
      learned < prior
    else { return ReasonTest(.experience, [weight, amount]) }
    return known.test(of: value)
  }
}
