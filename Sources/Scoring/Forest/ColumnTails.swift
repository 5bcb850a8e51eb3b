import Foundation

/// How far each column of a table usually goes, to either side, by peaks over threshold.
///
/// A forest cannot tell the largest value it has seen from one far beyond it, and a tree has seen few
/// rows: where it blames several columns, this says which of them is the unusual one.
struct ColumnTails: Sendable, Codable, Hashable {
  private var upper: [TailModel?] = []
  private var lower: [TailModel?] = []

  /// Learns from a matrix; missing values are left out. O(values · log rows).
  init(_ matrix: FeatureMatrix) {
    for column in 0..<matrix.columns {
      let values = (0..<matrix.rows).map { Double(matrix.values[$0 * matrix.columns + column]) }
      upper.append(TailModel(values))
      lower.append(TailModel(values.map { -$0 }))
    }
  }

  /// How many columns there are.
  var columns: Int { min(upper.count, lower.count) }

  /// −log10 of the probability of a value so far out to either side, at least 0: twice the smaller tail.
  /// A missing value is no surprise. O(1).
  func surprise(_ value: Double, column: Int) -> Double {
    let larger = max(
      upper[column]?.surprise(value) ?? 0, lower[column]?.surprise(-value) ?? 0)
    return max(0, larger - log10(2))
  }
}
