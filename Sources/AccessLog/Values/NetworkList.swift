/// Reads a list of networks as settings have it: `10.0.0.0/8, 2001:db8::/32, 192.0.2.1`.
public enum NetworkList {
  /// A list with something in it that is no network.
  public struct Mistake: Error, Equatable, Sendable {
    /// A sentence without its full stop: what stands there and what was expected.
    public let reason: String
  }

  /// The networks of a list, separated by commas or white space; an address alone is a network of
  /// one.
  public static func read(_ text: String) throws(Mistake) -> [Network] {
    var networks: [Network] = []
    for part in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
      let part = String(part)
      guard let network = Network(part) else { throw Mistake(reason: reason(part)) }
      networks.append(network)
    }
    guard !networks.isEmpty else { throw Mistake(reason: "it names no network") }
    return networks
  }

  /// What is wrong with a text that is no network.
  private static func reason(_ text: String) -> String {
    let address = text.prefix { $0 != "/" }
    guard let known = Address(String(address)) else {
      return "'\(text)' does not begin with an IPv4 or IPv6 address"
    }
    let widest = address.contains(":") ? 128 : 32
    let least = known.isV4 && widest == 128 ? 96 : 0
    return "the length behind '/' in '\(text)' must be a number from \(least) to \(widest)"
  }
}
