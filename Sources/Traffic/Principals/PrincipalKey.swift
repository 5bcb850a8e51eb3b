import AccessLog

/// Whoever made a request, as 128 bits: a client's address, or a name.
///
/// Names (authenticated users, clients logged by host name) are kept by their hash in ff00::/8, the
/// multicast range (RFC 4291 §2.7), from which no client can speak; `NameBook` knows the text.
public struct PrincipalKey: Sendable, Hashable, Comparable {
  /// The address, or the stand-in for a name.
  public var address: Address

  private static let hostTag: UInt64 = 0xff00_0000_0000_0001
  private static let userTag: UInt64 = 0xff00_0000_0000_0002
  private static let networkTag: UInt64 = 0xff00_0000_0000_0003
  private static let wideNetworkTag: UInt64 = 0xff00_0000_0000_0004

  /// The principal behind an address.
  public init(_ address: Address) { self.address = address }

  /// A client that the log knows by a host name only.
  public init(hostHash: UInt64) { address = Address(high: Self.hostTag, low: hostHash) }

  /// An authenticated user.
  public init(userHash: UInt64) { address = Address(high: Self.userTag, low: userHash) }

  /// The network of a client's address: IPv4 /24, IPv6 /64; nil for names and absent clients.
  public var network: PrincipalKey? {
    guard !isAbsent, address.high >> 56 != 0xff else { return nil }
    var key = self
    key.address =
      address.isV4
      ? Address(high: Self.networkTag, low: address.low & 0xffff_ff00)
      : Address(high: Self.wideNetworkTag, low: address.high)
    return key
  }

  /// A network as such; nil for anything else.
  public var asNetwork: Network? {
    switch address.high {
    case Self.networkTag:
      Network(Address(v4: UInt32(truncatingIfNeeded: address.low)), prefix: 24)
    case Self.wideNetworkTag: Network(Address(high: address.low, low: 0), prefix: 64)
    default: nil
    }
  }

  /// True for networks.
  public var isNetwork: Bool {
    address.high == Self.networkTag || address.high == Self.wideNetworkTag
  }

  /// True for authenticated users.
  public var isUser: Bool { address.high == Self.userTag }
  /// True for clients known by a host name.
  public var isHost: Bool { address.high == Self.hostTag }
  /// True for requests that name no client at all.
  public var isAbsent: Bool { address.isAbsent }

  /// A hash for tables and sketches.
  @inline(__always)
  public var hash: UInt64 { ByteHash.finish(ByteHash.mix(address.high, address.low)) }

  /// Orders by the 128 bits.
  public static func < (a: PrincipalKey, b: PrincipalKey) -> Bool { a.address < b.address }
}

extension PrincipalKey: PlainData {}
