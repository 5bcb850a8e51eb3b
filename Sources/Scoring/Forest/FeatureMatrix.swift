/// A row that ends before its last column, and where.
public struct ShortRow: Error, Hashable, CustomStringConvertible {
  /// The row, counted from 1.
  public var row: Int
  /// The first column that is not there, counted from 1.
  public var column: Int

  /// A place in a matrix.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// One sentence for a person.
  public var description: String { "Row \(row) ends before column \(column)." }
}

/// Rows of numbers in one piece of memory, as single-precision: what an isolation forest reads.
///
/// Half the memory of doubles is twice the rows in a cache, and where a random split falls does not
/// hang on the eighth digit. Values beyond single precision are held at its ends. NaN stands for a
/// value that is missing: see ``IsolationForest``.
public struct FeatureMatrix: Sendable, Hashable {
  /// How many numbers a row has; at least 1.
  public let columns: Int
  /// All rows one after the other; none is infinite, NaN where a value is missing.
  public private(set) var values: [Float] = []
  /// True if any value is missing.
  public private(set) var hasMissing = false

  /// No rows yet; fewer than one column count as one, more than 65,535 as so many.
  public init(columns: Int) { self.columns = min(max(1, columns), 65_535) }

  /// From columns of equal length. Throws where a column ends early. O(n).
  public init(columns: [[Double]]) throws(ShortRow) {
    self.init(columns: columns.count)
    let rows = columns.map(\.count).max() ?? 0
    values.reserveCapacity(rows * self.columns)
    for row in 0..<rows {
      for (index, column) in columns.enumerated() {
        guard row < column.count else { throw ShortRow(row: row + 1, column: index + 1) }
        append(column[row])
      }
    }
  }

  /// From values row by row. Throws where the last row ends early. O(n).
  public init(columns: Int, rowMajor: [Double]) throws(ShortRow) {
    self.init(columns: columns)
    values.reserveCapacity(rowMajor.count)
    for value in rowMajor { append(value) }
    if values.count % self.columns != 0 {
      throw ShortRow(row: rows + 1, column: values.count % self.columns + 1)
    }
  }

  /// How many rows there are.
  public var rows: Int { values.count / columns }

  /// The matrix of every so many-th row, from the first.
  func every(_ step: Int) -> FeatureMatrix {
    guard step > 1 else { return self }
    var matrix = FeatureMatrix(columns: columns)
    matrix.hasMissing = hasMissing
    for row in stride(from: 0, to: rows, by: step) {
      matrix.values.append(contentsOf: values[row * columns..<(row + 1) * columns])
    }
    return matrix
  }

  /// Adds a row. Throws, leaving the matrix as it was, where it is too short; values beyond the last
  /// column are not looked at. O(columns).
  public mutating func append(_ row: [Double]) throws(ShortRow) {
    guard row.count >= columns else { throw ShortRow(row: rows + 1, column: row.count + 1) }
    for value in row.prefix(columns) { append(value) }
  }

  private mutating func append(_ value: Double) {
    values.append(Self.single(value))
    if value.isNaN { hasMissing = true }
  }

  /// A number in single precision, held within its finite range.
  static func single(_ value: Double) -> Float {
    let limit = Float.greatestFiniteMagnitude
    return value >= Double(limit) ? limit : value <= -Double(limit) ? -limit : Float(value)
  }
}
