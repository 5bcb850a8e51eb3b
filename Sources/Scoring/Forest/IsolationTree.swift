/// One random tree as it was grown: what is kept in a model file, and what a forest is laid out from.
///
/// Nodes stand in the order of a walk that goes left before right, so no links are needed.
struct IsolationTree: Sendable, Hashable {
  enum Node: Sendable, Hashable {
    /// Values below the threshold go left, the others right.
    case split(feature: UInt16, threshold: Float)
    /// So many sampled rows ended here.
    case leaf(count: Int)
  }

  var nodes: [Node] = []

  /// Grows a tree on sampled rows of a matrix (Liu, Ting & Zhou 2008, algorithm 2).
  ///
  /// A random column, constant ones skipped, is cut at a random place between its least and its
  /// largest value, until a row is alone, all its rows are equal or the height limit is reached.
  init(_ matrix: FeatureMatrix, sample: [Int], limit: Int, generator: inout SplitMix64) {
    nodes.reserveCapacity(2 * sample.count)
    var rows = sample
    var columns = Array(0..<matrix.columns)
    grow(matrix, &rows, 0..<sample.count, limit, &columns, &generator)
  }

  init(nodes: [Node]) { self.nodes = nodes }

  private mutating func grow(
    _ matrix: FeatureMatrix, _ rows: inout [Int], _ range: Range<Int>, _ depthLeft: Int,
    _ columns: inout [Int], _ generator: inout SplitMix64
  ) {
    guard depthLeft > 0, range.count > 1,
      let cut = Self.cut(matrix, rows[range], &columns, &generator)
    else {
      nodes.append(.leaf(count: range.count))
      return
    }
    nodes.append(.split(feature: UInt16(cut.column), threshold: cut.threshold))
    let middle = Self.part(matrix, &rows, range, cut, &generator)
    grow(matrix, &rows, range.lowerBound..<middle, depthLeft - 1, &columns, &generator)
    grow(matrix, &rows, middle..<range.upperBound, depthLeft - 1, &columns, &generator)
  }

  /// Puts the rows that go left in front, and answers where the others begin. A row without the value
  /// goes one way by chance, with the shares of those that have it (``IsolationForest``).
  private static func part(
    _ matrix: FeatureMatrix, _ rows: inout [Int], _ range: Range<Int>,
    _ cut: (column: Int, threshold: Float), _ generator: inout SplitMix64
  ) -> Int {
    let value = { (row: Int) in matrix.values[row * matrix.columns + cut.column] }
    let share = matrix.hasMissing ? leftShare(rows[range].map(value), cut.threshold) : 0
    var middle = range.lowerBound
    for index in range {
      let value = value(rows[index])
      guard value < cut.threshold || (value.isNaN && generator.unit() < share) else { continue }
      rows.swapAt(index, middle)
      middle += 1
    }
    return middle
  }

  /// Which share of the values that are there lies below a threshold.
  private static func leftShare(_ values: [Float], _ threshold: Float) -> Double {
    let there = values.count { !$0.isNaN }
    return Double(values.count { $0 < threshold }) / Double(max(1, there))
  }

  /// A random place to cut, or nil if all rows are equal: columns are drawn without replacement
  /// until one varies.
  private static func cut(
    _ matrix: FeatureMatrix, _ rows: ArraySlice<Int>, _ columns: inout [Int],
    _ generator: inout SplitMix64
  ) -> (column: Int, threshold: Float)? {
    for drawn in columns.indices {
      columns.swapAt(drawn, drawn + generator.below(columns.count - drawn))
      let column = columns[drawn]
      var low = Float.infinity
      var high = -Float.infinity
      for row in rows {
        let value = matrix.values[row * matrix.columns + column]
        // Comparisons with a missing value are false.
        if value < low { low = value }
        if value > high { high = value }
      }
      guard low < high else { continue }
      // In double precision the difference of two floats cannot overflow.
      let place = Double(low) + generator.unit() * (Double(high) - Double(low))
      let threshold = Float(place)
      // Both sides must get a row: low < threshold ≤ high.
      return (column, threshold > low && threshold <= high ? threshold : high)
    }
    return nil
  }
}
