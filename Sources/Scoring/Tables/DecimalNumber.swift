import Foundation

/// Decimal numbers out of bytes, exactly, and fast where they are short.
enum DecimalNumber {
  /// The number the bytes spell, spaces around it allowed; nil for anything else, and for what is
  /// not finite.
  ///
  /// Up to 15 digits with a power of ten up to 22 are exact in two operations, since both are
  /// whole doubles (Clinger 1990, "How to read floating point numbers accurately"); the rest goes
  /// to the standard library.
  static func parse(_ bytes: ArraySlice<UInt8>) -> Double? {
    let text = trim(bytes)
    var digits: UInt64 = 0
    var count = 0
    var fraction: Int?
    for (offset, byte) in text.enumerated() {
      switch byte {
      case 0x30...0x39:
        digits = digits &* 10 &+ UInt64(byte & 0x0F)
        count += 1
      case 0x2E where fraction == nil: fraction = count
      case 0x2B where offset == 0, 0x2D where offset == 0: continue
      default: return slow(text)
      }
      if count > 15 { return slow(text) }
    }
    guard count > 0 else { return nil }
    let places = fraction.map { count - $0 } ?? 0
    let value = Double(digits) / powers[places]
    return text.first == 0x2D ? -value : value
  }

  /// The powers of ten that are whole doubles and can occur above.
  private static let powers: [Double] = (0...15).map { pow(10, Double($0)) }

  private static func slow(_ text: ArraySlice<UInt8>) -> Double? {
    // Hexadecimal floats, "nan" and "infinity", which the standard library reads, are no numbers.
    let allowed = text.allSatisfy { byte in
      (0x30...0x39).contains(byte) || [0x2E, 0x2B, 0x2D, 0x45, 0x65].contains(byte)
    }
    guard allowed, let value = Double(String(decoding: text, as: UTF8.self)) else { return nil }
    return value.isFinite ? value : nil
  }

  /// Without spaces and tabs at the ends.
  static func trim(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return bytes
  }
}
