/// Finds the end of a field in double quotes.
enum Quoted {
  /// Where a quoted field ends: the closing quote, or the end of the line where it was cut off, and
  /// whether there is a backslash in it.
  struct End {
    var quote: Int
    var escaped: Bool
  }

  /// The end of the quoted field whose text begins at `start`.
  ///
  /// A quote closes the field if a space or the line's end follows, as servers that escape nothing
  /// write user agents with quotes in them. A quote behind a backslash is part of the text.
  @inline(__always)
  static func end(_ bytes: RawSpan, from start: Int, to end: Int) -> End {
    let found = bytes.firstIndex(
      of: UInt8(ascii: "\""), or: UInt8(ascii: "\\"), from: start, to: end)
    if found == end { return End(quote: end, escaped: false) }
    if bytes.byte(found) == UInt8(ascii: "\""), found &+ 1 == end || isBreak(bytes.byte(found &+ 1))
    {
      return End(quote: found, escaped: false)
    }
    return slowEnd(bytes, from: found, to: end)
  }

  @inline(__always)
  private static func isBreak(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]")
  }

  private static func slowEnd(_ bytes: RawSpan, from start: Int, to end: Int) -> End {
    var i = start
    var escaped = false
    while i < end {
      i = bytes.firstIndex(of: UInt8(ascii: "\""), or: UInt8(ascii: "\\"), from: i, to: end)
      guard i < end else { break }
      if bytes.byte(i) == UInt8(ascii: "\\") {
        escaped = true
        i &+= 2
      } else if i &+ 1 >= end || isBreak(bytes.byte(i &+ 1)) {
        return End(quote: i, escaped: escaped)
      } else {
        i &+= 1
      }
    }
    // Cut off, or its last quote was taken for an escaped one.
    let last = end > start && bytes.byte(end &- 1) == UInt8(ascii: "\"") ? end &- 1 : end
    return End(quote: last, escaped: escaped)
  }

  /// The text of a quoted field with its escapes undone; `-` is absent.
  @inline(__always)
  static func text(
    _ range: Range<Int>, escaped: Bool, of bytes: RawSpan, context: inout LineContext
  ) -> ByteRange {
    if range.count <= 1, range.isEmpty || bytes.byte(range.lowerBound) == UInt8(ascii: "-") {
      return .absent
    }
    return escaped ? Escapes.decode(range, of: bytes, context: &context) : ByteRange(range)
  }
}
