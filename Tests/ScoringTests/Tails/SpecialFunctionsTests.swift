import Foundation
import Testing

@testable import Scoring

/// Reference values were computed with 60 digits (mpmath).
@Suite("Special functions, far into the tails")
struct SpecialFunctionsTests {
  @Test(arguments: [
    (1e-300, 690.77552789821371), (0.1, 2.252712651734206), (0.5, 0.57236494292470009),
    (1.5, -0.12078223763524522), (7.5, 7.534364236758733), (8, 8.5251613610654143),
    (100.25, 360.28455963776423), (1e6, 12815504.569147612), (1e15, 33538776394910669.0),
  ])
  func logGamma(x: Double, expected: Double) {
    expectClose(SpecialFunctions.logGamma(x), expected, 2e-15)
  }

  @Test(arguments: [
    (0.5, 0.5, 1.1447298858494002), (3, 1e8, -54.568895081297151),
    (1e6, 2e6, -1909548.290968533), (20.5, 30, -34.43071554902182), (0.01, 1e5, 4.4843506728924003),
  ])
  func logBeta(a: Double, b: Double, expected: Double) {
    expectClose(SpecialFunctions.logBeta(a, b), expected, 1e-14)
    expectClose(SpecialFunctions.logBeta(b, a), expected, 1e-14)
  }

  @Test(arguments: [
    (-40.0, 0.0), (-8, -6.2209605742717861e-16), (-1, -0.17275377902344989),
    (0, -0.69314718055994531), (1, -1.8410216450092635), (4.9, -14.551182689355311),
    (5.1, -15.588487091871468), (10, -53.231285150512471), (37, -689.03058557689059),
    (100, -5005.5242086942051), (1e5, -5000000012.431864),
  ])
  func normalTail(z: Double, expected: Double) {
    expectClose(SpecialFunctions.logNormalUpperTail(z), expected, 1e-13)
  }

  @Test(arguments: [
    (0.0, 5.0, -0.69314718055994531), (2, 1, -1.9133603645040103),
    (-2, 3, -0.072208375984267748), (10, 2.5, -6.1099112553021013),
    (1e6, 4, -54.163429943195653), (1e60, 5, -688.52527166240023),
    (1e200, 3, -1381.4533323573828), (3, 100, -6.3748016914558898),
  ])
  func studentTail(t: Double, degrees: Double, expected: Double) {
    expectClose(SpecialFunctions.logStudentUpperTail(t, degrees: degrees), expected, 1e-12)
  }

  @Test(arguments: [
    (1.0, 0.001, -0.001, -6.9082552373154707), (0.5, 300, -303.42591595890315, 0),
    (10, 3, -0.0011030963172077956, -6.8101857170363962),
    (10, 30, -11.852356955071915, -7.1217762226036572e-6),
    (100, 100, -0.72010489302547398, -0.66689715058528937), (1, 690, -690, 0),
    (500, 5, 0, -1811.6014722711587), (1900, 2500, -82.117939365884797, 0),
  ])
  func incompleteGamma(a: Double, x: Double, upper: Double, lower: Double) {
    expectClose(SpecialFunctions.logGammaUpper(a, x), upper, 1e-12)
    expectClose(SpecialFunctions.logGammaLower(a, x), lower, 1e-12)
  }

  @Test(
    "The uniform expansion takes over without a step",
    arguments: [
      (2500.0, 2500.0, -0.69848062031327076, -0.68784203554465732),
      (2500, 2600, -3.7372717805601835, -0.024107256915696336),
      (2500, 2400, -0.021897702056112292, -3.8323024481611726),
      (2500, 500, 0, -2028.2027573044656), (1e5, 1.1e5, -473.35593357652524, 0),
    ])
  func largeGamma(a: Double, x: Double, upper: Double, lower: Double) {
    expectClose(SpecialFunctions.logGammaUpper(a, x), upper, 1e-7)
    expectClose(SpecialFunctions.logGammaLower(a, x), lower, 1e-7)
  }

  @Test("The two sides of the beta distribution add up to one")
  func betaSides() {
    for (a, b, x) in [(2.0, 3.0, 0.2), (0.3, 40, 0.01), (500, 700, 0.43), (5000, 8000, 0.385)] {
      let low = SpecialFunctions.logBetaLower(a, b, x, complement: 1 - x)
      let high = SpecialFunctions.logBetaLower(b, a, 1 - x, complement: x)
      expectClose(exp(low) + exp(high), 1, 2e-6)
    }
  }

  @Test("Arguments that make no sense give NaN, not a trap")
  func nonsense() {
    #expect(SpecialFunctions.logGamma(-1).isNaN)
    #expect(SpecialFunctions.logGammaUpper(.nan, 1).isNaN)
    #expect(SpecialFunctions.logBetaLower(0, 1, 0.5, complement: 0.5).isNaN)
    #expect(SpecialFunctions.logStudentUpperTail(1, degrees: 0).isNaN)
  }
}
