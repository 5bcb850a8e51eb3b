/// The numbers of a CSV file, row by row, for the isolation forest.
struct NumberTable {
  /// The names of the columns that hold numbers.
  private(set) var columns: [String] = []
  /// The numbers, row after row.
  private(set) var numbers: [Double] = []
  /// How many rows there are.
  private(set) var rowCount = 0
  /// Cells without a number, which took their column's median.
  private(set) var filledCells = 0
  /// Columns without any number, which were left out.
  private(set) var textColumns: [String] = []

  /// The numbers of a CSV file whose first row names the columns.
  /// - Parameter leaving: A column that is not data, such as the label.
  init(csv bytes: [UInt8], name: String, leaving labelColumn: String?) throws {
    var reader = CSVReader(bytes)
    guard reader.next() else {
      throw Failure("\(name) is empty: a header and rows of numbers were expected.")
    }
    let header = reader.fields.map(reader.text)
    if let labelColumn, !header.contains(labelColumn) {
      let near = Suggestion.nearest(to: labelColumn, among: header)
      throw Failure("\(name) has no column '\(labelColumn)'." + Suggestion.sentence(near))
    }
    let kept = header.indices.filter { header[$0] != labelColumn }
    var cells: [Double] = []
    while reader.next() {
      rowCount += 1
      let fields = reader.fields
      for column in kept {
        cells.append((column < fields.count ? reader.number(fields[column]) : nil) ?? .nan)
      }
    }
    fill(cells, names: kept.map { header[$0] })
    guard rowCount > 0, !columns.isEmpty else { throw Failure("\(name) holds no numbers.") }
  }

  /// Drops the columns without any number and gives each empty cell of the others the column's
  /// median: the value that makes a row look neither strange nor ordinary by itself.
  private mutating func fill(_ cells: [Double], names: [String]) {
    let width = names.count
    let medians = (0..<width).map { column in
      median(stride(from: column, to: cells.count, by: width).lazy.map { cells[$0] })
    }
    let kept = names.indices.filter { !medians[$0].isNaN }
    columns = kept.map { names[$0] }
    textColumns = names.indices.filter { medians[$0].isNaN }.map { names[$0] }
    numbers.reserveCapacity(rowCount * kept.count)
    for row in 0..<rowCount {
      for column in kept {
        let cell = cells[row * width + column]
        if cell.isNaN { filledCells += 1 }
        numbers.append(cell.isNaN ? medians[column] : cell)
      }
    }
  }

  /// The lower median of the numbers, NaN if there are none.
  private func median(_ cells: some Sequence<Double>) -> Double {
    let sorted = cells.filter { !$0.isNaN }.sorted()
    return sorted.isEmpty ? .nan : sorted[(sorted.count - 1) / 2]
  }
}
