/// Text from a log line, made harmless to look at: whatever could drive a terminal, reorder a line
/// or hide in it is written as a visible escape.
///
/// Escaped are control characters (C0, DEL and C1: terminal sequences, line breaks), format
/// characters (bidirectional overrides, which turn what follows around, see Unicode UTS #55; zero
/// width characters; tags), line and paragraph separators, private-use and unassigned code points,
/// and bytes that are no UTF-8. Bytes appear as `\x1b`, the way nginx logs them, other code points
/// as `\u{202e}`. Everything else, also other scripts, stays as it is. Escaping for HTML, JSON or a
/// chat's markup comes on top, where the text goes there.
public enum PrintableText {
  /// The bytes as harmless text.
  /// - Complexity: O(*n*).
  public static func make(_ bytes: [UInt8]) -> String {
    if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) {
      return String(decoding: bytes, as: UTF8.self)
    }
    var result = ""
    result.reserveCapacity(bytes.count + 16)
    var decoder = UTF8()
    var position = 0
    while position < bytes.count {
      let rest = bytes[position...]
      var iterator = rest.makeIterator()
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar):
        append(scalar, to: &result)
        position += UTF8.width(scalar)
      case .emptyInput, .error:
        append(byte: bytes[position], to: &result)
        position += 1
      }
      decoder = UTF8()
    }
    return result
  }

  /// The text as harmless text.
  /// - Complexity: O(*n*).
  public static func make(_ text: String) -> String { make(Array(text.utf8)) }

  /// The text as harmless text of at most `limit` characters, the last an ellipsis where it was cut.
  public static func make(_ text: String, limit: Int) -> String {
    // A character has at most four bytes, so that what lies behind these would be cut anyway.
    let enough = 4 * max(0, limit) + 4
    return cut(make(Array(text.utf8.prefix(enough))), to: limit)
  }

  /// The text, cut to `limit` Unicode scalars with an ellipsis as the last where it was longer.
  /// - Complexity: O(*n*).
  public static func cut(_ text: String, to limit: Int) -> String {
    guard text.unicodeScalars.count > limit else { return text }
    guard limit > 0 else { return "" }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))) + "…"
  }

  /// True for a code point that is shown as it is.
  static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7f { return scalar.value >= 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return false
    default: return !isBlank(scalar)
    }
  }

  /// Letters that show nothing and so hide text or fool the eye: the Hangul fillers, the Braille
  /// blank and the combining grapheme joiner (Unicode, Default_Ignorable_Code_Point), besides the
  /// format characters.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isDefaultIgnorableCodePoint || scalar.value == 0x2800
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    if isHarmless(scalar) {
      result.unicodeScalars.append(scalar)
    } else if scalar.value < 0x80 {
      append(byte: UInt8(scalar.value), to: &result)
    } else {
      result += "\\u{\(String(scalar.value, radix: 16))}"
    }
  }

  private static func append(byte: UInt8, to result: inout String) {
    result += byte < 16 ? "\\x0" : "\\x"
    result += String(byte, radix: 16)
  }
}
