/// A value that cannot be scored, and where it stands.
public struct NotANumber: Error, Hashable, CustomStringConvertible {
  /// The row, counted from 1.
  public var row: Int
  /// The column, counted from 1.
  public var column: Int

  /// A place in a matrix.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// One sentence for a person.
  public var description: String { "Row \(row), column \(column): the value is not a number." }
}

/// Rows of numbers in one piece of memory, as single-precision: what an isolation forest reads.
///
/// Half the memory of doubles is twice the rows in a cache, and where a random split falls does not
/// hang on the eighth digit. Values beyond single precision are held at its ends.
public struct FeatureMatrix: Sendable, Hashable {
  /// How many numbers a row has; at least 1.
  public let columns: Int
  /// All rows one after the other; none is NaN or infinite.
  public private(set) var values: [Float] = []

  /// No rows yet; fewer than one column count as one, more than 65,535 as so many.
  public init(columns: Int) { self.columns = min(max(1, columns), 65_535) }

  /// From columns of equal length. Throws where a value is NaN or a column ends early. O(n).
  public init(columns: [[Double]]) throws(NotANumber) {
    self.init(columns: columns.count)
    let rows = columns.map(\.count).max() ?? 0
    values.reserveCapacity(rows * self.columns)
    for row in 0..<rows {
      for (index, column) in columns.enumerated() {
        guard row < column.count else { throw NotANumber(row: row + 1, column: index + 1) }
        try append(column[row], column: index)
      }
    }
  }

  /// From values row by row. Throws where a value is NaN or the last row ends early. O(n).
  public init(columns: Int, rowMajor: [Double]) throws(NotANumber) {
    self.init(columns: columns)
    values.reserveCapacity(rowMajor.count)
    for (index, value) in rowMajor.enumerated() { try append(value, column: index % self.columns) }
    if values.count % self.columns != 0 {
      throw NotANumber(row: rows + 1, column: values.count % self.columns + 1)
    }
  }

  /// How many rows there are.
  public var rows: Int { values.count / columns }

  /// The matrix of every so many-th row, from the first.
  func every(_ step: Int) -> FeatureMatrix {
    guard step > 1 else { return self }
    var matrix = FeatureMatrix(columns: columns)
    for row in stride(from: 0, to: rows, by: step) {
      matrix.values.append(contentsOf: values[row * columns..<(row + 1) * columns])
    }
    return matrix
  }

  /// Adds a row. Throws, leaving the matrix as it was, where a value is NaN or missing; values
  /// beyond the last column are not looked at. O(columns).
  public mutating func append(_ row: [Double]) throws(NotANumber) {
    guard row.count >= columns else { throw NotANumber(row: rows + 1, column: row.count + 1) }
    if let column = row.prefix(columns).firstIndex(where: \.isNaN) {
      throw NotANumber(row: rows + 1, column: column + 1)
    }
    values.append(contentsOf: row.prefix(columns).lazy.map(Self.single))
  }

  private mutating func append(_ value: Double, column: Int) throws(NotANumber) {
    guard !value.isNaN else {
      throw NotANumber(row: values.count / columns + 1, column: column + 1)
    }
    values.append(Self.single(value))
  }

  /// A number in single precision, held within its finite range.
  static func single(_ value: Double) -> Float {
    let limit = Float.greatestFiniteMagnitude
    return value >= Double(limit) ? limit : value <= -Double(limit) ? -limit : Float(value)
  }
}
