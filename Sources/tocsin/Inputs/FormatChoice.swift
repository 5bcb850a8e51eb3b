import AccessLog

/// A format that was named on the command line.
struct FormatChoice: Sendable {
  /// As it was typed.
  let text: String
  /// Makes a parser that has seen no line yet.
  let makeParser: @Sendable () -> any LineParser

  /// The format of that name; nil if there is none.
  init?(_ text: String) {
    guard let format = FormatCatalog.format(named: text.lowercased()) else { return nil }
    self.text = text
    makeParser = format.makeParser
  }
}

extension ValueKind<FormatChoice> {
  /// A format's name.
  static let format = ValueKind(
    wants: "the name of a format (see 'tocsin formats')", words: FormatCatalog.all.map(\.name)
  ) { FormatChoice($0) }
}
