/// Text within base64 (RFC 4648 §4 and §5): applications that unpack values run what was packed.
enum Base64Text {
  /// Shorter values are words, longer ones files.
  private static let lengths = 16...4096

  /// The text of a value that is base64 from end to end, lower-cased; nil if it is none, or what
  /// comes out is no text, or text without any sign that a grammar could read.
  static func decoded(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
    guard lengths.contains(range.count) else { return nil }
    var output: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    var signs = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: "=") || byte == UInt8(ascii: "%") { break }
      guard let value = value(byte) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      index += 1
      guard count >= 8 else { continue }
      count -= 8
      let letter = UInt8(truncatingIfNeeded: bits >> UInt32(count))
      guard letter >= 0x20 && letter < 0x7f || letter.isSpace else { return nil }
      if !letter.lowered.isWord, letter != 0x20 { signs += 1 }
      output.append(letter.lowered)
    }
    // Only padding may follow, plain or percent-encoded.
    while index < range.upperBound {
      if bytes[index] == UInt8(ascii: "=") {
        index += 1
      } else if index + 2 < range.upperBound, bytes[index] == UInt8(ascii: "%"),
        bytes[index + 1] == UInt8(ascii: "3"), bytes[index + 2] | 0x20 == UInt8(ascii: "d")
      {
        index += 3
      } else {
        return nil
      }
    }
    return signs > 0 ? output : nil
  }

  private static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
