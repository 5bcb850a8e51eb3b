import Alerting

/// Writes HTML in which only this program's own words can be markup.
///
/// Names of elements and attributes and raw markup are `StaticString`s, so they stand in the source;
/// everything that comes from a run goes through `escape`. The compiler thus refuses what would be
/// an injection.
struct HTMLPage {
  private(set) var html = ""

  /// Markup from the source code.
  mutating func markup(_ markup: StaticString) { html += "\(markup)\n" }

  /// The style sheet, unescaped because its hash stands in the page's policy.
  mutating func style() { html += "<style>\(HTMLStyle.sheet)</style>\n" }

  /// Text of any origin.
  mutating func text(_ text: String) { html += HTMLPage.escape(text) }

  /// An element with what `body` writes in it.
  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
    _ body: (inout HTMLPage) -> Void
  ) {
    open(name, attributes)
    body(&self)
    html += "</\(name)>\n"
  }

  /// An element with text in it.
  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], text: String
  ) {
    open(name, attributes)
    self.text(text)
    html += "</\(name)>\n"
  }

  /// An element without an end tag (`meta`).
  mutating func void(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
    open(name, attributes)
    html += "\n"
  }

  private mutating func open(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>
  ) {
    html += "<\(name)"
    for (key, value) in attributes { html += " \(key)=\"\(HTMLPage.escape(value))\"" }
    html += ">"
  }

  /// Harmless text (`PrintableText`) with what HTML gives a meaning to written as references: in
  /// text and in quoted attributes alike.
  static func escape(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for character in PrintableText.make(text).unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
