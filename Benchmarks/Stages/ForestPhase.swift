import Scoring

/// Trains an isolation forest and scores rows with it, of the size that is usual for comparisons: 20
/// columns, 100 trees on 256 rows each. `ROWS`.
enum ForestPhase: Phase {
  static let name = "forest"
  private static let columns = 20
  private static let singles = 20_000
  /// One row in so many is strange.
  private static let strange = 100

  /// What it cost, in seconds of processor time, and how well strange rows were told.
  struct Answer: Codable {
    var rows: Int
    /// For training, with the tail of the scores.
    var training: Double
    /// For all rows at once.
    var scoring: Double
    /// For one row by itself.
    var single: Double
    /// The share of the strange rows that are among as many highest scores.
    var found: Double
  }

  static func run(_ words: [String]) throws -> Answer {
    let count = max(Int(words.first ?? "") ?? 0, 1000)
    let matrix = try rows(count)
    var start = CPUClock.now
    let lap = { () -> Double in
      let now = CPUClock.now
      defer { start = now }
      return Double(now - start) / 1e9
    }
    let forest = IsolationForest(training: matrix)
    let training = lap()
    let scores = forest.scores(of: matrix)
    let scoring = lap()
    let row = (0..<columns).map { Double($0) / 10 }
    var sum = 0.0
    for _ in 0..<singles { sum += try forest.score(row) }
    let single = lap() / Double(singles)
    guard sum > 0 else { throw Failure("The forest scored a row with 0.") }
    return Answer(
      rows: count, training: training, scoring: scoring, single: single, found: found(scores))
  }

  /// Nearly normal numbers; in strange rows five columns lie far outside.
  private static func rows(_ count: Int) throws -> FeatureMatrix {
    var random = SplitMix64(seed: 1)
    var matrix = FeatureMatrix(columns: columns)
    for place in 0..<count {
      var row = (0..<columns).map { _ in
        random.unit() + random.unit() + random.unit() + random.unit() - 2
      }
      if place % strange == 0 { for column in 0..<5 { row[column * 3] += 3 } }
      try matrix.append(row)
    }
    return matrix
  }

  private static func found(_ scores: [Double]) -> Double {
    let marked = stride(from: 0, to: scores.count, by: strange).map { scores[$0] }
    let limit = scores.sorted(by: >)[marked.count - 1]
    return Double(marked.count { $0 >= limit }) / Double(marked.count)
  }
}
