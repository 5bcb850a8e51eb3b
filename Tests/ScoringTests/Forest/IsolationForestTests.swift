import Foundation
import Testing

@testable import Scoring

@Suite("Isolation forest")
struct IsolationForestTests {
  private static func cloud(_ rows: Int, columns: Int = 3, seed: UInt64 = 1) -> [[Double]] {
    var noise = Noise(seed)
    return (0..<rows).map { _ in (0..<columns).map { _ in noise.normal() } }
  }

  private static func matrix(_ rows: [[Double]]) throws -> FeatureMatrix {
    var matrix = FeatureMatrix(columns: rows.first?.count ?? 1)
    for row in rows { try matrix.append(row) }
    return matrix
  }

  @Test("c(n): the paper's values, exact for few and by Euler's constant for many")
  func pathLength() {
    #expect(PathLength.average(0) == 0 && PathLength.average(1) == 0)
    #expect(PathLength.average(2) == 1)
    expectClose(PathLength.average(3), 5.0 / 3, 1e-15)
    // 2H(255) − 510/256 with H(255) = 6.1243…, summed exactly.
    let exact = (1...255).reversed().reduce(0.0) { $0 + 1 / Double($1) }
    expectClose(PathLength.average(256), 2 * exact - 510.0 / 256, 1e-12)
    expectClose(PathLength.harmonic(17), PathLength.harmonic(16) + 1.0 / 17, 1e-8)
  }

  @Test(arguments: [(1, 1), (2, 1), (3, 2), (255, 8), (256, 8), (257, 9), (16_384, 14)])
  func heightLimit(sample: Int, height: Int) {
    #expect(IsolationForest.height(sample) == height)
  }

  @Test("The stranger, the higher: far out is above every row of the cloud, and rare")
  func order() throws {
    let matrix = try Self.matrix(Self.cloud(2000))
    let forest = IsolationForest(training: matrix)
    let highest = try #require(forest.scores(of: matrix).max())
    let center = try forest.score([0, 0, 0])
    let far = try forest.score([8, -8, 8])
    #expect(center < 0.45)
    #expect(far > highest && far < 1)
    #expect(forest.surprise(score: far) > 3)
    #expect(forest.surprise(score: center) < 0.5)
    // Beyond the sampled range all is alike, to the largest double.
    #expect(try forest.score([.infinity, -.greatestFiniteMagnitude, 1e300]) == far)
  }

  @Test("The laid-out walk gives what the grown trees say, for every height and row count")
  func layout() throws {
    for (rows, sample) in [
      (1, 256), (2, 2), (5, 4), (7, 100), (300, 64), (1030, 256), (40, 16_384),
    ] {
      let matrix = try Self.matrix(Self.cloud(rows, columns: 4, seed: UInt64(rows)))
      let forest = IsolationForest(training: matrix, seed: 3, trees: 7, sample: sample)
      let scores = forest.scores(of: matrix)
      for row in 0..<rows {
        let values = Array(matrix.values[row * 4..<row * 4 + 4])
        let path = forest.trees.reduce(0.0) { $0 + Self.path($1, values) }
        expectClose(scores[row], forest.score(path: path), 1e-6)
      }
      let half = forest.scores(of: matrix, rows: rows / 2..<rows)
      #expect(half == Array(scores[(rows / 2)...]))
    }
  }

  /// The path length by the recursion of the paper.
  private static func path(_ tree: IsolationTree, _ row: [Float]) -> Double {
    func skip(_ index: Int) -> Int {
      if case .leaf = tree.nodes[index] { return index + 1 }
      return skip(skip(index + 1))
    }
    var (index, depth) = (0, 0.0)
    while case .split(let feature, let threshold) = tree.nodes[index] {
      index = row[Int(feature)] < threshold ? index + 1 : skip(index + 1)
      depth += 1
    }
    guard case .leaf(let count) = tree.nodes[index] else { return .nan }
    return depth + PathLength.average(count)
  }

  @Test("Same seed, same forest; another seed, another")
  func seeds() throws {
    let matrix = try Self.matrix(Self.cloud(500))
    #expect(
      IsolationForest(training: matrix, seed: 5) == IsolationForest(training: matrix, seed: 5))
    #expect(
      IsolationForest(training: matrix, seed: 5) != IsolationForest(training: matrix, seed: 6))
  }

  @Test("Constant columns are skipped; constant data give everybody the same usual score")
  func constant() throws {
    let rows = Self.cloud(400, columns: 1).map { [7, $0[0], 7] }
    let forest = IsolationForest(training: try Self.matrix(rows))
    let columns = Set(
      forest.trees.flatMap(\.nodes).compactMap { node -> UInt16? in
        if case .split(let feature, _) = node { return feature }
        return nil
      })
    #expect(columns == [1])
    let same = IsolationForest(training: try Self.matrix(Array(repeating: [1, 2], count: 100)))
    expectClose(try same.score([1, 2]), 0.5, 1e-6)
    expectClose(try same.score([9, 9]), 0.5, 1e-6)
  }

  @Test("A row that is too short is refused by its place")
  func refused() throws {
    var matrix = FeatureMatrix(columns: 2)
    try matrix.append([1, 2])
    let error = #expect(throws: ShortRow.self) { try matrix.append([1]) }
    #expect(error?.description == "Row 2 ends before column 2.")
    #expect(matrix.rows == 1)
    #expect(throws: ShortRow(row: 3, column: 1)) {
      try FeatureMatrix(columns: [[1, 2], [1, 2, 3]])
    }
    #expect(throws: ShortRow(row: 2, column: 2)) {
      try FeatureMatrix(columns: 2, rowMajor: [1, 2, 3])
    }
    let forest = IsolationForest(training: matrix)
    #expect(throws: ShortRow(row: 1, column: 2)) { try forest.score([1]) }
    #expect(forest.scores(of: FeatureMatrix(columns: 3)).isEmpty)
  }

  @Test("No rows at all is no crash")
  func empty() throws {
    let forest = IsolationForest(training: FeatureMatrix(columns: 2))
    #expect(try forest.score([1, 2]).isFinite)
    #expect(forest.surprise(score: 0.9) == 0)
  }

  @Test("The column that is strange gets the blame, and the shares add up")
  func attribution() throws {
    let forest = IsolationForest(training: try Self.matrix(Self.cloud(2000)))
    let parts = try forest.attribution([0.1, 9, -0.2])
    expectClose(parts.contributions.reduce(0, +), parts.score - parts.usual, 1e-9)
    expectClose(parts.score, try forest.score([0.1, 9, -0.2]), 1e-6)
    #expect(parts.contributions[1] > 0.8 * (parts.score - parts.usual))
    #expect(parts.contributions[1] > 0.1)
  }

  @Test("A model file keeps every bit in little space; a broken one is refused")
  func codable() throws {
    let matrix = try Self.matrix(Self.cloud(1000, columns: 5))
    let forest = IsolationForest(training: matrix)
    let file = try JSONEncoder().encode(forest)
    #expect(file.count < 300_000)
    #expect(try JSONDecoder().decode(IsolationForest.self, from: file) == forest)
    for broken in [
      #"{"columns":2,"sample":256,"trees":""}"#, #"{"columns":2,"sample":256,"trees":"AQ=="}"#,
      #"{"columns":0,"sample":256,"trees":"AA=="}"#, #"{"columns":2,"sample":-5,"trees":"AA=="}"#,
      #"{"columns":2,"sample":256,"trees":"/////////////w=="}"#,
      #"{"columns":2,"sample":2,"trees":"BwAAgD8CAg=="}"#,
      #"{"columns":2,"sample":2,"trees":"AA==","columnTails":{"upper":[null],"lower":[null]}}"#,
    ] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(IsolationForest.self, from: Data(broken.utf8))
      }
    }
  }
}
