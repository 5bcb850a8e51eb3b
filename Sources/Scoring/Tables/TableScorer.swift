/// Scores the rows of a table by an isolation forest trained on these very rows.
public struct TableScorer: Sendable {
  /// The same seed gives the same scores.
  public var seed: UInt64
  /// How many trees.
  public var trees: Int
  /// How many rows each tree is grown on.
  public var sample: Int

  /// The defaults are those of the paper: 100 trees, samples of 256.
  public init(seed: UInt64 = 0, trees: Int = 100, sample: Int = 256) {
    self.seed = seed
    self.trees = trees
    self.sample = sample
  }

  /// A score for each data row of the table: higher is stranger, 0 for rows without any number.
  public func scores(of table: NumberTable) -> [Double] {
    let scores = scores(of: table.matrix)
    return table.places.map { $0.map { scores[$0] } ?? 0 }
  }

  /// A score for each row of a matrix, which the forest is trained on first.
  public func scores(of matrix: FeatureMatrix) -> [Double] {
    IsolationForest(training: matrix, seed: seed, trees: trees, sample: sample).scores(of: matrix)
  }

  /// `row,score` under a header, rows counted from 1, ready to be written. O(rows).
  public static func csv(_ scores: [Double]) -> [UInt8] {
    var text = "row,score\n"
    text.reserveCapacity(scores.count * 28)
    for (index, score) in scores.enumerated() {
      text += "\(index + 1),\(score.isFinite ? score : 0)\n"
    }
    return Array(text.utf8)
  }
}
