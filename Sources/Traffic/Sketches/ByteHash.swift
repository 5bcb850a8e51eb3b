import AccessLog

/// A fast, fixed 64-bit hash of bytes and words, for tables and sketches.
///
/// The construction follows wyhash (Wang Yi, 2019): words are folded by a 64×64→128-bit multiply.
/// It is fixed on purpose: sketches of two machines or two runs must merge, and the same input must
/// give the same alerts. Tables of principals compare whole keys; endpoints are told apart by the 64
/// bits alone, so a collision made on purpose could at worst file one path under another's name.
public enum ByteHash {
  /// Odd constants with balanced bits: the fractional digits of √2, √3, √5 (OEIS A002193 …).
  private static let seed0: UInt64 = 0x6a09_e667_f3bc_c909
  private static let seed1: UInt64 = 0xbb67_ae85_84ca_a73b
  private static let seed2: UInt64 = 0x3c6e_f372_fe94_f82b

  /// Mixes two words into one. O(1).
  @inline(__always)
  public static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = (a ^ seed0).multipliedFullWidth(by: b ^ seed1)
    return product.low ^ product.high
  }

  /// Hashes a range of bytes. O(n).
  /// - Parameters:
  ///   - bytes: The buffer.
  ///   - range: A range inside it.
  @inline(__always)
  public static func hash(_ bytes: borrowing RawSpan, _ range: Range<Int>) -> UInt64 {
    var state = seed2 ^ UInt64(truncatingIfNeeded: range.count)
    var at = range.lowerBound
    while at &+ 8 <= range.upperBound {
      state = mix(state, bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
      at &+= 8
    }
    if at < range.upperBound { state = mix(state, tail(bytes, at..<range.upperBound) ^ seed2) }
    return finish(state)
  }

  /// Mixes a word once more. One multiplication by a constant leaves neighbours (`/orders/17`,
  /// `/orders/18`, the addresses of a network) evenly spaced, and what is evenly spaced is counted
  /// twice and more by sketches that expect chance. O(1).
  @inline(__always)
  public static func finish(_ state: UInt64) -> UInt64 { mix(state, seed2) }

  /// The hash of bytes as a name: 16 hexadecimal digits. O(n).
  public static func digits(of bytes: [UInt8]) -> String {
    let digits = String(hash(bytes.span.bytes, 0..<bytes.count), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The last one to seven bytes as a word, without reading beyond the range.
  @inline(__always)
  private static func tail(_ bytes: borrowing RawSpan, _ range: Range<Int>) -> UInt64 {
    var word: UInt64 = 0
    for at in range {
      word = word << 8 | UInt64(bytes.unsafeLoad(fromByteOffset: at, as: UInt8.self))
    }
    return word
  }
}
