import Foundation
import Testing

@testable import Scoring

/// Tables of which it is known why each strange row is strange.
@Suite struct AttributionTests {
  private static let columns = 12

  /// A sort of ordinary rows.
  enum Sort: CaseIterable {
    /// Bell-shaped, skewed and whole numbers by turns, on scales of their own.
    case mixed
    /// Six decimal powers, with heavy tails (log-normal).
    case heavy
    /// Pairs of columns that go along with each other, and shares that mostly are nought.
    case related

    func row(_ noise: inout Noise) -> [Double] {
      var last = 0.0
      return (0..<AttributionTests.columns).map { column in
        switch (self, column % 3) {
        case (.mixed, 0): return 100 * Double(column + 1) + 10 * noise.normal()
        case (.mixed, 1): return log1p(exp(noise.normal() + Double(column)))
        case (.mixed, _): return (4 + 2 * noise.gamma(3)).rounded()
        case (.heavy, _): return exp(noise.normal() + Double(column))
        case (.related, 0):
          last = noise.normal()
          return last
        case (.related, 1): return 3 * last + 0.2 * noise.normal()
        case (.related, _): return noise.unit() < 0.7 ? 0 : 0.1 * noise.unit()
        }
      }
    }
  }

  /// In each of 36 rows one column is moved beyond its largest ordinary value by half of its whole range
  /// (on the logarithmic scale where it is heavy), or below its smallest where there is something below.
  /// The column has to come first in all but one, whether or not the forest finds the row strange.
  @Test(arguments: Sort.allCases)
  func theChangedColumnComesFirst(sort: Sort) throws {
    var noise = Noise(21)
    var matrix = FeatureMatrix(columns: Self.columns)
    let rows = (0..<2000).map { _ in sort.row(&noise) }
    for row in rows { try matrix.append(row) }
    let forest = IsolationForest(training: matrix)
    var first = 0
    for number in 0..<36 {
      let column = number % Self.columns
      let values = rows.map { $0[column] }
      let (low, high) = (values.min()!, values.max()!)
      var row = sort.row(&noise)
      let isUpper = sort != .mixed || number / Self.columns % 2 == 0
      if sort == .heavy {
        row[column] = high * (high / low).squareRoot()
      } else {
        row[column] = isUpper ? high + (high - low) / 2 : low - (high - low) / 2
      }
      let parts = try forest.attribution(row)
      expectClose(parts.contributions.reduce(0, +), parts.score - parts.usual, 1e-9)
      if parts.contributions.max() == parts.contributions[column] { first += 1 }
    }
    #expect(first >= 35, "\(first) of 36")
  }

  @Test("Without tails of columns, as in a model of before, the Shapley values stand")
  func older() throws {
    var noise = Noise(5)
    let rows = (0..<900).map { _ in noise.normal() }
    let forest = IsolationForest(training: try FeatureMatrix(columns: 3, rowMajor: rows))
    let before = IsolationForest(
      columns: 3, sample: forest.sample, trees: forest.trees, tail: forest.tail, columnTails: nil)
    let row = [0.1, 5, 2.5]
    let (now, then) = (try forest.attribution(row), try before.attribution(row))
    #expect(now.score == then.score && now.usual == then.usual)
    expectClose(now.contributions.reduce(0, +), then.contributions.reduce(0, +), 1e-9)
    #expect(now.contributions[1] > then.contributions[1])
  }
}
