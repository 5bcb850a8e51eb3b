import Alerting

/// How a terminal wants its text.
public struct TerminalStyle: Sendable, Hashable {
  /// Columns of a line; the page uses at least 40 and at most 120, however wide the terminal.
  public var width: Int
  /// True where ANSI colours are wanted: on a terminal without `NO_COLOR`.
  public var color: Bool

  /// A style; the default suits a file or a pipe.
  public init(width: Int = 80, color: Bool = false) {
    self.width = min(max(width, 40), 120)
    self.color = color
  }
}

/// A page of text for a terminal: lines with labels in a column, wrapped, and nothing in them that
/// could drive the terminal but the colours put there on purpose.
struct TerminalPage {
  /// ANSI colours (ECMA-48 §8.3.117, Select Graphic Rendition).
  enum Ink: String {
    case plain = ""
    case bold = "1"
    case dim = "2"
    case red = "31"
    case boldRed = "1;31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
  }

  /// Columns before a label.
  static let indent = 2
  /// Columns that a label and the space behind it take.
  static let labelWidth = 10

  let style: TerminalStyle
  private(set) var text = ""

  init(style: TerminalStyle) { self.style = style }

  /// Columns left for the text behind a label.
  var valueWidth: Int { style.width - TerminalPage.indent - TerminalPage.labelWidth }

  /// A line that may be as long as it likes: it is wrapped.
  mutating func line(_ words: String, ink: Ink = .plain, indent: Int = 0) {
    let margin = String(repeating: " ", count: indent)
    for part in DisplayWidth.wrap(PrintableText.make(words), style.width - indent) {
      text += margin + painted(part, ink) + "\n"
    }
  }

  /// An empty line.
  mutating func gap() { text += "\n" }

  /// A label and its text, wrapped behind it; an empty label goes on with the one before.
  mutating func entry(_ label: String, _ words: String, ink: Ink = .plain) {
    for (index, part) in DisplayWidth.wrap(PrintableText.make(words), valueWidth).enumerated() {
      put(label: index == 0 ? label : "", part, ink)
    }
  }

  /// A label and one line of text, cut at the page's edge.
  mutating func cutEntry(_ label: String, _ words: String, ink: Ink = .plain) {
    put(label: label, DisplayWidth.fit(PrintableText.make(words), valueWidth), ink)
  }

  /// Text in at most so many lines of the page, cut where it would need more. Spaces stay as they
  /// are: it is a quotation.
  mutating func quote(_ words: String, lines: Int, indent: Int) {
    let columns = style.width - indent
    var parts = DisplayWidth.quote(PrintableText.make(words), columns)
    if parts.count > lines {
      parts[lines - 1] = DisplayWidth.fit(parts[lines - 1] + "…", columns)
    }
    for part in parts.prefix(lines) {
      text += trimmed(String(repeating: " ", count: indent) + part) + "\n"
    }
  }

  /// A line of cells with given widths and colours, cut at the page's edge.
  mutating func row(indent: Int = 0, _ cells: [(text: String, width: Int, ink: Ink)]) {
    var left = style.width - indent
    var line = String(repeating: " ", count: indent)
    for (index, cell) in cells.enumerated() where left > 0 {
      let isLast = index == cells.count - 1
      let clean = PrintableText.make(cell.text)
      let width = min(cell.width, left)
      line += painted(
        isLast ? DisplayWidth.fit(clean, width) : DisplayWidth.pad(clean, width), cell.ink)
      left -= width
    }
    text += trimmed(line) + "\n"
  }

  private mutating func put(label: String, _ value: String, _ ink: Ink) {
    text += trimmed(
      String(repeating: " ", count: TerminalPage.indent)
        + painted(DisplayWidth.pad(label, TerminalPage.labelWidth), label.isEmpty ? .plain : .dim)
        + painted(value, ink))
    text += "\n"
  }

  private func trimmed(_ line: String) -> String {
    var line = Substring(line)
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  private func painted(_ words: String, _ ink: Ink) -> String {
    guard style.color, ink != .plain else { return words }
    return "\u{1b}[\(ink.rawValue)m\(words)\u{1b}[0m"
  }
}
