import Dispatch
import Foundation
import Scoring

/// Trains an isolation forest and scores rows with it, of the size that is usual for comparisons: 20
/// columns, 100 trees on 256 rows each. `ROWS [TABLE]`: the rows are written to the table for a peer.
enum ForestPhase: Phase {
  static let name = "forest"
  static let columns = 20
  /// One row in so many is strange.
  static let strange = 100
  private static let singles = 20_000

  /// What it cost, in seconds of processor time, and how well strange rows were told.
  struct Answer: Codable {
    var rows: Int
    /// For training, with the tail of the scores.
    var training: Double
    /// For all rows at once.
    var scoring: Double
    /// For all rows on two threads, on the wall.
    var scoringByTwo: Double
    /// For one row by itself.
    var single: Double
    /// The share of the strange rows that are among as many highest scores.
    var found: Double
  }

  static func run(_ words: [String]) throws -> Answer {
    let count = max(Int(words.first ?? "") ?? 0, 1000)
    let matrix = try rows(count)
    if words.count > 1 { try write(matrix, to: words[1]) }
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
      rows: count, training: training, scoring: scoring, scoringByTwo: byTwo(forest, matrix),
      single: single, found: found(scores))
  }

  private static func byTwo(_ forest: IsolationForest, _ matrix: FeatureMatrix) -> Double {
    let clock = ContinuousClock()
    let half = matrix.rows / 2
    let spent = clock.measure {
      DispatchQueue.concurrentPerform(iterations: 2) { part in
        _ = forest.scores(of: matrix, rows: part == 0 ? 0..<half : half..<matrix.rows)
      }
    }
    return spent / .seconds(1)
  }

  private static func write(_ matrix: FeatureMatrix, to path: String) throws {
    do {
      try matrix.values.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: path))
    } catch {
      throw Failure.cannotWrite(path)
    }
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
