/// The table of formats for the documentation, made from the catalog, so that it says what is so.
public enum FormatTable {
  /// One row a format in Markdown: its name, what writes it, and the sample that it is tested on.
  public static var markdown: String {
    var text =
      "| format | what writes it | a sample it is tested on (of how many) |\n|---|---|---|\n"
    for format in FormatCatalog.all + [FormatCatalog.guessed] {
      let sample = format.samples.first.map { cell($0.text) } ?? "–"
      text += "| `\(format.name)` | \(cell(format.summary, asCode: false)) | \(sample)"
      text += format.samples.count > 1 ? " (of \(format.samples.count)) |\n" : " |\n"
    }
    return text
  }

  /// Bytes of a sample that are shown.
  private static let longest = 160

  /// A text as a cell: a bar would end it, and a line end the row.
  private static func cell(_ text: String, asCode: Bool = true) -> String {
    var cell = ""
    for letter in text.prefix(longest) {
      switch letter {
      case "|": cell += "\\|"
      case "\n": cell += " ⏎ "
      case "\t": cell += " ⇥ "
      case "`": cell += "'"
      default: cell.append(letter)
      }
    }
    if text.count > longest { cell += "…" }
    return asCode ? "`\(cell)`" : cell
  }
}
