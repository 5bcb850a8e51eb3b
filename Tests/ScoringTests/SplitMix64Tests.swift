import Foundation
import Testing

@testable import Scoring

@Suite("Seeded random numbers")
struct SplitMix64Tests {
  @Test("SplitMix64 gives the published stream for seed 1234567")
  func splitMix() {
    var generator = SplitMix64(seed: 1_234_567)
    #expect(generator.next() == 6_457_827_717_110_365_317)
    #expect(generator.next() == 3_203_168_211_198_807_973)
    #expect(generator.below(0) == 0)
  }

  @Test("Within bounds and evenly spread")
  func bounds() {
    var generator = SplitMix64(seed: 1)
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<6000 {
      counts[generator.below(6)] += 1
      let unit = generator.unit()
      #expect(unit >= 0 && unit < 1)
    }
    #expect(counts.allSatisfy { $0 > 880 && $0 < 1120 })
    #expect(generator.below(-1) == 0)
  }
}
