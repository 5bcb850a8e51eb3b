import AccessLog
import Testing
import Traffic

@testable import Detection

@Suite struct FeatureLearnerTests {
  /// Two thousand usual values, and some that general experience calls suspicious.
  private func tail(suspicious: Int, from principals: Int) -> PopulationTail {
    var learner = FeatureLearner()
    for number in 0..<2000 {
      learner.learn(
        Double(number % 7), prior: 1, key: PrincipalKey(Address(v4: UInt32(number))))
    }
    for number in 0..<suspicious {
      let key = PrincipalKey(Address(v4: UInt32(10_000 + number % principals)))
      learner.learn(Double(60 + number % 40), prior: FeatureLearner.refusal, key: key)
    }
    return learner.tail()
  }

  @Test func aHandfulOfAttackersIsNotLearned() {
    #expect(tail(suspicious: 30, from: 3).count == 2000)
  }

  @Test func whatManyDoIsTheServicesHabit() {
    #expect(tail(suspicious: 30, from: FeatureLearner.habitPrincipals).count == 2030)
  }

  @Test func whatIsDoneAllTheTimeIsTheServicesHabit() {
    #expect(tail(suspicious: 50, from: 1).count == 2050)
  }

  @Test func zerosAreLearnedWhateverTheirPrior() {
    var learner = FeatureLearner()
    learner.learn(0, prior: 99, key: PrincipalKey(.absent))
    #expect(learner.tail().count == 1)
  }
}
