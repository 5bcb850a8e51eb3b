import Foundation

/// An address to send to. Whoever knows the address of a Slack, Teams or Discord webhook may post
/// there, so that it shows its scheme and host and nothing else wherever it is printed.
public struct SecretURL: Sendable, Hashable {
  /// The address itself; never to be printed.
  let url: URL

  /// An address from its text; nothing where it is no absolute http or https URL with a host.
  public init?(_ text: String) {
    guard let url = URL(string: text), let scheme = url.scheme?.lowercased(),
      scheme == "https" || scheme == "http", url.host()?.isEmpty == false
    else { return nil }
    self.url = url
  }

  /// The address with a path (and query) behind it; a slash at its end is not doubled.
  public func appending(_ path: String) -> SecretURL {
    var text = url.absoluteString
    while text.hasSuffix("/") { text.removeLast() }
    return SecretURL(text + path) ?? self
  }

  /// True where nobody on the way can read or change what is sent, or there is no way: TLS, or this
  /// machine itself.
  public var isPrivate: Bool { url.scheme?.lowercased() == "https" || isLoopback }

  /// True where a query stands in it.
  var hasQuery: Bool { url.query() != nil }

  /// True where user name or password stand in it.
  var holdsCredentials: Bool { url.user() != nil || url.password() != nil }

  private var isLoopback: Bool {
    let host = url.host() ?? ""
    return host == "localhost" || host == "::1" || host == "[::1]" || host.hasPrefix("127.")
  }

  /// What must not be repeated from it, the longest first.
  var secrets: [String] {
    let path = url.path(percentEncoded: true)
    let query = url.query(percentEncoded: true) ?? ""
    let values = query.split(separator: "&").flatMap { $0.split(separator: "=").dropFirst() }
    let parts =
      [url.absoluteString, path, query, url.password() ?? ""]
      + path.split(separator: "/").map(String.init) + values.map(String.init)
    return parts
  }
}

extension SecretURL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The scheme and the host.
  public var description: String {
    let port = url.port.map { ":\($0)" } ?? ""
    return PrintableText.make("\(url.scheme ?? "")://\(url.host() ?? "")\(port)", limit: 256)
  }
  /// The same.
  public var debugDescription: String { description }
  /// Nothing inside.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Takes known secrets out of a text that comes from elsewhere, such as a receiver's answer.
enum SecretText {
  /// Shorter ones would be found everywhere, and protect nothing.
  private static let shortest = 8

  /// The text, printable and of bounded length, with every secret in it replaced.
  static func clean(_ bytes: [UInt8], secrets: [String], limit: Int = 200) -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    for secret in secrets.sorted(by: { $0.utf8.count > $1.utf8.count })
    where secret.utf8.count >= shortest {
      text = text.replacing(secret, with: "[secret]")
    }
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return PrintableText.make(line, limit: limit)
  }
}
