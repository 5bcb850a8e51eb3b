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

  /// The principal behind an address.
  public init(_ address: Address) { self.address = address }

  /// A client that the log knows by a host name only.
  public init(hostHash: UInt64) { address = Address(high: Self.hostTag, low: hostHash) }

  /// An authenticated user.
  public init(userHash: UInt64) { address = Address(high: Self.userTag, low: userHash) }

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
