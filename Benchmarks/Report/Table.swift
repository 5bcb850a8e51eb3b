/// Text in columns: the first and the last one flush left, the others flush right.
struct Table {
  private var rows: [[String]]

  /// A table with these headings.
  init(_ headings: [String]) { rows = [headings] }

  /// Adds a row; it has as many cells as there are headings.
  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The table's lines.
  var text: String {
    let last = rows[0].count - 1
    let widths = (0...last).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let gap = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 || column == last ? cell + gap : gap + cell
      }
      return trimmed(cells.joined(separator: "  "))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
