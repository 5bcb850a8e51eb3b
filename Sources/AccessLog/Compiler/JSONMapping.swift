/// `json: client=req.ip, time=when, status=code, ms=took`: which members of a JSON log are which
/// fields, in the names of Tocsin's own notation. Members not named are found by their usual names.
enum JSONMapping {
  static func parser(_ format: String) throws(FormatError) -> any LineParser {
    var members: [(String, FieldKind)] = []
    var text = FormatText(format)
    text.position = "json:".utf8.count
    while !text.isAtEnd {
      _ = text.take { $0 == 0x20 || $0 == UInt8(ascii: ",") }
      guard !text.isAtEnd else { break }
      let column = text.column
      let name = text.take { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ",") && $0 != 0x20 }
      guard text.current == UInt8(ascii: "=") else {
        throw FormatError(text.column, "expected '=' behind '\(name)'")
      }
      text.position += 1
      let path = text.take { $0 != UInt8(ascii: ",") && $0 != 0x20 }
      guard !path.isEmpty else { throw FormatError(text.column, "expected the path of a member") }
      guard case .field(let kind, _)? = LayoutPart.named(name) else {
        throw .unknown("field", name, at: column, known: LayoutPart.allNames)
      }
      members.append((path, kind))
    }
    return JSONLog(schema: JSONSchema("json", members + JSONSchema.anyMembers))
  }
}
