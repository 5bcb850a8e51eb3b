import Testing

@testable import Scoring

@Suite struct DoublingTailTests {
  /// With nobody to compare with it says what experience says.
  @Test func theEmptyTailIsExperience() {
    for amount in [1.0, 2, 3, 17, 64, 900] {
      let surprise = DoublingTail().surprise(amount, weight: 0.05)
      #expect(abs(surprise - 0.05 * (amount - 1)) < 1e-9)
    }
  }

  /// The more others stopped early, the more it says.
  @Test func othersWhoStoppedEarlyCount() {
    let surprises = [0, 5, 50, 500].map { others in
      DoublingTail(reached: [UInt32(others), UInt32(others)]).surprise(40, weight: 0.015)
    }
    #expect(surprises == surprises.sorted() && surprises[3] > surprises[0] + 2)
  }

  @Test func othersWhoWentAsFarMakeItOrdinary() {
    let tail = DoublingTail(reached: [400, 390, 380, 370, 360, 350, 340, 330])
    #expect(tail.surprise(120, weight: 0.05) < 1)
  }

  /// The one who came farthest may be the one that is judged.
  @Test func oneIsLeftOut() {
    let clean = DoublingTail(reached: [100, 80, 20])
    let own = DoublingTail(reached: [101, 81, 21, 1, 1, 1, 1, 1])
    let difference = clean.surprise(200, weight: 0.02) - own.surprise(200, weight: 0.02)
    #expect(abs(difference) < 0.1)
  }

  /// Three hundred others cannot make the improbable more improbable than experience does.
  @Test func othersSayNoMoreThanTheirNumber() {
    let tail = DoublingTail(reached: [UInt32](repeating: 330, count: 8))
    #expect(tail.surprise(256, weight: 0.05) < 0.05 * 128 + 1)
  }

  @Test(arguments: [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (1023, 9), (1 << 40, 15)])
  func doublings(amount: Int, step: Int) { #expect(DoublingTail.step(of: amount) == step) }
}
