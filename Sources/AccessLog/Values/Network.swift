/// A range of addresses in CIDR notation (RFC 4632, RFC 4291 §2.3), such as `10.0.0.0/8`.
public struct Network: Sendable, Hashable {
  /// The first address.
  public let base: Address
  /// Bits that are the same in all addresses: 0…32 for IPv4, 0…128 for IPv6.
  public let prefix: Int

  /// The network that an address lies in; host bits are cleared.
  public init(_ address: Address, prefix: Int) {
    self.base = address.network(prefix: prefix)
    self.prefix = min(max(prefix, 0), address.isV4 ? 32 : 128)
  }

  /// A network from its text; an address alone is a network of one. Nil where it is neither.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let address = Address(String(first)) else { return nil }
    let widest = address.isV4 ? 32 : 128
    guard parts.count == 2 else { self.init(address, prefix: widest); return }
    // `::ffff:10.0.0.0/104` is `10.0.0.0/8`: the 96 bits of the mapping are not IPv4's.
    let mapped = address.isV4 && parts[0].contains(":") ? 96 : 0
    guard parts[1].allSatisfy({ $0.isASCII && $0.isNumber }), let prefix = Int(parts[1]),
      (mapped...mapped + widest).contains(prefix)
    else { return nil }
    self.init(address, prefix: prefix - mapped)
  }

  /// True if the address lies in the network; an IPv6 network holds no IPv4 address.
  public func contains(_ address: Address) -> Bool {
    address.isV4 == base.isV4 && address.network(prefix: prefix) == base
  }
}

extension Network: CustomStringConvertible {
  /// CIDR notation.
  public var description: String { "\(base)/\(prefix)" }
}
