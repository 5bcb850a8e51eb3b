/// How many columns of a terminal text takes.
///
/// After Unicode Standard Annex #11: East Asian wide and fullwidth characters and emoji take two
/// columns, combining marks none. Terminals differ about emoji; a line that is a column short does
/// no harm.
enum DisplayWidth {
  /// Columns of a text without control characters.
  static func of(_ text: String) -> Int {
    text.utf8.count == text.unicodeScalars.count
      ? text.utf8.count : text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  /// Columns of one code point.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xa960...0xa97c, 0xac00...0xd7a3,
      0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f,
      0x1f680...0x1f6ff, 0x1f900...0x1f9ff, 0x1fa70...0x1faff, 0x20000...0x3fffd:
      return 2
    default: return 1
    }
  }

  /// The text cut to so many columns, with an ellipsis as the last where it was longer.
  static func fit(_ text: String, _ columns: Int) -> String {
    guard of(text) > columns else { return text }
    guard columns > 0 else { return "" }
    var result = ""
    var used = 0
    for scalar in text.unicodeScalars {
      let width = of(scalar)
      if used + width > columns - 1 { break }
      result.unicodeScalars.append(scalar)
      used += width
    }
    return result + "…"
  }

  /// The text cut to so many columns at its beginning: of a path the end says most.
  static func fitEnd(_ text: String, _ columns: Int) -> String {
    guard of(text) > columns else { return text }
    guard columns > 0 else { return "" }
    var kept: [Unicode.Scalar] = []
    var used = 0
    for scalar in text.unicodeScalars.reversed() {
      used += of(scalar)
      if used > columns - 1 { break }
      kept.append(scalar)
    }
    return "…" + String(String.UnicodeScalarView(kept.reversed()))
  }

  /// A quotation in lines of so many columns: broken behind a space or a separator of URLs where one
  /// stands in the last quarter of the line, anywhere else where none does.
  static func quote(_ text: String, _ columns: Int) -> [String] {
    var lines: [String] = []
    var rest = Substring(text)
    while of(String(rest)) > columns {
      let line = cut(String(rest.prefix(columns)), max(1, columns))[0]
      let breaking = line.lastIndex { " ?&/;,".contains($0) }.map { line.index(after: $0) }
      let tail = breaking.map { line.distance(from: $0, to: line.endIndex) } ?? columns
      let piece = tail * 4 <= columns ? String(line.dropLast(tail)) : line
      lines.append(piece)
      rest = rest.dropFirst(piece.count)
    }
    return lines + (rest.isEmpty && !lines.isEmpty ? [] : [String(rest)])
  }

  /// The text filled up with spaces to so many columns, or cut to them.
  static func pad(_ text: String, _ columns: Int) -> String {
    let fitted = fit(text, columns)
    return fitted + String(repeating: " ", count: max(0, columns - of(fitted)))
  }

  /// The text in lines of so many columns, broken at spaces; words longer than a line are cut into
  /// pieces.
  static func wrap(_ text: String, _ columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      for piece in cut(String(word), max(1, columns)) {
        if line.isEmpty {
          line = piece
        } else if of(line) + 1 + of(piece) <= columns {
          line += " " + piece
        } else {
          lines.append(line)
          line = piece
        }
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// The text in pieces of so many columns, broken anywhere.
  static func cut(_ word: String, _ columns: Int) -> [String] {
    guard of(word) > columns else { return [word] }
    var result: [String] = []
    var piece = ""
    var used = 0
    for scalar in word.unicodeScalars {
      let width = of(scalar)
      if used + width > columns, !piece.isEmpty {
        result.append(piece)
        (piece, used) = ("", 0)
      }
      piece.unicodeScalars.append(scalar)
      used += width
    }
    return result + [piece]
  }
}
