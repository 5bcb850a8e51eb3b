/// Finds the ends of JSON values without building anything. Malformed text gives nil, never a trap.
enum JSONScanner {
  /// Values may be nested this deep; deeper ones are malformed.
  static let deepest = 64

  /// The offset of the first byte that is no white space.
  @inline(__always)
  static func skipSpace(_ bytes: RawSpan, from start: Int, to end: Int) -> Int {
    var i = start
    while i < end {
      let byte = bytes.byte(i)
      guard byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d else { break }
      i &+= 1
    }
    return i
  }

  /// The closing quote of the string whose text begins at `start`, and whether it has escapes; nil
  /// where the string does not end.
  @inline(__always)
  static func stringEnd(
    _ bytes: RawSpan, from start: Int, to end: Int
  ) -> (quote: Int, escaped: Bool)? {
    var i = start
    var escaped = false
    while true {
      i = bytes.firstIndex(of: UInt8(ascii: "\""), or: UInt8(ascii: "\\"), from: i, to: end)
      guard i < end else { return nil }
      if bytes.byte(i) == UInt8(ascii: "\"") { return (i, escaped) }
      escaped = true
      i &+= 2
    }
  }

  /// The offset behind the value that begins at `start`, or nil.
  static func valueEnd(_ bytes: RawSpan, from start: Int, to end: Int) -> Int? {
    var i = start
    var depth = 0
    while i < end {
      switch bytes.byte(i) {
      case UInt8(ascii: "\""):
        guard let string = stringEnd(bytes, from: i &+ 1, to: end) else { return nil }
        i = string.quote &+ 1
        if depth == 0 { return i }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth &+= 1
        i &+= 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth &-= 1
        i &+= 1
        if depth == 0 { return i }
        if depth < 0 { return nil }
      default:
        if depth == 0 { return scalarEnd(bytes, from: i, to: end) }
        i &+= 1
      }
    }
    return nil
  }

  /// The offset behind a number or word.
  static func scalarEnd(_ bytes: RawSpan, from start: Int, to end: Int) -> Int? {
    var i = start
    while i < end {
      let byte = bytes.byte(i)
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
        || byte <= 0x20 || byte == UInt8(ascii: ":")
      {
        break
      }
      i &+= 1
    }
    return i > start ? i : nil
  }
}
