/// HAProxy's `log-format` (configuration manual, 8.2.6).
enum HAProxyFormat {
  private static let variables: [(name: String, kind: FieldKind)] = [
    ("ci", .client(hasPort: false)), ("tr", .time), ("t", .time), ("trg", .time), ("trl", .time),
    ("T", .time), ("Tl", .time), ("ST", .status), ("B", .bytes), ("Ta", .duration(.milliseconds)),
    ("Tt", .duration(.milliseconds)), ("r", .requestLine), ("HM", .method), ("HU", .target),
    ("HPO", .path), ("HP", .path), ("HQ", .query), ("HV", .version),
  ]
  private static let others = [
    "bi", "bp", "b", "s", "si", "sp", "fi", "fp", "fc", "f", "ft", "ac", "bc", "sc", "rc", "sq",
    "bq",
    "CC", "CS", "ts", "tsc", "TR", "Tw", "Tc", "Tr", "Th", "Ti", "Tq", "Td", "Tu", "lc", "ms",
    "pid",
    "rt", "ID", "U", "H", "cp", "sslc", "sslv", "hrl", "hsl", "o",
  ]

  static func parts(_ format: String) throws(FormatError) -> [PlacedPart] {
    var text = FormatText(format)
    while !text.isAtEnd {
      guard text.current == UInt8(ascii: "%") else { text.takeText(); continue }
      let column = text.column
      text.position += 1
      var flags = ""
      if text.current == UInt8(ascii: "{") {
        text.position += 1
        guard let inside = text.take(upTo: UInt8(ascii: "}")) else {
          throw FormatError(column, "expected '}' behind '%{'")
        }
        flags = inside
      }
      if text.current == UInt8(ascii: "[") {
        text.position += 1
        guard text.take(upTo: UInt8(ascii: "]")) != nil else {
          throw FormatError(column, "expected ']' behind '%['")
        }
        text.add(.ignored, at: column)
        continue
      }
      let name = text.take(while: FormatText.isNameByte)
      try add(name, isQuoted: flags.contains("+Q"), at: column, to: &text)
    }
    return text.parts
  }

  private static func add(
    _ name: String, isQuoted: Bool, at column: Int, to text: inout FormatText
  ) throws(FormatError) {
    switch name {
    case "ci" where text.text(text.position..<min(text.position + 4, text.bytes.count)) == ":%cp":
      text.position += 4
      text.add(.client(hasPort: true), at: column)
    case "hr", "hs":
      // `{captured|headers}`, or nothing at all where none are: passed over up to the request.
      _ = text.take { $0 == 0x20 }
      if case .field(.ignored, _)? = text.parts.last?.part { return }
      text.add(.ignored, at: column)
    case "o": break
    default:
      guard let index = variables.firstIndex(where: { $0.name == name }) else {
        guard others.contains(name) else {
          let known = variables.map(\.name) + others
          throw .unknown("variable", "%" + name, at: column, known: known.map { "%" + $0 })
        }
        return text.add(.ignored, at: column)
      }
      if isQuoted { text.add(text: "\"", at: column) }
      text.add(variables[index].kind, at: column, rank: index)
      if isQuoted { text.add(text: "\"", at: column) }
    }
  }
}
