import Foundation

/// Finds rows that are few and different: random cuts isolate them sooner than the others.
///
/// An isolation forest (Liu, Ting & Zhou 2008, "Isolation Forest", ICDM) grows random trees on
/// small samples. The score of a row is 2^(−E(h)/c(ψ)), with E(h) its mean path length and c(ψ)
/// that of an unsuccessful search among ψ rows: near 1 is strange, near ½ and below is usual.
/// Samples of 256 suffice whatever the data's size (section 5.2 there). It needs no scaling of
/// columns, but it cannot see a row that is strange only in the relation of two columns, each
/// usual by itself, and beyond the sampled range all values are alike to it.
///
/// A value may be missing (NaN). A question about it is then answered both ways, each with the share
/// of the sampled rows that went there, as C4.5 does (Quinlan 1993, "C4.5", chapter 3): the path
/// length is the expected one, and a column that is missing adds nothing to a score. In training a row
/// without the value is sent one way by chance, with the same shares. So missing is neither strange nor
/// usual by itself; where it is a sign, it has to be a column of its own.
///
///     let forest = IsolationForest(training: matrix, seed: 0)
///     let surprises = forest.scores(of: matrix).map(forest.surprise(score:))
///
/// Training is O(trees · sample · log sample), scoring O(trees · log sample) a row.
public struct IsolationForest: Sendable, Hashable {
  /// How many numbers a row has.
  public let columns: Int
  /// How many rows each tree was grown on.
  public let sample: Int
  /// The tail of the training rows' own scores; nil only without training rows.
  public private(set) var tail: TailModel?
  /// The tails of the training rows' columns, for attribution; nil in models of before.
  private(set) var columnTails: ColumnTails?

  let trees: [IsolationTree]
  let layout: ForestLayout

  /// At most so many rows a tree: then a walk has 14 steps and a tree 200 KB.
  public static let largestSample = 16_384
  /// The tails are learned from at most so many training rows, evenly spaced.
  static let tailRows = 8192

  /// Trains a forest; the same matrix and seed give the same forest.
  ///
  /// `contamination` is the share of training rows that may be attacks (see ``TailModel``). Out of
  /// range numbers of trees and samples are brought into 1…10,000 and 2…``largestSample``.
  public init(
    training matrix: FeatureMatrix, seed: UInt64 = 0, trees count: Int = 100, sample: Int = 256,
    contamination: Double = 0
  ) {
    let size = min(min(max(2, sample), Self.largestSample), max(1, matrix.rows))
    let limit = Self.height(size)
    var generator = SplitMix64(seed: seed)
    var grown: [IsolationTree] = []
    for _ in 0..<min(max(1, count), 10_000) {
      let rows = matrix.rows > 0 ? Self.draw(size, of: matrix.rows, &generator) : []
      grown.append(IsolationTree(matrix, sample: rows, limit: limit, generator: &generator))
    }
    self.init(columns: matrix.columns, sample: size, trees: grown, tail: nil, columnTails: nil)
    let step = max(1, (matrix.rows + Self.tailRows - 1) / Self.tailRows)
    let some = matrix.every(step)
    let spread = scores(of: some)
    columnTails = ColumnTails(some)
    tail = TailModel(spread, level: 0.9, contamination: contamination)
  }

  init(
    columns: Int, sample: Int, trees: [IsolationTree], tail: TailModel?, columnTails: ColumnTails?
  ) {
    self.columns = columns
    self.sample = sample
    self.trees = trees
    self.tail = tail
    self.columnTails = columnTails
    layout = ForestLayout(trees, height: Self.height(sample))
  }

  /// The height limit ceil(log2 ψ): the average height of a tree of ψ rows.
  static func height(_ sample: Int) -> Int {
    max(1, Int.bitWidth - max(1, sample - 1).leadingZeroBitCount)
  }

  /// Distinct rows in random order of choice (Floyd's algorithm: Bentley & Floyd 1987).
  private static func draw(_ count: Int, of total: Int, _ generator: inout SplitMix64) -> [Int] {
    var chosen = Set<Int>(minimumCapacity: count)
    var rows: [Int] = []
    rows.reserveCapacity(count)
    for last in (total - count)..<total {
      let candidate = generator.below(last + 1)
      let row = chosen.insert(candidate).inserted ? candidate : last
      chosen.insert(row)
      rows.append(row)
    }
    return rows
  }

  /// The scores of all rows, each in 0…1. Rows of another width than the training's score 0.
  public func scores(of matrix: FeatureMatrix) -> [Double] {
    scores(of: matrix, rows: 0..<matrix.rows)
  }

  /// The scores of some rows, so that a caller may share the work among threads.
  public func scores(of matrix: FeatureMatrix, rows: Range<Int>) -> [Double] {
    let rows = rows.clamped(to: 0..<matrix.rows)
    guard matrix.columns == columns else { return rows.map { _ in 0 } }
    var paths = layout.paths(matrix.values, columns: columns, rows: rows)
    if matrix.hasMissing { layout.mend(&paths, matrix, rows: rows) }
    return paths.map { score(path: Double($0)) }
  }

  private func score(_ matrix: FeatureMatrix, row: Int) -> Double {
    scores(of: matrix, rows: row..<row + 1).first ?? 0
  }

  /// The score of one row; NaN is a missing value. O(trees · log sample), about 2 µs.
  public func score(_ row: [Double]) throws(ShortRow) -> Double {
    var matrix = FeatureMatrix(columns: columns)
    try matrix.append(row)
    return score(matrix, row: 0)
  }

  /// The surprise of a score: how rare such a score was among the training rows.
  public func surprise(score: Double) -> Double { tail?.surprise(score) ?? 0 }

  /// 2^(−E(h)/c(ψ)) from the sum of the path lengths.
  func score(path sum: Double) -> Double {
    exp2(-sum / Double(layout.trees) / max(1e-9, PathLength.average(max(2, sample))))
  }
}
