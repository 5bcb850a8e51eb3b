/// The host of an address within a text, read as lenient resolvers read it: `127.1`, `0x7f000001`,
/// `2130706433` and `0177.0.0.1` are all loopback (inet_aton(3)).
struct HostLiteral {
  /// What the host is.
  enum Reach { case loopback, metadata, privateNetwork, unspecified, elsewhere }

  /// The host's part of the text.
  let range: Range<Int>
  /// What it leads to.
  let reach: Reach
  /// True if it is a number, not a name.
  let isAddress: Bool
  /// True if it is a number that people do not write: hexadecimal, octal, one integer.
  let isDisguised: Bool
  /// True if a scheme stood before it.
  let hasScheme: Bool

  /// Reads the host at the beginning of a text; nil if there is none.
  init?(_ text: Text) {
    var start = 0
    var scheme = false
    if let colon = text.firstIndex(of: ":", before: 24), colon > 1,
      text[colon + 1] == UInt8(ascii: "/") || text.has("http", at: 0)
    {
      scheme = true
      start = colon + 1
    }
    while text[start] == UInt8(ascii: "/") || text[start] == UInt8(ascii: "\\") { start += 1 }
    let authorityEnd = HostLiteral.authorityEnd(text, start)
    if let at = text.bytes[min(start, text.count)..<authorityEnd].lastIndex(of: UInt8(ascii: "@")) {
      start = at + 1
    }
    guard start < authorityEnd else { return nil }
    // "metadata toolkit": a word of a sentence, not a host.
    if !scheme, authorityEnd < text.count, text[authorityEnd] == 0x20 { return nil }
    hasScheme = scheme
    if text[start] == UInt8(ascii: "[") {
      let close = text.firstIndex(of: "]", from: start) ?? authorityEnd
      range = start..<min(close + 1, text.count)
      isAddress = true
      reach = HostLiteral.reach6(text, start + 1..<max(close, start + 1))
      // An IPv4 address in IPv6's clothes (RFC 4291 §2.5.5).
      isDisguised = scheme && reach == .metadata
      return
    }
    var end = start
    while end < authorityEnd, text[end] != UInt8(ascii: ":") { end += 1 }
    range = start..<end
    if let (address, plain) = HostLiteral.v4(text, start..<end) {
      isAddress = true
      isDisguised = !plain
      reach = HostLiteral.reach4(address)
    } else {
      isAddress = false
      isDisguised = false
      reach = HostLiteral.reachName(text, start..<end)
    }
  }

  private static func authorityEnd(_ text: Text, _ start: Int) -> Int {
    var end = min(start, text.count)
    while end < text.count {
      switch text[end] {
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"),
        UInt8(ascii: " "):
        return end
      default: end += 1
      }
    }
    return end
  }

  /// inet_aton: one to four numbers, decimal, octal or hexadecimal, the last filling the rest.
  private static func v4(_ text: Text, _ range: Range<Int>) -> (UInt32, Bool)? {
    var parts: [UInt64] = []
    var plain = true
    var index = range.lowerBound
    while index < range.upperBound {
      guard parts.count < 4, let (value, end, decimal) = number(text, index, range.upperBound)
      else {
        return nil
      }
      parts.append(value)
      plain = plain && decimal
      index = end
      if index < range.upperBound {
        guard text[index] == UInt8(ascii: ".") else { return nil }
        index += 1
      }
    }
    guard let last = parts.last else { return nil }
    var address: UInt64 = 0
    for part in parts.dropLast() {
      guard part < 256 else { return nil }
      address = address << 8 | part
    }
    let rest = UInt64(8 * (5 - parts.count))
    // A single number beyond 32 bits wraps round in lenient resolvers; nobody else writes one.
    guard last < 1 << rest || parts.count == 1 && last <= 1 << 33 else { return nil }
    address = address << rest | last
    // A small number is a number: 0.0.0.0/8 holds no host that could be meant by it but 0 itself.
    if parts.count == 1, address < 0x0100_0000, plain || address > 0xff { return nil }
    return (UInt32(truncatingIfNeeded: address), plain && parts.count == 4)
  }

  private static func number(_ text: Text, _ start: Int, _ limit: Int) -> (UInt64, Int, Bool)? {
    var index = start
    var radix: UInt64 = 10
    if text[index] == UInt8(ascii: "0"), text[index + 1] == UInt8(ascii: "x") {
      radix = 16
      index += 2
    } else if text[index] == UInt8(ascii: "0"), text[index + 1].isDigit {
      radix = 8
    }
    var value: UInt64 = 0
    let first = index
    while index < limit, let digit = text[index].hexValue, UInt64(digit) < radix {
      value = min(value &* radix &+ UInt64(digit), 1 << 33)
      index += 1
    }
    return index > first ? (value, index, radix == 10) : nil
  }

  private static func reach4(_ address: UInt32) -> Reach {
    switch (address >> 24, address >> 16) {
    case (127, _): .loopback
    case (0, 0): address < 256 ? .unspecified : .elsewhere
    case (_, 0xa9fe): .metadata
    case (10, _), (_, 0xc0a8), (_, 0xac10...0xac1f): .privateNetwork
    default: .elsewhere
    }
  }

  private static func reach6(_ text: Text, _ range: Range<Int>) -> Reach {
    let inner = Text(Array(text.bytes[range.clamped(to: 0..<text.count)]), field: text.field)
    if inner.has("::1", at: 0), inner.count == 3 { return .loopback }
    if inner.bytes.allSatisfy({ $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "0") }) {
      return .unspecified
    }
    if inner.contains("169.254") || inner.contains("a9fe:a9fe") { return .metadata }
    if inner.contains("127.0.0.1") || inner.contains("7f00:1") { return .loopback }
    if inner.has("fd", at: 0) || inner.has("fe80", at: 0) { return .privateNetwork }
    return .elsewhere
  }

  private static func reachName(_ text: Text, _ range: Range<Int>) -> Reach {
    names.meaning(of: range, in: text) ?? suffix(text, range)
  }

  private static func suffix(_ text: Text, _ range: Range<Int>) -> Reach {
    for name in [".localhost", ".localtest.me", ".nip.io", ".sslip.io", ".xip.io", ".lvh.me"]
      as [StaticString]
    where text.has(name, at: range.upperBound - name.utf8CodeUnitCount) { return .loopback }
    if text.has(".svc.cluster.local", at: range.upperBound - 18) { return .metadata }
    return .elsewhere
  }

  private static let names = WordTable<Reach>([
    (
      """
      localhost localtest.me lvh.me vcap.me fuf.me lacolhost.com yoogle.com ip6-localhost
      ipv6-localhost ip6-loopback ipv6-loopback localhost4 localhost6 localhost.localdomain
      localhost4.localdomain4 localhost6.localdomain6 localhost.localstack.cloud
      """, .loopback
    ),
    (
      """
      metadata.google.internal metadata.packet.net metadata.tencentyun.com metadata.azure.internal
      metadata instance-data gateway.docker.internal host.docker.internal rancher-metadata
      host.containers.internal gateway.containers.internal host.minikube.internal
      kubernetes.default.svc kubernetes.default kubernetes.docker.internal metadata.nicob.net
      """, .metadata
    ),
  ])
}
