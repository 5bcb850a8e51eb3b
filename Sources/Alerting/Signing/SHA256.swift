/// SHA-256 (FIPS 180-4), for signatures and content hashes. There is no cryptography in the Swift
/// toolchain for Linux, and this is a page of arithmetic with published test vectors.
///
///     var hash = SHA256()
///     hash.update("abc".utf8)
///     hash.finish()  // ba7816bf 8f01cfea …
public struct SHA256: Sendable {
  /// Bytes of a hash.
  public static let size = 32
  /// Bytes of a block.
  static let blockSize = 64

  private var state = SHA256.initial
  private var block: [UInt8] = []
  private var length: UInt64 = 0

  /// A hash of nothing yet.
  public init() { block.reserveCapacity(SHA256.blockSize) }

  /// The hash of some bytes.
  public static func hash(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }

  /// Takes in bytes.
  /// - Complexity: O(*n*).
  public mutating func update(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      block.append(byte)
      length &+= 8
      if block.count == SHA256.blockSize { compress() }
    }
  }

  /// The hash of all bytes taken in.
  public consuming func finish() -> [UInt8] {
    // FIPS 180-4 §5.1.1: a one bit, zeros, and the length in bits as 64 bits.
    let bits = length
    block.append(0x80)
    if block.count == SHA256.blockSize { compress() }
    while block.count != SHA256.blockSize - 8 {
      block.append(0)
      if block.count == SHA256.blockSize { compress() }
    }
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      block.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    compress()
    return state.flatMap { word in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }

  /// FIPS 180-4 §6.2.2, one block.
  private mutating func compress() {
    var schedule = [UInt32](repeating: 0, count: 64)
    for i in 0..<16 {
      schedule[i] = (0..<4).reduce(0) { $0 << 8 | UInt32(block[4 * i + $1]) }
    }
    for i in 16..<64 {
      let (x, y) = (schedule[i - 15], schedule[i - 2])
      let small = SHA256.rotate(x, 7) ^ SHA256.rotate(x, 18) ^ x >> 3
      let large = SHA256.rotate(y, 17) ^ SHA256.rotate(y, 19) ^ y >> 10
      schedule[i] = schedule[i - 16] &+ small &+ schedule[i - 7] &+ large
    }
    var s = state
    for i in 0..<64 {
      let sum1 = SHA256.rotate(s[4], 6) ^ SHA256.rotate(s[4], 11) ^ SHA256.rotate(s[4], 25)
      let choice = s[4] & s[5] ^ ~s[4] & s[6]
      let first = s[7] &+ sum1 &+ choice &+ SHA256.constants[i] &+ schedule[i]
      let sum0 = SHA256.rotate(s[0], 2) ^ SHA256.rotate(s[0], 13) ^ SHA256.rotate(s[0], 22)
      let majority = s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]
      s = [first &+ sum0 &+ majority, s[0], s[1], s[2], s[3] &+ first, s[4], s[5], s[6]]
    }
    for i in 0..<8 { state[i] &+= s[i] }
    block.removeAll(keepingCapacity: true)
  }

  private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  /// FIPS 180-4 §5.3.3: the fractional parts of the square roots of the first 8 primes.
  private static let initial: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]

  /// FIPS 180-4 §4.2.2: the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
