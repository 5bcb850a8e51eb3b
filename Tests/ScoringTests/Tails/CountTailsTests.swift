import Foundation
import Testing

@testable import Scoring

@Suite("Tails of counts")
struct CountTailsTests {
  @Test("Poisson: the textbook's values")
  func poisson() {
    // P(X ≥ 3 | 1) = 1 − 2.5/e; P(X ≤ 1 | 4) = 5e^−4.
    expectClose(PoissonTail.surprise(count: 3, mean: 1), -log10(1 - 2.5 / M_E), 1e-12)
    expectClose(
      PoissonTail.surprise(count: 1, mean: 4, side: .lower), 4 * log10(M_E) - log10(5), 1e-12)
    #expect(PoissonTail.surprise(count: 0, mean: 5) == 0)
    #expect(PoissonTail.surprise(count: 1, mean: 0) == Surprise.maximum)
    #expect(PoissonTail.surprise(count: 0, mean: 0) == 0)
    #expect(PoissonTail.surprise(count: 5, mean: .nan) == 0)
    #expect(PoissonTail.surprise(count: -5, mean: 3) == 0)
  }

  /// Sums with 50 digits (mpmath).
  @Test(arguments: [
    (1, 0.01, 0.5, 2.0032477422207954, 3.214302029130586e-5),
    (10, 2, 0.3, 2.6362286557032738, 0.00045161675781533296),
    (100, 20, 0.1, 9.1905095963117589, 2.0294864882070231e-10),
    (1000, 100, 0.05, 53.926176378139897, 0), (900, 1, 0.001, 300, 0),
    (50, 100, 0.1, 0.017273295639771867, 1.3653256097460936),
  ])
  func negativeBinomial(count: Int, mean: Double, dispersion: Double, upper: Double, lower: Double)
  {
    expectClose(
      NegativeBinomialTail.surprise(count: count, mean: mean, dispersion: dispersion), upper, 1e-9)
    expectClose(
      NegativeBinomialTail.surprise(
        count: count, mean: mean, dispersion: dispersion, side: .lower), lower, 1e-9)
  }

  @Test(
    "Large counts go by the uniform expansion",
    arguments: [
      (5000, 3000.0, 0.01, 7.8093526913150273, 6.646389602251676e-9),
      (60000, 50000, 0.02, 1.0730748502285891, 0.038338765597045865),
      (200_000, 100_000, 0.05, 3.7532440255866264, 7.6653382322066014e-5),
      (20000, 2000, 0.2, 16.240651302923777, 0),
    ])
  func largeCounts(count: Int, mean: Double, dispersion: Double, upper: Double, lower: Double) {
    expectClose(
      NegativeBinomialTail.surprise(count: count, mean: mean, dispersion: dispersion), upper, 2e-3)
    expectClose(
      NegativeBinomialTail.surprise(
        count: count, mean: mean, dispersion: dispersion, side: .lower), lower, 2e-3)
  }

  @Test(
    "Large counts of a rate that wavers much go by the gamma distribution",
    arguments: [
      (6000, 5000, 0.2, 0.54486527120193322, 0.14572826458442193),
      (30000, 5000, 0.5, 4.0967087219976363, 3.4748226404977217e-5),
      (20000, 10000, 2, 0.80325197815103183, 0.074325260373752346),
      (50000, 10000, 0.12, 10.127846950605669, 0),
      (2_000_000_000, 1e9, 0.3, 1.2633295628502692, 0.0243520),
    ])
  func wavering(count: Int, mean: Double, dispersion: Double, upper: Double, lower: Double) {
    expectClose(
      NegativeBinomialTail.surprise(count: count, mean: mean, dispersion: dispersion), upper, 1e-4)
    expectClose(
      NegativeBinomialTail.surprise(
        count: count, mean: mean, dispersion: dispersion, side: .lower), lower, 1e-4)
  }

  @Test("No dispersion is the Poisson, and more dispersion never surprises more in the tail")
  func ordering() {
    let poisson = PoissonTail.surprise(count: 60, mean: 20)
    #expect(NegativeBinomialTail.surprise(count: 60, mean: 20, dispersion: 0) == poisson)
    expectClose(
      NegativeBinomialTail.surprise(count: 60, mean: 20, dispersion: 1e-7), poisson, 1e-3)
    var last = poisson
    for dispersion in [0.001, 0.01, 0.1, 1, 10] {
      let next = NegativeBinomialTail.surprise(count: 60, mean: 20, dispersion: dispersion)
      #expect(next < last)
      last = next
    }
  }

  @Test("Surprise grows with the count, finite to the last")
  func monotone() {
    for dispersion in [0, 0.01, 0.3, 2] {
      var last = 0.0
      for count in [1, 2, 5, 10, 99, 1000, 3999, 4001, 50_000, 1_000_000, Int.max] {
        let next = NegativeBinomialTail.surprise(count: count, mean: 3, dispersion: dispersion)
        #expect(next >= last && next <= Surprise.maximum)
        last = next
      }
      #expect(last > 100)
    }
  }

  @Test("The two sides add up to one, whichever way they are computed")
  func sides() {
    var noise = Noise(11)
    for _ in 0..<3000 {
      let mean = pow(10, 10 * noise.unit() - 2)
      let dispersion = pow(10, 7 * noise.unit() - 6)
      let count = 1 + Int(mean * 3 * noise.unit())
      let upper = NegativeBinomialTail.surprise(count: count, mean: mean, dispersion: dispersion)
      let lower = NegativeBinomialTail.surprise(
        count: count - 1, mean: mean, dispersion: dispersion, side: .lower)
      let sum = Surprise.probability(upper) + Surprise.probability(lower)
      #expect(abs(sum - 1) < 0.01, "\(count) of \(mean), dispersion \(dispersion): \(sum)")
    }
  }

  @Test("No step where one way of computing takes over from another")
  func seams() {
    for dispersion in [0.0, 0.001, 0.02, 0.0999, 0.101, 0.7] {
      for mean in [1500.0, 1990, 3500, 3990] {
        var last = 0.0
        for count in stride(from: Int(mean), to: Int(mean) + 1000, by: 10) {
          let next = NegativeBinomialTail.surprise(count: count, mean: mean, dispersion: dispersion)
          #expect(next >= last - 1e-3 && next - last < 5, "\(count) of \(mean), \(dispersion)")
          last = next
        }
      }
    }
  }
}
