import Foundation
import Testing

@testable import Scoring

/// A table of which it is known why each strange row is strange.
@Suite struct AttributionTests {
  private static let columns = 4

  /// Ordinary rows: bell-shaped, skewed and whole numbers by turns, on scales of their own.
  private static func ordinary(_ noise: inout Noise) -> [Double] {
    (0..<columns).map { column in
      switch column % 3 {
      case 0: 100 * Double(column + 1) + 10 * noise.normal()
      case 1: log1p(exp(noise.normal() + Double(column)))
      default: (4 + 2 * noise.gamma(3)).rounded()
      }
    }
  }

  /// In each of 120 rows one column is moved as far beyond its largest ordinary value as its whole
  /// range is wide, or below its smallest. Where the forest finds that strange (beyond a value among
  /// many like it there is nothing that it could cut off) the column has to come first in 95 of 100.
  @Test func theChangedColumnComesFirst() throws {
    var noise = Noise(11)
    var matrix = FeatureMatrix(columns: Self.columns)
    let rows = (0..<4000).map { _ in Self.ordinary(&noise) }
    for row in rows { try matrix.append(row) }
    let forest = IsolationForest(training: matrix)
    let ranges = (0..<Self.columns).map { column in
      let values = rows.map { $0[column] }
      return (low: values.min()!, high: values.max()!)
    }
    // What one ordinary row in a hundred reaches.
    let usual = try rows.prefix(500).map { try forest.score($0) }.sorted()[495]
    var found = 0
    var first = 0
    for number in 0..<120 {
      let column = number % Self.columns
      var row = Self.ordinary(&noise)
      let range = ranges[column]
      row[column] =
        number % 2 == 0 ? 2 * range.high - range.low : 2 * range.low - range.high
      let parts = try forest.attribution(row)
      guard parts.score > usual else { continue }
      found += 1
      if parts.contributions.max() == parts.contributions[column] { first += 1 }
    }
    #expect(found >= 20, "\(found) of 120 are found")
    #expect(20 * first >= 19 * found, "\(first) of \(found)")
  }
}
