import Scoring

/// Somebody who uses the API: an address, an agent, and objects of their own.
struct Client {
  /// The address as text.
  var address: [UInt8]
  /// The user agent.
  var agent: [UInt8]
  /// The page that requests come from; `-` for what is no browser.
  var referer: [UInt8]
  /// The number of the first of their own objects.
  var firstObject: Int

  /// A client drawn at random. Addresses for documentation (RFC 5737) are left to the attackers, so
  /// that nobody honest has one of theirs.
  init(_ generator: inout SplitMix64) {
    address = Array(Self.address(&generator).utf8)
    let place = generator.below(Self.agents.count)
    agent = Array(Self.agents[place].utf8)
    let isBrowser = Self.agents[place].hasPrefix("Mozilla/")
    let pages = ["/", "/orders", "/search", "/account", "/products"]
    let page = pages[generator.below(pages.count)]
    referer = Array((isBrowser ? "https://shop.example.com\(page)" : "-").utf8)
    firstObject = 1000 + generator.below(80_000)
  }

  /// A client with a known address.
  init(address: String, agent: String) {
    self.address = Array(address.utf8)
    self.agent = Array(agent.utf8)
    referer = Array("-".utf8)
    firstObject = 1000
  }

  /// One in ten comes by IPv6.
  private static func address(_ generator: inout SplitMix64) -> String {
    if generator.below(10) == 0 {
      let words = (0..<5).map { _ in String(generator.below(65_536), radix: 16) }
      return "2a02:810:" + words.dropFirst().joined(separator: ":") + "::" + words[0]
    }
    let networks = [23, 31, 46, 62, 77, 80, 85, 91, 93, 109, 151, 178]
    let network = networks[generator.below(networks.count)]
    return "\(network).\(generator.below(256)).\(generator.below(256)).\(1 + generator.below(254))"
  }

  /// What people and programs call themselves.
  static let agents = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
      + " Chrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
      + " Version/18.1 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15"
      + " (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
      + " Chrome/131.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0",
    "ShopApp/7.4.1 (Android 14; okhttp/4.12.0)",
    "ShopApp/7.4.0 (iOS 18.1; CFNetwork/1568.200.51)",
    "okhttp/4.12.0",
    "python-requests/2.32.3",
    "axios/1.7.7",
    "Go-http-client/2.0",
  ]
}
