import Testing

@testable import Scoring

@Suite("Missing values in an isolation forest")
struct MissingValueTests {
  private static func cloud(_ rows: Int, columns: Int, seed: UInt64) throws -> FeatureMatrix {
    var noise = Noise(seed)
    return try FeatureMatrix(
      columns: columns, rowMajor: (0..<rows * columns).map { _ in noise.normal() })
  }

  /// The definition: both ways at a question about a missing value, weighed by the sampled rows' counts.
  private static func path(_ tree: IsolationTree, _ row: [Double]) -> Double {
    func count(_ index: Int) -> (rows: Double, end: Int) {
      if case .leaf(let count) = tree.nodes[index] { return (Double(count), index + 1) }
      let left = count(index + 1)
      let right = count(left.end)
      return (left.rows + right.rows, right.end)
    }
    func walk(_ index: Int, _ depth: Double) -> Double {
      switch tree.nodes[index] {
      case .leaf(let count): return depth + PathLength.average(count)
      case .split(let feature, let threshold):
        let left = count(index + 1)
        let right = count(left.end)
        let value = Float(row[Int(feature)])
        let share = value.isNaN ? left.rows / (left.rows + right.rows) : value < threshold ? 1 : 0
        return (share > 0 ? share * walk(index + 1, depth + 1) : 0)
          + (share < 1 ? (1 - share) * walk(left.end, depth + 1) : 0)
      }
    }
    return walk(0, 0)
  }

  @Test("A row is scored as the definition says, whichever of its values are missing")
  func definition() throws {
    let matrix = try Self.cloud(600, columns: 4, seed: 3)
    let forest = IsolationForest(training: matrix, trees: 9, sample: 128)
    for row in [
      [.nan, 0.5, -3, 2], [1, .nan, .nan, 0], [.nan, .nan, .nan, .nan], [4, 0, 0, 0],
    ] {
      let path = forest.trees.reduce(0.0) { $0 + Self.path($1, row) }
      expectClose(try forest.score(row), forest.score(path: path), 1e-6)
    }
  }

  @Test("Where all is missing the score is the usual one, and no column is to blame")
  func nothing() throws {
    let forest = IsolationForest(training: try Self.cloud(600, columns: 3, seed: 4))
    let parts = try forest.attribution([.nan, .nan, .nan])
    expectClose(parts.score, parts.usual, 1e-6)
    #expect(parts.contributions.allSatisfy { abs($0) < 1e-9 })
  }

  @Test("A missing column is not blamed, and the rest still adds up")
  func blame() throws {
    let forest = IsolationForest(training: try Self.cloud(600, columns: 3, seed: 5))
    let parts = try forest.attribution([.nan, 9, 0.1])
    #expect(abs(parts.contributions[0]) < 1e-9)
    #expect(parts.contributions[1] > 0.1)
    expectClose(parts.contributions.reduce(0, +), parts.score - parts.usual, 1e-9)
  }

  @Test("Rows beside one with a missing value keep their scores")
  func neighbours() throws {
    let matrix = try Self.cloud(300, columns: 3, seed: 6)
    let forest = IsolationForest(training: matrix)
    var values = matrix.values.map(Double.init)
    values[3 * 150 + 1] = .nan
    let scores = forest.scores(of: matrix)
    let mended = forest.scores(of: try FeatureMatrix(columns: 3, rowMajor: values))
    for row in scores.indices where row != 150 { #expect(scores[row] == mended[row]) }
    #expect(mended[150] != scores[150])
    #expect(
      forest.scores(of: try FeatureMatrix(columns: 3, rowMajor: values), rows: 150..<151) == [
        mended[150]
      ])
  }

  @Test("A fifth of the training values is missing: outliers are found all the same")
  func training() throws {
    var noise = Noise(7)
    let whole = try Self.cloud(2000, columns: 4, seed: 8)
    let holes = try FeatureMatrix(
      columns: 4, rowMajor: whole.values.map { noise.unit() < 0.2 ? .nan : Double($0) })
    let forest = IsolationForest(training: holes, seed: 2)
    #expect(forest == IsolationForest(training: holes, seed: 2))
    let usual = try forest.score([0, 0, 0, 0])
    #expect(try forest.score([0, 7, .nan, 0]) > usual + 0.05)
    // Not being there is no sign by itself.
    #expect(abs(try forest.score([0, .nan, 0, 0]) - usual) < 0.05)
  }

  @Test("A column that is never there is never asked about")
  func absent() throws {
    var noise = Noise(9)
    let rows = (0..<300).flatMap { _ in [noise.normal(), .nan] }
    let forest = IsolationForest(training: try FeatureMatrix(columns: 2, rowMajor: rows))
    #expect(try forest.score([0.3, 5]) == forest.score([0.3, -5]))
  }
}
