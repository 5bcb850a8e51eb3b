/// Finds what should not have been written into an address: it accuses the service, not the client.
///
/// OWASP API2:2023, API8:2023, CWE-598, PCI DSS v4.0 requirement 3, GDPR article 32.
enum Secrets {
  /// True if a decoded value is, or holds, a secret.
  static func holds(_ text: Text) -> Bool {
    guard text.field == .value, text.count >= 3 else { return false }
    if text.role.contains(.secret) { return true }
    return isToken(text) || isCard(text) || isMail(text)
  }

  /// A JSON web token (RFC 7519: base64url of `{"` is `eyJ`), or a key with a maker's prefix.
  static func isToken(_ text: Text) -> Bool {
    if text.has("eyj", at: 0), text.count > 30, text.bytes.contains(UInt8(ascii: ".")) {
      return true
    }
    for prefix in ["akia", "asia"] as [StaticString] where text.has(prefix, at: 0) {
      return text.count == 20 && text.bytes.allSatisfy(\.isWord)
    }
    for prefix in [
      "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "sk_live_",
      "rk_live_", "sk-ant-", "sk-proj-", "aiza", "ya29.", "sg.", "shpat_", "npm_", "hvs.",
    ]
      as [StaticString]
    where text.has(prefix, at: 0) && text.count >= 30 {
      return text.bytes.allSatisfy {
        $0.isWord || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
      }
    }
    return text.has("bearer ", at: 0) && text.count > 20
  }

  /// 13…19 digits with a network's first digits and a right check digit (ISO/IEC 7812-1, Luhn).
  static func isCard(_ text: Text) -> Bool {
    guard text.count >= 13, text.count <= 23, text[0].isDigit else { return false }
    let digits = text.bytes.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
    guard (13...19).contains(digits.count), digits.allSatisfy(\.isDigit) else {
      return false
    }
    return isCardNumber(digits.map { $0 - 0x30 })
  }

  /// The networks' ranges and the check digit.
  static func isCardNumber(_ digits: [UInt8]) -> Bool {
    guard (13...19).contains(digits.count) else { return false }
    let four = digits.prefix(4).reduce(0) { $0 * 10 + Int($1) }
    let isIssued: Bool
    switch four {
    case 4000...4999: isIssued = digits.count == 16 || digits.count == 13 || digits.count == 19
    case 5100...5599, 2221...2720: isIssued = digits.count == 16
    case 3400...3499, 3700...3799: isIssued = digits.count == 15
    case 6011, 6440...6599: isIssued = digits.count == 16 || digits.count == 19
    case 3528...3589: isIssued = digits.count == 16
    case 3000...3059, 3600...3699, 3800...3999: isIssued = digits.count == 14
    default: isIssued = false
    }
    guard isIssued else { return false }
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = Int(digit) * (place % 2 == 1 ? 2 : 1)
      sum += value > 9 ? value - 9 : value
    }
    return sum % 10 == 0
  }

  /// A mail address as the whole value (the form HTML checks: one `@`, a dot in the domain).
  static func isMail(_ text: Text) -> Bool {
    guard let at = text.bytes.firstIndex(of: UInt8(ascii: "@")), at > 0, text.count <= 254 else {
      return false
    }
    let domain = text.bytes[(at + 1)...]
    guard domain.count >= 4, domain.contains(UInt8(ascii: ".")) else { return false }
    let isName = text.bytes[..<at].allSatisfy { $0.isWord || ".+-%".utf8.contains($0) }
    return isName
      && domain.allSatisfy { $0.isWord || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
      && domain.last.map(\.isLetter) ?? false
  }
}
