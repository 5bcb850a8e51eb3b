import AccessLog
import Detection

/// Stands names in for persons: addresses and users get keyed pseudonyms wherever they leave.
///
/// The same key gives the same pseudonym, so that alerts of one client can be told to belong
/// together, today and next month; without the key nobody can compute which address a pseudonym is
/// (HMAC-SHA256, RFC 2104; pseudonymisation in the sense of GDPR article 4(5)). Who holds the key can
/// try addresses until one fits: keep it apart from the alerts.
///
///     203.0.113.7          ip4-5b1c09e2-77d0a1c4     the first part is that of its /24
///     203.0.113.0/24       net4-5b1c09e2             so a client's network is recognised
///     2001:db8:1:2::9      ip6-90aa3f11-0c2be5d7     the first part is that of its /64
///     alice                user-1f0c9ab2d4
public struct Pseudonyms: Sendable {
  private let key: [UInt8]

  /// Keys shorter than this could be guessed.
  public static let shortestKey = 16

  /// Pseudonyms by a key of at least 16 bytes.
  public init(key: [UInt8]) { self.key = key }

  /// The pseudonym of an address or a network; nil for text that is neither.
  public func network(_ text: String) -> String? {
    guard let network = Network(text) else { return nil }
    let isV4 = network.base.isV4
    let (family, usual, single) = isV4 ? ("4", 24, 32) : ("6", 64, 128)
    guard network.prefix == single, !text.contains("/") else {
      // Networks of unusual length say their length, which is no secret.
      let length = network.prefix == usual ? "" : "-\(network.prefix)"
      return "net\(family)\(length)-" + digits("n" + network.description, 8)
    }
    let outer = Network(network.base.network(prefix: usual), prefix: usual)
    return "ip\(family)-" + digits("n" + outer.description, 8) + "-"
      + digits("a" + network.base.description, 8)
  }

  /// The pseudonym of a user.
  public func user(_ name: String) -> String { "user-" + digits("u" + name, 10) }

  /// The pseudonym of a client or network whose name may be an address or a host.
  public func client(_ name: String) -> String { network(name) ?? "host-" + digits("h" + name, 10) }

  /// A subject that names nobody; endpoints, the service and sources stay as they are, but for
  /// addresses in them.
  public func subject(_ subject: Subject) -> Subject {
    switch subject.rung {
    case .client, .network: Subject(subject.rung, client(subject.value))
    case .user: Subject(.user, user(subject.value))
    case .endpoint: Subject(.endpoint, text(subject.value, about: nil))
    case .service, .source: subject
    }
  }

  /// The first digits of the keyed hash, in hexadecimal.
  private func digits(_ text: String, _ count: Int) -> String {
    var result = ""
    for byte in HMAC.sha256(key: key, text.utf8).prefix((count + 1) / 2) {
      let digits = String(byte, radix: 16)
      result += digits.utf8.count == 1 ? "0" + digits : digits
    }
    return String(result.prefix(count))
  }
}

extension Pseudonyms: CustomStringConvertible, CustomReflectable {
  /// Never the key.
  public var description: String { "Pseudonyms" }
  /// Nothing inside.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
