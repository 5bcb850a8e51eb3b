/// The walk of a row in which values are missing: both ways at a question about one, each weighed by the
/// share of the sampled rows that went there (Quinlan 1993, "C4.5: Programs for Machine Learning",
/// chapter 3).
struct MissingWalk {
  private let layout: ForestLayout
  private let keys: [Int32]
  private let isMissing: [Bool]

  /// A walk for a row, NaN where a value is missing.
  init(_ layout: ForestLayout, _ row: some Sequence<Float>) {
    self.layout = layout
    keys = row.map { ForestLayout.key($0) }
    isMissing = row.map(\.isNaN)
  }

  /// The expected path lengths, summed over all trees. O(trees · sample) at worst, where all are missing.
  func path() -> Double {
    (0..<layout.trees).reduce(0) { $0 + path(tree: $1, from: 0, depth: 0) }
  }

  private func path(tree: Int, from place: Int, depth: Int) -> Double {
    let width = 1 << layout.height
    guard depth < layout.height else {
      return Double(layout.paths[tree * width + place - (width - 1)])
    }
    let index = tree * (width - 1) + place
    let node = layout.nodes[index]
    // Where there is no node everything that is left is one leaf.
    guard node.threshold != .max else { return Double(layout.expected[index]) }
    let (left, right) = (2 * place + 1, 2 * place + 2)
    guard isMissing[node.feature] else {
      let isLess = keys[node.feature] < node.threshold
      return path(tree: tree, from: isLess ? left : right, depth: depth + 1)
    }
    let share = Double(layout.leftShares[index])
    return share * path(tree: tree, from: left, depth: depth + 1)
      + (1 - share) * path(tree: tree, from: right, depth: depth + 1)
  }
}

extension ForestLayout {
  /// Replaces the path lengths of rows in which values are missing, which the fast walk takes for large
  /// ones.
  func mend(_ paths: inout [Float], _ matrix: FeatureMatrix, rows: Range<Int>) {
    for row in rows {
      let values = matrix.values[row * matrix.columns..<(row + 1) * matrix.columns]
      guard values.contains(where: \.isNaN) else { continue }
      paths[row - rows.lowerBound] = Float(MissingWalk(self, values).path())
    }
  }
}
