/// A CSV file of numbers under a header, with what could not be used of it.
public struct NumberTable: Sendable {
  /// The names of the columns that are scored, in their order.
  public private(set) var columns: [String] = []
  /// The rows in which there is a number; NaN where a cell is none.
  public private(set) var matrix = FeatureMatrix(columns: 1)
  /// For each data row of the file its place in ``matrix``, nil if it holds no number at all.
  public private(set) var places: [Int?] = []
  /// One sentence for each kind of loss, to be shown to the user.
  public private(set) var notices: [String] = []

  /// Why a file is no table.
  public enum Failure: Error, Hashable, CustomStringConvertible {
    /// There is not even a header.
    case empty
    /// The label column is not in the header.
    case noSuchColumn(String, header: [String])
    /// Nothing is left to score.
    case noNumbers

    /// One sentence for a person.
    public var description: String {
      switch self {
      case .empty: "The table is empty: a header line with the columns' names is needed."
      case .noSuchColumn(let name, let header):
        "There is no column '\(name)'; the header has \(header.map { "'\($0)'" }.joined(separator: ", "))."
      case .noNumbers: "The table has no column of numbers besides the label column."
      }
    }
  }

  /// Reads a table; the label column is left out. A column without a single number (names, say) is
  /// left out with a notice. A cell that is no number, or is not there, is a missing value, and the row
  /// is scored by its other cells (see ``IsolationForest``); a row without any keeps its place but is
  /// not scored. O(bytes).
  public init(csv bytes: [UInt8], labelColumn: String? = nil) throws(Failure) {
    var rows = CSVRows(bytes)
    var fields: [ArraySlice<UInt8>] = []
    guard rows.next(&fields) else { throw .empty }
    let header = fields.map { String(decoding: DecimalNumber.trim($0), as: UTF8.self) }
    if let labelColumn, !header.contains(labelColumn) {
      throw .noSuchColumn(labelColumn, header: header)
    }
    let kept = header.indices.filter { header[$0] != labelColumn }
    // NaN marks what is no number.
    var values: [Double] = []
    while rows.next(&fields) {
      for column in kept {
        let value = column < fields.count ? DecimalNumber.parse(fields[column]) : nil
        values.append(value ?? .nan)
      }
    }
    try build(values, header: header, kept: kept)
  }

  private mutating func build(_ values: [Double], header: [String], kept: [Int]) throws(Failure) {
    guard !kept.isEmpty else { throw .noNumbers }
    let rows = values.count / kept.count
    let usable = kept.indices.filter { column in
      rows == 0 || (0..<rows).contains { !values[$0 * kept.count + column].isNaN }
    }
    guard !usable.isEmpty else { throw .noNumbers }
    for column in kept.indices where !usable.contains(column) {
      notices.append("Column '\(header[kept[column]])' holds no numbers and is left out.")
    }
    columns = usable.map { header[kept[$0]] }
    matrix = FeatureMatrix(columns: usable.count)
    places.reserveCapacity(rows)
    var lost = 0
    var incomplete = 0
    for row in 0..<rows {
      let cells = usable.map { values[row * kept.count + $0] }
      let gap = cells.firstIndex(where: \.isNaN)
      if let gap {
        incomplete += 1
        if incomplete == 1 {
          notices.append("Row \(row + 1), column '\(columns[gap])': no number.")
        }
      }
      if cells.allSatisfy(\.isNaN) || (try? matrix.append(cells)) == nil {
        places.append(nil)
        lost += 1
      } else {
        places.append(matrix.rows - 1)
      }
    }
    if incomplete > lost {
      notices.append(
        "Rows with a cell that is no number, which are scored by their other cells:"
          + " \(incomplete - lost).")
    }
    if lost > 0 { notices.append("Rows without any number, which score 0: \(lost).") }
  }
}
