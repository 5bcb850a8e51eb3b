/// Tocsin's own notation, for logs of no server known: `<client> [<time>] "<request>" <status>`.
enum OwnFormat {
  static func parts(_ format: String) throws(FormatError) -> [PlacedPart] {
    var text = FormatText(format)
    while !text.isAtEnd {
      guard text.current == UInt8(ascii: "<") else { text.takeText(); continue }
      let column = text.column
      text.position += 1
      guard let name = text.take(upTo: UInt8(ascii: ">")) else {
        throw FormatError(column, "expected '>' behind '<'")
      }
      guard let part = LayoutPart.named(name) else {
        throw .unknown(
          "field", "<\(name)>", at: column, known: LayoutPart.allNames.map { "<\($0)>" })
      }
      text.add(part, at: column)
    }
    return text.parts
  }
}
