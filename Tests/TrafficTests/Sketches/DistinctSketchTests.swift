import AccessLog
import Testing

@testable import Traffic

@Suite struct DistinctSketchTests {
  /// The values are addresses of one network: neighbours, as clients and ids are.
  private func hash(_ value: UInt64) -> UInt64 {
    PrincipalKey(Address(v4: 0x0a00_0000 + UInt32(value))).hash
  }

  private func sketch(_ values: Range<Int>) -> DistinctSketch {
    var sketch = DistinctSketch()
    for value in values { sketch.insert(hash(UInt64(value))) }
    return sketch
  }

  @Test func fewAreCountedExactly() {
    for count in 0...DistinctSketch.exactLimit { #expect(sketch(0..<count).estimate == count) }
  }

  @Test(arguments: [17, 40, 200, 1000, 2500, 5000, 20_000, 100_000])
  func manyAreWithinThreeStandardErrors(distinct: Int) {
    let estimate = Double(sketch(0..<distinct).estimate)
    #expect(abs(estimate / Double(distinct) - 1) <= 3 * 0.033, "\(estimate) of \(distinct)")
  }

  @Test func valuesSeenAgainDoNotCount() {
    for count in [10, 500] {
      var twice = sketch(0..<count)
      for value in 0..<count { twice.insert(hash(UInt64(value))) }
      #expect(twice.estimate == sketch(0..<count).estimate)
    }
  }

  @Test(arguments: [(0, 5), (5, 9), (9, 20), (20, 21), (100, 3000), (2999, 3000), (3000, 3000)])
  func mergeOfPartsIsTheWhole(cut: Int, end: Int) {
    var merged = sketch(0..<cut)
    merged.merge(sketch(max(0, cut - 4)..<end))
    #expect(merged.estimate == sketch(0..<end).estimate)
  }

  @Test func resetForgets() {
    for count in [3, 300] {
      var sketch = sketch(0..<count)
      sketch.reset()
      #expect(sketch.estimate == 0)
      sketch.insert(1)
      #expect(sketch.estimate == 1)
    }
  }
}
