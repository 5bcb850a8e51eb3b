import AccessLog
import TestSupport
import Testing
import Traffic

@Suite struct MajorityVoteTests {
  private func key(_ number: Int) -> PrincipalKey { PrincipalKey(Address(v4: UInt32(number))) }

  private func vote(_ votes: [(Int, UInt64)]) -> MajorityVote {
    var vote = MajorityVote()
    for (number, amount) in votes { vote.add(key(number), amount) }
    return vote
  }

  /// Random votes, some with a majority: who has one leads, and the lead never says too much.
  @Test(arguments: 0..<40) func whoHasTheMajorityLeads(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let votes = (0..<60).map { _ in
      (generator.below(3) == 0 ? 1 + generator.below(9) : 10, UInt64(generator.below(50)))
    }
    var sums: [Int: UInt64] = [:]
    for (number, amount) in votes { sums[number, default: 0] += amount }
    let total = votes.reduce(0) { $0 + $1.1 }
    let cut = generator.below(60)
    var merged = vote(Array(votes[..<cut]))
    merged.merge(vote(Array(votes[cut...])))
    for result in [vote(votes), merged] {
      for (number, sum) in sums where sum * 2 > total { #expect(result.leader == key(number)) }
      let leader = sums.first { key($0.key) == result.leader }?.value ?? 0
      #expect(result.lead <= leader)
      // At least the leader's amount less that of all others.
      #expect(result.lead + total >= 2 * leader)
    }
  }

  @Test func aLeaderWithoutAMajorityIsDropped() {
    let blocks = vote([(1, 40), (2, 30), (3, 30)])
    #expect(blocks.leader == key(3))
    #expect(blocks.confirmed(by: 30, of: 100).leader.isAbsent)
    #expect(
      blocks.confirmed(by: 50, of: 100) == blocks && blocks.confirmed(by: nil, of: 100) == blocks)
  }

  @Test func nobodyLeadsAtFirst() {
    #expect(MajorityVote().leader.isAbsent && MajorityVote().lead == 0)
    #expect(vote([(1, 0)]).lead == 0)
  }

  @Test func oneAloneLeadsByAll() {
    #expect(vote([(7, 3), (7, 4)]).leader == key(7))
    #expect(vote([(7, 3), (7, 4)]).lead == 7)
  }
}
