extension IsolationForest {
  /// What each column contributed to a row's score, adding up to score − usual score.
  ///
  /// Shapley values of the row's path length, by the path-dependent TreeSHAP (Lundberg et al. 2020,
  /// "From local explanations to global understanding with explainable AI for trees"): a column that
  /// is not known sends a row both ways, as the sampled rows went. Changes of one column after the
  /// other along the path (Saabas 2014) blame whichever column happens to be asked last; these do not.
  /// The path lengths' changes are then scaled to scores. Positive: made the row stranger.
  /// O(trees · sample · log³ sample): for alerts, not for every row.
  public func attribution(_ row: [Double]) throws(NotANumber) -> Attribution {
    var matrix = FeatureMatrix(columns: columns)
    try matrix.append(row)
    var walk = ShapleyWalk(layout, keys: matrix.values.map { ForestLayout.key($0) })
    var usual = 0.0
    for tree in 0..<layout.trees {
      walk.take(tree: tree)
      usual += Double(layout.expected[tree * ((1 << layout.height) - 1)])
    }
    let score = try self.score(row)
    let base = self.score(path: usual)
    let sum = walk.changes.reduce(0, +)
    let scale = sum == 0 ? 0 : (score - base) / sum
    return Attribution(score: score, usual: base, contributions: walk.changes.map { $0 * scale })
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
