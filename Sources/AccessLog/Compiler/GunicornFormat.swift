/// Gunicorn's `access_log_format` (config.py): Python's `%(name)s`.
enum GunicornFormat {
  private static let names: [String: (kind: FieldKind, rank: Int)] = [
    "h": (.client(hasPort: false), 0), "u": (.user, 0), "r": (.requestLine, 0), "m": (.method, 0),
    "U": (.path, 0), "q": (.query, 0), "H": (.version, 0), "s": (.status, 0), "B": (.bytes, 0),
    "b": (.bytes, 0), "f": (.referer, 0), "a": (.userAgent, 0), "D": (.duration(.microseconds), 0),
    "L": (.duration(.seconds), 1), "M": (.duration(.milliseconds), 2),
    "T": (.duration(.seconds), 3), "l": (.ignored, 0), "p": (.ignored, 0),
  ]

  static func parts(_ format: String) throws(FormatError) -> [PlacedPart] {
    var text = FormatText(format)
    while !text.isAtEnd {
      guard text.current == UInt8(ascii: "%"), text.peek(1) == UInt8(ascii: "(") else {
        text.takeText()
        continue
      }
      let column = text.column
      text.position += 2
      guard let name = text.take(upTo: UInt8(ascii: ")")) else {
        throw FormatError(column, "expected ')s' behind '%('")
      }
      guard text.current == UInt8(ascii: "s") || text.current == UInt8(ascii: "d") else {
        throw FormatError(text.column, "expected 's' behind '%(\(name))'")
      }
      text.position += 1
      if name == "t" {
        text.add(text: "[", at: column)
        text.add(.time, at: column)
        text.add(text: "]", at: column)
      } else if name.hasPrefix("{"), name.hasSuffix("}i") {
        text.add(HeaderField.kind(String(name.dropFirst().dropLast(2))), at: column)
      } else if name.hasPrefix("{") {
        text.add(.ignored, at: column)
      } else if let known = names[name] {
        text.add(known.kind, at: column, rank: known.rank)
      } else {
        throw FormatError(column + 2, "unknown name '\(name)'")
      }
    }
    return text.parts
  }
}
