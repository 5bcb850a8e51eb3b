/// Undoes the escapes of HTML and of programming languages: what a browser or an interpreter will
/// read, where the plain text hides it.
///
/// Character references (`&#60;`, `&#x3c`, `&lt;`; HTML Living Standard §13.2.5.72, the semicolon
/// may be missing), `\x3c`, `\u003c`, `\u{3c}`, `\074`, `\74`, CSS `\000063`, and UTF-7 `+ADw-`.
/// A reference to a blank or a control character disappears, as it does within `java&#9;script:`.
enum Unescaping {
  /// The text with its escapes undone, nil if there is none. O(n).
  static func unescaped(_ bytes: [UInt8]) -> [UInt8]? {
    guard
      bytes.contains(where: {
        $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "+")
      })
    else { return nil }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = 0
    var changed = false
    while index < bytes.count {
      if let (byte, length) = escape(in: bytes, at: index) {
        changed = true
        if byte > 0x20 || byte == 0x20 { output.append(byte.lowered) }
        index += length
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return changed ? output : nil
  }

  private static func escape(in bytes: [UInt8], at index: Int) -> (UInt8, Int)? {
    switch bytes[index] {
    case UInt8(ascii: "&"): reference(bytes, index)
    case UInt8(ascii: "\\"): backslash(bytes, index)
    case UInt8(ascii: "+"): utf7(bytes, index)
    default: nil
    }
  }

  private static func at(_ bytes: [UInt8], _ index: Int) -> UInt8 {
    index < bytes.count ? bytes[index] : 0
  }

  private static func reference(_ bytes: [UInt8], _ index: Int) -> (UInt8, Int)? {
    if at(bytes, index + 1) == UInt8(ascii: "#") {
      let isHex = at(bytes, index + 2) == UInt8(ascii: "x")
      let start = index + (isHex ? 3 : 2)
      guard let (value, end) = number(bytes, start, radix: isHex ? 16 : 10, limit: 8) else {
        return nil
      }
      let length = end - index + (at(bytes, end) == UInt8(ascii: ";") ? 1 : 0)
      return value < 0x80 ? (UInt8(value), length) : nil
    }
    for (name, byte) in namedReferences
    where bytes[(index + 1)...].starts(with: name.utf8) {
      let end = index + 1 + name.utf8.count
      return (byte, end - index + (at(bytes, end) == UInt8(ascii: ";") ? 1 : 0))
    }
    return nil
  }

  private static let namedReferences: [(String, UInt8)] = [
    ("lt", UInt8(ascii: "<")), ("gt", UInt8(ascii: ">")), ("quot", UInt8(ascii: "\"")),
    ("apos", UInt8(ascii: "'")),
    ("lpar;", UInt8(ascii: "(")), ("rpar;", UInt8(ascii: ")")), ("colon;", UInt8(ascii: ":")),
    ("tab;", 9), ("newline;", 10), ("sol;", UInt8(ascii: "/")), ("equals;", UInt8(ascii: "=")),
  ]

  private static func backslash(_ bytes: [UInt8], _ index: Int) -> (UInt8, Int)? {
    switch at(bytes, index + 1) {
    case UInt8(ascii: "x"):
      guard let (value, end) = number(bytes, index + 2, radix: 16, limit: 2) else { return nil }
      return value < 0x80 ? (UInt8(value), end - index) : nil
    case UInt8(ascii: "u"):
      let brace = at(bytes, index + 2) == UInt8(ascii: "{")
      guard let (value, end) = number(bytes, index + (brace ? 3 : 2), radix: 16, limit: 4),
        value < 0x80, brace || end == index + 6
      else { return nil }
      return (UInt8(value), end - index + (brace ? 1 : 0))
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      guard let (value, end) = number(bytes, index + 1, radix: 16, limit: 6), value < 0x80,
        end - index > 2
      else { return nil }
      return (UInt8(value), end - index)
    default: return nil
    }
  }

  /// `+ADw-` is `<` and `+AD4-` is `>` (RFC 2152): the two that matter.
  private static func utf7(_ bytes: [UInt8], _ index: Int) -> (UInt8, Int)? {
    let rest = bytes[index...]
    if rest.starts(with: "+adw-".utf8) { return (UInt8(ascii: "<"), 5) }
    if rest.starts(with: "+ad4-".utf8) { return (UInt8(ascii: ">"), 5) }
    return nil
  }

  private static func number(
    _ bytes: [UInt8], _ start: Int, radix: UInt32, limit: Int
  ) -> (UInt32, Int)? {
    var value: UInt32 = 0
    var end = start
    while end - start < limit, let digit = at(bytes, end).hexValue, UInt32(digit) < radix {
      value = value &* radix &+ UInt32(digit)
      end += 1
    }
    return end > start ? (value, end) : nil
  }
}
