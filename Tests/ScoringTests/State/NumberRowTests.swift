import Scoring
import Testing

@Suite struct NumberRowTests {
  @Test func baselinesComeBackAsTheyWere() {
    var count = SeasonalBaseline(windowSeconds: 60)
    var share = RatioBaseline()
    var size = QuantityBaseline()
    for minute in 0..<500 {
      count.learn(90 + minute % 20, at: Int64(minute) * 60)
      share.learn(successes: minute % 3, trials: 100, parent: 0.005)
      size.learn(Double(1000 + minute))
    }
    var row = NumberRow()
    count.exchange(&row)
    share.exchange(&row)
    size.exchange(&row)
    var reading = NumberRow(reading: row.values)
    var others = (SeasonalBaseline(windowSeconds: 60), RatioBaseline(), QuantityBaseline())
    others.0.exchange(&reading)
    others.1.exchange(&reading)
    others.2.exchange(&reading)
    #expect(reading.isComplete)
    #expect(others == (count, share, size))
  }

  @Test func anotherFormIsNoticed() {
    var row = NumberRow()
    var baseline = SeasonalBaseline(windowSeconds: 60)
    baseline.exchange(&row)
    for values in [Array(row.values.dropLast()), row.values + [0], [60]] {
      var reading = NumberRow(reading: values)
      baseline.exchange(&reading)
      #expect(!reading.isComplete)
    }
    var reading = NumberRow(reading: row.values)
    var other = SeasonalBaseline(windowSeconds: 300)
    other.exchange(&reading)
    #expect(!reading.isComplete)
  }
}
