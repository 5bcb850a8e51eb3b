extension IsolationForest {
  /// What each column contributed to a row's score, adding up to score − usual score. Positive: made the
  /// row stranger.
  ///
  /// First Shapley values of the row's path length, by the path-dependent TreeSHAP (Lundberg et al. 2020,
  /// "From local explanations to global understanding with explainable AI for trees"): a column that
  /// is not known sends a row both ways, as the sampled rows went. Changes of one column after the
  /// other along the path (Saabas 2014) blame whichever column happens to be asked last; these do not.
  ///
  /// Then what makes the row stranger is divided anew among the same columns, each weighed by how
  /// surprising its value is by itself (``ColumnTails``; the idea of explaining by dimensional tail
  /// probabilities: Li et al. 2020, "COPOD"). For to the forest a value at the end of the sampled range is
  /// like one far beyond. What makes the row more usual stays, and where no value is surprising by
  /// itself (strange is only the combination) the Shapley values stand.
  /// O(trees · sample · log³ sample): for alerts, not for every row.
  public func attribution(_ row: [Double]) throws(ShortRow) -> Attribution {
    var matrix = FeatureMatrix(columns: columns)
    try matrix.append(row)
    var walk = ShapleyWalk(layout, matrix.values)
    var usual = 0.0
    for tree in 0..<layout.trees {
      walk.take(tree: tree)
      usual += Double(layout.expected[tree * ((1 << layout.height) - 1)])
    }
    let score = try self.score(row)
    let base = self.score(path: usual)
    let sum = walk.changes.reduce(0, +)
    let scale = sum == 0 ? 0 : (score - base) / sum
    return Attribution(
      score: score, usual: base,
      contributions: weighed(walk.changes.map { $0 * scale }, matrix.values))
  }

  /// Divides the positive parts anew, in proportion to each times the surprise of its column's value.
  private func weighed(_ parts: [Double], _ row: [Float]) -> [Double] {
    guard let columnTails else { return parts }
    let weights = parts.indices.map { column in
      max(0, parts[column]) * columnTails.surprise(Double(row[column]), column: column)
    }
    let all = weights.reduce(0, +)
    guard all > 0 else { return parts }
    let positive = parts.reduce(0) { $0 + max(0, $1) }
    return zip(parts, weights).map { $0 > 0 ? positive * $1 / all : $0 }
  }

  /// A score taken apart.
  public struct Attribution: Sendable, Hashable {
    /// The row's score.
    public var score: Double
    /// The score of the mean path length of the training sample.
    public var usual: Double
    /// One for each column; they add up to `score − usual`.
    public var contributions: [Double]
  }
}
