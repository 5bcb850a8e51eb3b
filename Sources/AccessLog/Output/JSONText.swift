/// Writes the parts of JSON text (RFC 8259).
enum JSONText {
  /// Appends `,"key":`.
  @inline(__always)
  static func append(key: StaticString, to output: inout [UInt8]) {
    output.append(UInt8(ascii: ","))
    output.append(UInt8(ascii: "\""))
    output.append(
      contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    output.append(UInt8(ascii: "\""))
    output.append(UInt8(ascii: ":"))
  }

  /// Appends a whole number.
  static func append(number value: Int64, to output: inout [UInt8]) {
    if value < 0 { output.append(UInt8(ascii: "-")) }
    let magnitude = value.magnitude
    var divisor: UInt64 = 1
    while magnitude / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      output.append(UInt8(truncatingIfNeeded: 0x30 + magnitude / divisor % 10))
      divisor /= 10
    }
  }

  /// Appends microseconds as seconds with as many decimals as they have: `16.867`, `0.000002`.
  static func append(seconds microseconds: Int64, to output: inout [UInt8]) {
    append(number: microseconds / 1_000_000, to: &output)
    var fraction = microseconds % 1_000_000
    guard fraction > 0 else { return }
    output.append(UInt8(ascii: "."))
    var unit: Int64 = 100_000
    while fraction > 0 {
      output.append(UInt8(truncatingIfNeeded: 0x30 + fraction / unit))
      fraction %= unit
      unit /= 10
    }
  }

  /// Appends text as the inside of a JSON string: quotes, backslashes, control characters (also
  /// DEL and U+0080…U+009F, which terminals obey) escaped, invalid UTF-8 as U+FFFD.
  static func append(_ bytes: RawSpan, _ range: Range<Int>, to output: inout [UInt8]) {
    var i = range.lowerBound
    let end = range.upperBound
    while i < end {
      let byte = bytes.byte(i)
      if byte >= 0x80 {
        i &+= appendScalar(at: i, to: end, of: bytes, output: &output)
        continue
      }
      i &+= 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        output.append(UInt8(ascii: "\\"))
        output.append(byte)
      case 0..<0x20, 0x7f: appendEscape(byte, to: &output)
      default: output.append(byte)
      }
    }
  }

  private static func appendEscape(_ byte: UInt8, to output: inout [UInt8]) {
    output.append(contentsOf: "\\u00".utf8)
    output.append(Hex.digit(byte >> 4))
    output.append(Hex.digit(byte))
  }

  /// Appends one code point of more than one byte, or U+FFFD for a byte that begins none; returns
  /// how many bytes were read (Unicode 16, table 3-7: well-formed UTF-8 byte sequences).
  private static func appendScalar(
    at i: Int, to end: Int, of bytes: RawSpan, output: inout [UInt8]
  ) -> Int {
    let first = bytes.byte(i)
    let second = i + 1 < end ? bytes.byte(i + 1) : 0
    let length: Int
    let allowed: ClosedRange<UInt8>
    switch first {
    case 0xc2...0xdf: (length, allowed) = (2, 0x80...0xbf)
    case 0xe0: (length, allowed) = (3, 0xa0...0xbf)
    case 0xed: (length, allowed) = (3, 0x80...0x9f)
    case 0xe1...0xef: (length, allowed) = (3, 0x80...0xbf)
    case 0xf0: (length, allowed) = (4, 0x90...0xbf)
    case 0xf1...0xf3: (length, allowed) = (4, 0x80...0xbf)
    case 0xf4: (length, allowed) = (4, 0x80...0x8f)
    default: (length, allowed) = (1, 0...0)
    }
    guard length > 1, allowed.contains(second), i + length <= end else {
      return replacement(1, &output)
    }
    for k in 2..<max(length, 2) where bytes.byte(i + k) & 0xc0 != 0x80 {
      return replacement(k, &output)
    }
    if first == 0xc2, second < 0xa0 {
      appendEscape(second, to: &output)
    } else {
      for k in 0..<length { output.append(bytes.byte(i + k)) }
    }
    return length
  }

  private static func replacement(_ length: Int, _ output: inout [UInt8]) -> Int {
    output.append(0xef)
    output.append(0xbf)
    output.append(0xbd)
    return length
  }
}
