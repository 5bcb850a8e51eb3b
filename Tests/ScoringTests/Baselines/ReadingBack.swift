import Foundation

@testable import Scoring

extension SeasonalBaseline {
  /// The same written into a model file and read back.
  var fromFile: SeasonalBaseline {
    get throws {
      try JSONDecoder().decode(SeasonalBaseline.self, from: JSONEncoder().encode(self))
    }
  }

  /// The same written into a snapshot and read back, and whether all of it was read.
  var fromSnapshot: (baseline: SeasonalBaseline, isComplete: Bool) {
    var row = NumberRow()
    var copy = self
    copy.exchange(&row)
    var reading = NumberRow(reading: row.values)
    var other = SeasonalBaseline(windowSeconds: windowSeconds)
    other.exchange(&reading)
    return (other, reading.isComplete)
  }
}
