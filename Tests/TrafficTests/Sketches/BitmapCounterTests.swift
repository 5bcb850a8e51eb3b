import AccessLog
import Testing
import Traffic

@Suite struct BitmapCounterTests {
  /// The values are addresses of one network: neighbours, as clients and ids are.
  private func hash(_ value: UInt64) -> UInt64 {
    PrincipalKey(Address(v4: 0x0a00_0000 + UInt32(value))).hash
  }

  private func counter(_ values: Range<UInt64>) -> BitmapCounter {
    var counter = BitmapCounter()
    for value in values { counter.insert(hash(value)) }
    return counter
  }

  /// Linear counting with m = 256 has a standard error of √(m·(eᵗ − t − 1))/n, t = n/m (Whang et
  /// al. 1990, theorem 2): three of them.
  @Test(arguments: [
    (1, 1), (5, 1), (20, 3), (100, 12), (256, 41), (700, 125),
  ]) func estimateIsWithinThreeStandardErrors(distinct: Int, error: Int) {
    let estimate = counter(0..<UInt64(distinct)).estimate
    #expect(abs(estimate - distinct) <= error, "\(estimate) of \(distinct)")
  }

  @Test func nothingIsZeroAndEverythingIsTheLimit() {
    #expect(BitmapCounter().estimate == 0)
    #expect(counter(0..<20_000).estimate == BitmapCounter.limit)
  }

  @Test func valuesSeenAgainDoNotCount() {
    var twice = counter(0..<40)
    for value in 0..<40 { twice.insert(hash(UInt64(value))) }
    #expect(twice == counter(0..<40))
  }

  @Test func mergeIsUnion() {
    var merged = counter(0..<60)
    merged.merge(counter(40..<100))
    #expect(merged == counter(0..<100))
  }

  @Test func containsWhatItSaw() {
    let counter = counter(0..<30)
    for value in 0..<30 { #expect(counter.mayContain(hash(UInt64(value)))) }
    #expect(!BitmapCounter().mayContain(1))
  }
}
