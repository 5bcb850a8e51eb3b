/// An IP address as a value: 128 bits, IPv4 kept as its IPv4-mapped IPv6 form (RFC 4291 §2.5.5.2),
/// so that `192.0.2.1` and `::ffff:192.0.2.1` are the same client.
public struct Address: Sendable, Hashable, Comparable {
  /// The upper 64 bits, in host order.
  public var high: UInt64
  /// The lower 64 bits, in host order.
  public var low: UInt64

  /// The value of a request without an address (`::`, which no client can have).
  public static let absent = Address(high: 0, low: 0)

  /// An address from its 128 bits.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// An IPv4 address from its 32 bits, in host order.
  public init(v4: UInt32) {
    self.high = 0
    self.low = 0x0000_ffff_0000_0000 | UInt64(v4)
  }

  /// True for the value that stands for "no address".
  public var isAbsent: Bool { high == 0 && low == 0 }
  /// True for IPv4 (and IPv4-mapped IPv6) addresses.
  public var isV4: Bool { high == 0 && low >> 32 == 0xffff }

  /// The network of this address with the low bits cleared.
  /// - Parameter prefix: Bits kept: 0…32 for IPv4, 0…128 for IPv6.
  public func network(prefix: Int) -> Address {
    let bits = isV4 ? 96 + min(max(prefix, 0), 32) : min(max(prefix, 0), 128)
    let keepHigh: UInt64 = bits >= 64 ? .max : (bits == 0 ? 0 : .max << UInt64(64 - bits))
    let keepLow: UInt64 =
      bits <= 64 ? 0 : (bits == 128 ? .max : .max << UInt64(128 - bits))
    return Address(high: high & keepHigh, low: low & keepLow)
  }

  /// Orders addresses by their 128 bits, IPv4 as IPv4-mapped.
  public static func < (a: Address, b: Address) -> Bool {
    a.high != b.high ? a.high < b.high : a.low < b.low
  }
}

extension Address: CustomStringConvertible {
  /// Dotted quad for IPv4, RFC 5952 for IPv6.
  public var description: String {
    guard isV4 else { return Address.rfc5952(high: high, low: low) }
    return "\(low >> 24 & 255).\(low >> 16 & 255).\(low >> 8 & 255).\(low & 255)"
  }

  /// RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups as `::`.
  private static func rfc5952(high: UInt64, low: UInt64) -> String {
    let groups = (0..<8).map {
      UInt16(truncatingIfNeeded: ($0 < 4 ? high : low) >> UInt64(48 - 16 * ($0 % 4)))
    }
    var best = 0..<0
    var start = 0
    while start < 8 {
      guard groups[start] == 0 else { start += 1; continue }
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > best.count, end - start > 1 { best = start..<end }
      start = end
    }
    let hex = { (part: ArraySlice<UInt16>) in
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    return best.isEmpty
      ? hex(groups[...]) : hex(groups[..<best.lowerBound]) + "::" + hex(groups[best.upperBound...])
  }
}
