/// A keyed hash with SHA-256 (HMAC, RFC 2104).
public enum HMAC {
  /// The 32 bytes that only somebody who knows the key can make for these bytes.
  public static func sha256(key: [UInt8], _ bytes: some Sequence<UInt8>) -> [UInt8] {
    // RFC 2104 §2: a key longer than a block is hashed, a shorter one filled up with zeros.
    var block = key.count > SHA256.blockSize ? SHA256.hash(key) : key
    block += [UInt8](repeating: 0, count: SHA256.blockSize - block.count)
    var inner = SHA256()
    inner.update(block.map { $0 ^ 0x36 })
    inner.update(bytes)
    var outer = SHA256()
    outer.update(block.map { $0 ^ 0x5c })
    outer.update(inner.finish())
    return outer.finish()
  }
}
