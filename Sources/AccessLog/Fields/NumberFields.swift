/// Reads a status as logs write it.
enum StatusField {
  /// A status of three digits; −1 for `-`, `000`, `0` and `-1`; nil for anything else.
  @inline(__always)
  static func read(_ range: Range<Int>, _ bytes: RawSpan) -> Int32? {
    let a = bytes.byte(range.lowerBound) &- 0x30
    guard range.count == 3, a < 10 else { return slow(range, bytes) }
    let b = bytes.byte(range.lowerBound &+ 1) &- 0x30
    let c = bytes.byte(range.lowerBound &+ 2) &- 0x30
    guard b < 10, c < 10 else { return nil }
    let status = Int32(a) &* 100 &+ Int32(b) &* 10 &+ Int32(c)
    return status == 0 ? -1 : status
  }

  private static func slow(_ range: Range<Int>, _ bytes: RawSpan) -> Int32? {
    bytes.isDash(range) || bytes.equals("0", range) || bytes.equals("-1", range) ? -1 : nil
  }
}

/// Reads a number of bytes as logs write it.
enum SizeField {
  /// A number of digits only; −1 for `-` and negative numbers; nil for anything else.
  @inline(__always)
  static func read(_ range: Range<Int>, _ bytes: RawSpan) -> Int64? {
    guard range.count < 19 else { return bytes.integer(range) }
    var value: Int64 = 0
    for i in range {
      let digit = bytes.byte(i) &- 0x30
      guard digit < 10 else { return slow(range, bytes) }
      value = value &* 10 &+ Int64(digit)
    }
    return range.isEmpty ? nil : value
  }

  private static func slow(_ range: Range<Int>, _ bytes: RawSpan) -> Int64? {
    guard bytes.byte(range.lowerBound) == UInt8(ascii: "-") else {
      return bytes.byte(range.lowerBound) == UInt8(ascii: "+")
        ? bytes.integer(range.lowerBound + 1..<range.upperBound) : nil
    }
    let digits = range.lowerBound + 1..<range.upperBound
    return digits.isEmpty || bytes.allDigits(digits) ? -1 : nil
  }
}
