import TestSupport
import Testing
import Traffic

@Suite struct QuantileSketchTests {
  private func sketch(_ values: [Double]) -> QuantileSketch {
    var sketch = QuantileSketch()
    for value in values { sketch.insert(value) }
    return sketch
  }

  private func spread(_ seed: UInt64, _ count: Int) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Double(1 + generator.below(1000) * generator.below(1000)) }
  }

  @Test(arguments: [0, 0.01, 0.25, 0.5, 0.95, 0.99, 1.0])
  func quantilesAreWithinTheRelativeError(share: Double) throws {
    let values = spread(1, 5000).sorted()
    let exact = values[Int(Double(values.count - 1) * share)]
    let answer = try #require(sketch(values).quantile(share))
    #expect(abs(answer / exact - 1) <= QuantileSketch.relativeError + 1e-9)
  }

  @Test func nothingHasNoQuantile() {
    #expect(QuantileSketch().quantile(0.5) == nil)
    #expect(QuantileSketch().upperValues(from: 0.5, limit: 10).isEmpty)
  }

  @Test func whatIsNoQuantityDoesNotCount() {
    #expect(sketch([-1, .nan, .infinity, -.infinity]).count == 0)
  }

  @Test func zerosHaveABucketOfTheirOwn() throws {
    var sketch = sketch([0, 0, 0, 10])
    #expect(sketch.quantile(0.5) == 0)
    sketch.insert(0, times: 96)
    #expect(sketch.count == 100)
    #expect(sketch.quantile(0.98) == 0)
    #expect(abs(try #require(sketch.quantile(1)) / 10 - 1) <= 0.02)
  }

  @Test(arguments: [0, 1, 250, 999, 1000]) func mergeOfPartsIsTheWhole(cut: Int) {
    let values = spread(2, 990) + [0, 0, 1e-12, 1e9, 1e-7, 3e-9, 5e15, 1, 1, 1]
    var merged = sketch(Array(values[..<cut]))
    merged.merge(sketch(Array(values[cut...])))
    #expect(merged == sketch(values))
  }

  /// Values over more orders of magnitude than there are buckets: the upper ones stay right,
  /// whatever the order.
  @Test(arguments: [false, true]) func theLowestAreFoldedTogether(isFalling: Bool) throws {
    let rising = (0..<1400).map { 1e-8 * pow(1.04, $0) }
    let sketch = sketch(isFalling ? rising.reversed() : rising)
    #expect(sketch.count == 1400)
    let top = try #require(sketch.quantile(1))
    #expect(abs(top / rising[1399] - 1) <= 0.02)
    let upper = try #require(sketch.quantile(0.8))
    #expect(abs(upper / rising[Int(1399 * 0.8)] - 1) <= 0.021)
    let low = try #require(sketch.quantile(0))
    #expect(low > rising[0])
  }

  private func pow(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }

  @Test func upperValuesAreTheUpperPartInRisingOrder() {
    let values = sketch((1...1000).map(Double.init)).upperValues(from: 0.98, limit: 100)
    #expect((20...21).contains(values.count))
    #expect(values == values.sorted())
    #expect(values.allSatisfy { $0 > 970 && $0 < 1021 })
  }

  @Test func upperValuesStandForSeveralWhereThereAreTooMany() {
    let values = sketch((1...1000).map(Double.init)).upperValues(from: 0.5, limit: 50)
    #expect((45...50).contains(values.count))
    #expect(values.min()! < 550 && values.max()! > 980)
  }

  @Test func upperValuesReachIntoTheZeros() {
    var sketch = sketch([5, 6])
    sketch.insert(0, times: 98)
    let values = sketch.upperValues(from: 0.9, limit: 100)
    #expect(values.count(where: { $0 == 0 }) == values.count - 2)
    #expect((10...11).contains(values.count))
    #expect(sketch.upperValues(from: 0, limit: 1000).count == 100)
  }

  @Test func resetForgets() {
    var sketch = sketch([1, 2, 0])
    sketch.reset()
    #expect(sketch == QuantileSketch())
  }
}
