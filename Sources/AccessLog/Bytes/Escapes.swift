/// Undoes the escaping that servers apply to a field, into the context's decoded text.
enum Escapes {
  /// The range of a field whose escapes may have to be undone; without a backslash, the range itself.
  @inline(__always)
  static func undo(
    _ range: Range<Int>, of bytes: RawSpan, context: inout LineContext
  ) -> ByteRange {
    let first = bytes.firstIndex(
      of: UInt8(ascii: "\\"), from: range.lowerBound, to: range.upperBound)
    return first == range.upperBound
      ? ByteRange(range) : decode(range, of: bytes, context: &context)
  }

  /// The decoded copy of a field written by nginx (`\xHH`) or Apache (`\xHH`, `\"`, `\\`, `\n`…).
  ///
  /// nginx: `ngx_http_log_escape`; Apache: `ap_escape_logitem`. A backslash before anything else
  /// is the client's own and stays.
  static func decode(
    _ range: Range<Int>, of bytes: RawSpan, context: inout LineContext
  ) -> ByteRange {
    let start = context.decoded.count
    var i = range.lowerBound
    let end = range.upperBound
    while i < end {
      let byte = bytes.byte(i)
      i &+= 1
      guard byte == UInt8(ascii: "\\"), i < end else {
        context.decoded.append(byte)
        continue
      }
      i &+= decodeEscape(at: i, to: end, of: bytes, into: &context.decoded)
    }
    return context.decodedRange(from: start)
  }

  /// Decodes what follows a backslash; returns how many bytes that was.
  private static func decodeEscape(
    at i: Int, to end: Int, of bytes: RawSpan, into output: inout [UInt8]
  ) -> Int {
    let byte = bytes.byte(i)
    if byte == UInt8(ascii: "x") || byte == UInt8(ascii: "X"), i &+ 2 < end,
      let high = Hex.value(bytes.byte(i &+ 1)), let low = Hex.value(bytes.byte(i &+ 2))
    {
      output.append(high << 4 | low)
      return 3
    }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
    case UInt8(ascii: "n"): output.append(0x0a)
    case UInt8(ascii: "r"): output.append(0x0d)
    case UInt8(ascii: "t"): output.append(0x09)
    case UInt8(ascii: "b"): output.append(0x08)
    case UInt8(ascii: "f"): output.append(0x0c)
    case UInt8(ascii: "v"): output.append(0x0b)
    default:
      output.append(UInt8(ascii: "\\"))
      output.append(byte)
    }
    return 1
  }

  /// The decoded copy of the inside of a JSON string (RFC 8259 §7). A lone surrogate becomes
  /// U+FFFD; an escape that JSON does not know stays as it is.
  static func decodeJSON(
    _ range: Range<Int>, of bytes: RawSpan, context: inout LineContext
  ) -> ByteRange {
    let start = context.decoded.count
    appendJSON(range, of: bytes, to: &context.decoded)
    return context.decodedRange(from: start)
  }

  /// Appends the decoded inside of a JSON string.
  static func appendJSON(_ range: Range<Int>, of bytes: RawSpan, to output: inout [UInt8]) {
    var i = range.lowerBound
    let end = range.upperBound
    while i < end {
      let byte = bytes.byte(i)
      i &+= 1
      guard byte == UInt8(ascii: "\\"), i < end else {
        output.append(byte)
        continue
      }
      switch bytes.byte(i) {
      case UInt8(ascii: "u"):
        i = appendUnicode(at: i, to: end, of: bytes, output: &output)
        continue
      case UInt8(ascii: "/"): output.append(UInt8(ascii: "/"))
      default:
        i &+= decodeEscape(at: i, to: end, of: bytes, into: &output)
        continue
      }
      i &+= 1
    }
  }

  /// Decodes `uXXXX` (and the second half of a surrogate pair) at `i`; returns the offset behind.
  private static func appendUnicode(
    at i: Int, to end: Int, of bytes: RawSpan, output: inout [UInt8]
  ) -> Int {
    guard let unit = hex4(at: i &+ 1, to: end, of: bytes) else {
      output.append(UInt8(ascii: "\\"))
      output.append(UInt8(ascii: "u"))
      return i &+ 1
    }
    if unit & 0xfc00 == 0xd800, bytes.byte(i &+ 5) == UInt8(ascii: "\\"),
      bytes.byte(i &+ 6) == UInt8(ascii: "u"), let low = hex4(at: i &+ 7, to: end, of: bytes),
      low & 0xfc00 == 0xdc00
    {
      append(0x10000 + (unit & 0x3ff) << 10 + low & 0x3ff, to: &output)
      return i &+ 11
    }
    append(unit, to: &output)
    return i &+ 5
  }

  private static func hex4(at i: Int, to end: Int, of bytes: RawSpan) -> UInt32? {
    guard i &+ 4 <= end else { return nil }
    var value: UInt32 = 0
    for k in i..<i &+ 4 {
      guard let digit = Hex.value(bytes.byte(k)) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// Appends a code point as UTF-8; a surrogate as U+FFFD.
  private static func append(_ value: UInt32, to output: inout [UInt8]) {
    let scalar = Unicode.Scalar(value) ?? "\u{fffd}"
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { output.append(byte) }
  }
}

extension LineContext {
  /// The range in the batch of what was appended to `decoded` since it had `start` bytes.
  func decodedRange(from start: Int) -> ByteRange {
    ByteRange(decodedBase &+ start..<decodedBase &+ decoded.count)
  }
}
