import AccessLog
import Testing
import Traffic

@Suite struct HeavyHittersTests {
  private func key(_ number: UInt32) -> PrincipalKey { PrincipalKey(Address(v4: number)) }

  @Test func fewKeysAreCountedExactlyTheLargestFirst() {
    var hitters = HeavyHitters(capacity: 10)
    for (number, requests) in [(1, 5), (2, 9), (3, 1), (1, 6)] as [(UInt32, UInt64)] {
      hitters.add(key(number), requests: requests, errors: requests / 5)
    }
    #expect(hitters.top(2).map(\.key) == [key(1), key(2)])
    #expect(hitters.top(9).map(\.requests) == [11, 9, 1])
    #expect(hitters.top(9).map(\.errors) == [2, 1, 0])
  }

  @Test func tiesAreBrokenByTheKey() {
    var hitters = HeavyHitters(capacity: 100)
    for number in (1...50).reversed() { hitters.add(key(UInt32(number)), requests: 1, errors: 0) }
    #expect(hitters.top(3).map(\.key) == [key(1), key(2), key(3)])
  }

  @Test func theLargestSurviveAFloodOfSmallOnes() {
    var hitters = HeavyHitters(capacity: 16)
    for round in 0..<200 {
      hitters.add(key(7), requests: 10, errors: 1)
      for small in 0..<20 {
        hitters.add(key(UInt32(1000 + round * 20 + small)), requests: 1, errors: 0)
      }
    }
    let top = hitters.top(1)
    #expect(top.map(\.key) == [key(7)])
    #expect(top.map(\.requests) == [2000])
    #expect(hitters.top(.max).count <= 21)
  }

  @Test func aCapacityOfNothingStillHoldsOne() {
    var hitters = HeavyHitters(capacity: 0)
    hitters.add(key(1), requests: 3, errors: 0)
    #expect(hitters.top(1).map(\.requests) == [3])
  }
}
