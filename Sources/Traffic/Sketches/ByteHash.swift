import AccessLog

/// A fast, fixed 64-bit hash of bytes and words, for tables and sketches.
///
/// The construction follows wyhash (Wang Yi, 2019): words are folded by a 64×64→128-bit multiply, two
/// of them at once where there are two, and the last bytes are read again with some before them.
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
    let end = range.upperBound
    var state = seed2 ^ UInt64(truncatingIfNeeded: range.count)
    guard range.count >= 8 else {
      return range.isEmpty ? finish(state) : finish(mix(state, short(bytes, range)))
    }
    var at = range.lowerBound
    while at &+ 16 <= end {
      state = mix(word(bytes, at), word(bytes, at &+ 8) ^ state)
      at &+= 16
    }
    if at &+ 8 <= end {
      state = mix(state, word(bytes, at))
      at &+= 8
    }
    if at < end { state = mix(state, word(bytes, end &- 8) ^ seed2) }
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

  @inline(__always)
  private static func word(_ bytes: borrowing RawSpan, _ at: Int) -> UInt64 {
    bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
  }

  /// One to seven bytes as a word: two halves of four where there are four (the length tells how far
  /// they overlap), else the first, the middle and the last.
  @inline(__always)
  private static func short(_ bytes: borrowing RawSpan, _ range: Range<Int>) -> UInt64 {
    let count = range.count
    if count >= 4 {
      let first = bytes.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: UInt32.self)
      let last = bytes.unsafeLoadUnaligned(fromByteOffset: range.upperBound &- 4, as: UInt32.self)
      return UInt64(first) << 32 | UInt64(last)
    }
    return byte(bytes, range.lowerBound) << 16
      | byte(bytes, range.lowerBound &+ count >> 1) << 8
      | byte(bytes, range.upperBound &- 1)
  }

  @inline(__always)
  private static func byte(_ bytes: borrowing RawSpan, _ at: Int) -> UInt64 {
    UInt64(bytes.unsafeLoad(fromByteOffset: at, as: UInt8.self))
  }
}
