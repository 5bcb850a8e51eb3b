import AccessLog

/// What a user agent claims to be.
public struct AgentClaims: OptionSet, Sendable, Hashable {
  /// One bit for each claim.
  public let rawValue: UInt8

  /// Claims from their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A browser: `Mozilla/…`, `Opera/…`, and nothing that says otherwise.
  public static let browser = AgentClaims(rawValue: 1)
  /// The crawler of a search engine that documents how it behaves.
  public static let searchBot = AgentClaims(rawValue: 2)
  /// A program that says so: a crawler, a monitor, a preview.
  public static let declaredBot = AgentClaims(rawValue: 4)
  /// A library, a tool or an application.
  public static let tool = AgentClaims(rawValue: 8)
  /// No agent at all.
  public static let none = AgentClaims(rawValue: 16)
}

/// Reads the claims of user agents and remembers them by the agent's hash: a service sees the same
/// few hundred again and again.
///
/// Bounded (36 KiB); each agent has two places, so that two busy ones do not take each other's. What it
/// answers depends on the agent's text alone: an agent whose places others took is read again.
struct AgentBook: Sendable {
  private static let places = 4096
  private var keys = [UInt64](repeating: 0, count: places)
  private var claims = [UInt8](repeating: 0, count: places)

  /// The claims of the agent in a range with that hash. O(1) where it is remembered.
  @inline(__always)
  mutating func claims(
    _ hash: UInt64, _ bytes: borrowing RawSpan, _ range: Range<Int>
  ) -> AgentClaims {
    let place = Int(truncatingIfNeeded: hash) & (Self.places &- 1)
    if keys[place] == hash { return AgentClaims(rawValue: claims[place]) }
    let other = place ^ 1
    if keys[other] == hash { return AgentClaims(rawValue: claims[other]) }
    return learn(hash, at: place, Self.read(bytes, range))
  }

  /// Puts a new agent into its first place; who was there moves to the second.
  private mutating func learn(_ hash: UInt64, at place: Int, _ read: AgentClaims) -> AgentClaims {
    keys[place ^ 1] = keys[place]
    claims[place ^ 1] = claims[place]
    keys[place] = hash
    claims[place] = read.rawValue
    return read
  }

  /// Words of search engines' crawlers, by their own documentation.
  private static let searchBots = [
    "googlebot", "bingbot", "yandexbot", "duckduckbot", "baiduspider", "applebot", "yahoo! slurp",
    "petalbot", "qwantbot", "seznambot",
  ].map { Array($0.utf8) }

  /// Words of programs that say what they are. "+http" is how crawlers give their address
  /// (RFC 9309 §2.2.1 asks them to identify themselves; the form is custom).
  private static let declared = [
    "bot", "crawl", "spider", "+http", "monitor", "uptime", "probe", "health", "pingdom",
    "prometheus", "statuscake", "facebookexternalhit", "preview", "feedfetcher",
  ].map { Array($0.utf8) }

  /// Reads an agent. O(words · length), once for each agent.
  static func read(_ bytes: borrowing RawSpan, _ range: Range<Int>) -> AgentClaims {
    let text = range.prefix(512).map { lowered(bytes, $0) }
    guard !text.isEmpty, text != [UInt8(ascii: "-")] else { return .none }
    if searchBots.contains(where: { contains(text, $0) }) { return [.searchBot, .declaredBot] }
    if declared.contains(where: { contains(text, $0) }) { return .declaredBot }
    let isBrowser = text.starts(with: "mozilla/".utf8) || text.starts(with: "opera/".utf8)
    return isBrowser ? .browser : .tool
  }

  private static func lowered(_ bytes: borrowing RawSpan, _ at: Int) -> UInt8 {
    let byte = bytes.unsafeLoad(fromByteOffset: at, as: UInt8.self)
    return byte >= 65 && byte <= 90 ? byte | 0x20 : byte
  }

  /// True if the words stand in the text; "bot" not in the middle of a name such as "CUBOT", which
  /// makes telephones.
  private static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard text.count >= word.count else { return false }
    let telephone = Array("cu".utf8)
    return (0...text.count - word.count).contains { start in
      guard text[start..<start + word.count].elementsEqual(word) else { return false }
      return
        !(word.count == 3 && start >= 2
        && text[start - 2..<start].elementsEqual(telephone))
    }
  }
}

extension AgentClaims: PlainData {}
