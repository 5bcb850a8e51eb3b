import Foundation

extension IsolationForest {
  /// What each column contributed to a row's score, adding up to score − usual score.
  ///
  /// Every node knows the mean path length of the rows that passed it, so each step of a walk
  /// changes the expectation, and the change belongs to the column that was asked (the path
  /// decomposition of Saabas 2014, "Interpreting random forests"; for isolation forests compare
  /// Carletti, Terzi & Susto 2023, "Interpretable anomaly detection with DIFFI"). The changes add
  /// up to the row's path length minus the mean one, exactly; they are then scaled to scores.
  /// Positive: made the row stranger. O(trees · log sample + columns).
  public func attribution(_ row: [Double]) throws(NotANumber) -> Attribution {
    var matrix = FeatureMatrix(columns: columns)
    try matrix.append(row)
    var changes = [Double](repeating: 0, count: columns)
    var path = 0.0
    var usual = 0.0
    let width = 1 << layout.height
    for tree in 0..<layout.trees {
      var place = 0
      var before = Double(layout.expected[tree * (width - 1)])
      usual += before
      for step in 0..<layout.height {
        let node = layout.nodes[tree * (width - 1) + place]
        let feature = node.feature
        let key = ForestLayout.key(matrix.values[feature])
        place = 2 * place + (key >= node.threshold ? 2 : 1)
        let after =
          step + 1 < layout.height
          ? layout.expected[tree * (width - 1) + place]
          : layout.paths[tree * width + place - (width - 1)]
        changes[feature] += Double(after) - before
        before = Double(after)
      }
      path += before
    }
    let score = self.score(path: path)
    let base = self.score(path: usual)
    let scale = path == usual ? 0 : (score - base) / (path - usual)
    return Attribution(score: score, usual: base, contributions: changes.map { $0 * scale })
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
