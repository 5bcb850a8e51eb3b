/// Reads raw log text for what a redactor has to find, at any offset without a trap.
struct RedactionText {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  subscript(index: Int) -> UInt8 {
    bytes.indices.contains(index) ? bytes[index] : 0
  }

  func has(_ literal: StaticString, at index: Int) -> Bool {
    literal.withUTF8Buffer { literal in
      guard index >= 0, literal.count <= bytes.count - index else { return false }
      for offset in 0..<literal.count where bytes[index + offset].lowered != literal[offset] {
        return false
      }
      return true
    }
  }

  /// True if a word may begin here: nothing that belongs to a word stands before.
  func isStart(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    let before = self[index - 1]
    if has("%3d", at: index - 3) || has("%20", at: index - 3) || has("%22", at: index - 3)
      || has("%2f", at: index - 3) || has("%3a", at: index - 3) || has("%2c", at: index - 3)
    {
      return true
    }
    return !(before.lowered.isWord || before == UInt8(ascii: ".") || before == UInt8(ascii: "-"))
  }

  // MARK: Named secrets

  /// The length of a `=`, `:` or `/` at an offset, plain or percent-encoded; nil if there is none.
  func separator(at index: Int) -> Int? {
    switch self[index] {
    case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "/"): 1
    case UInt8(ascii: "%"): has("%3d", at: index) || has("%3a", at: index) ? 3 : nil
    default: nil
    }
  }

  /// The value behind a separator, if the name before it is a secret's.
  func secretValue(_ separatorStart: Int, _ length: Int) -> Range<Int>? {
    let isPath = self[separatorStart] == UInt8(ascii: "/")
    guard
      let secrecy = isPath ? linkSecrecy(before: separatorStart) : secrecy(before: separatorStart)
    else { return nil }
    var start = separatorStart + length
    while self[start] == 0x20 { start += 1 }
    var quote: UInt8 = 0
    if self[start] == UInt8(ascii: "\"") || self[start] == UInt8(ascii: "'") {
      quote = self[start]
      start += 1
    } else if has("%22", at: start) || has("\\x22", at: start) {
      quote = self[start]
      start += quote == UInt8(ascii: "%") ? 3 : 4
    }
    if isPath {
      let end = segmentEnd(start)
      return end - start >= secrecy ? start..<end : nil
    }
    var end = valueEnd(start, quote)
    for scheme in ["bearer ", "basic ", "digest ", "token ", "negotiate ", "aws4-hmac-sha256 "]
      as [StaticString] where has(scheme, at: start)
    {
      end = valueEnd(start + scheme.utf8CodeUnitCount, quote)
    }
    guard end - start >= secrecy else { return nil }
    return start..<end
  }

  /// The end of a path's segment.
  private func segmentEnd(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] > 0x20, !"/?#&;\"'<>".utf8.contains(bytes[end]) { end += 1 }
    return end
  }

  private func valueEnd(_ start: Int, _ quote: UInt8) -> Int {
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if quote == UInt8(ascii: "%") || quote == UInt8(ascii: "\\") {
        let isQuote = has("%22", at: end) || has("\\x22", at: end)
        if isQuote || byte == 0x20 || byte == UInt8(ascii: "&") { break }
      } else if quote != 0 {
        if byte == quote { break }
      } else if byte <= 0x20 || "&;\"'<>,}".utf8.contains(byte) || has("%26", at: end) {
        break
      }
      end += 1
    }
    return end
  }

  /// How long a value behind the name before an offset has to be to be a secret; nil if the name
  /// is none.
  private func secrecy(before index: Int) -> Int? {
    var end = index
    if self[end - 1] == UInt8(ascii: "\"") || self[end - 1] == UInt8(ascii: "'") { end -= 1 }
    if has("%22", at: end - 3) { end -= 3 } else if has("\\x22", at: end - 4) { end -= 4 }
    while self[end - 1] == UInt8(ascii: "]") || has("%5d", at: end - 3) {
      end -= self[end - 1] == UInt8(ascii: "]") ? 1 : 3
    }
    var start = end
    while start > 0, end - start < 40, isNameByte(self[start - 1]) { start -= 1 }
    // `%5Bpassword`: the digits of an escape are no part of the name.
    if self[start - 1] == UInt8(ascii: "%"), end - start > 2 { start += 2 }
    guard start < end else { return nil }
    var hash = WordHash.seed
    for index in start..<end { hash = WordHash.step(hash, self[index].lowered) }
    if ParameterRole.table.meaning(hash: hash)?.contains(.secret) ?? false { return 1 }
    return RedactionText.names.meaning(hash: hash) ?? compoundSecrecy(start..<end)
  }

  func isNameByte(_ byte: UInt8) -> Bool {
    byte.lowered.isWord || byte == UInt8(ascii: "-")
  }

  /// Names that are secret in a log, if their values are at least this long: shorter ones are
  /// words (`state=open`, `key=color`).
  private static let names = WordTable<Int>([
    (
      """
      cookie set-cookie proxy-authorization x-auth-token x-csrf-token csrf _csrf csrftoken xsrf
      csrfmiddlewaretoken authenticity_token pw userpassword user_password passwort contrasena
      samlresponse samlrequest id_token_hint assertion client_assertion private-token x-vault-token
      """, 1
    ),
    (
      "code state nonce key auth session sess ticket hmac apisig subscription-key code_verifier", 12
    ),
  ])

  // MARK: Shapes

  /// The end of a token or key known by its shape.
  func tokenEnd(_ start: Int) -> Int? {
    var end = start
    while isNameByte(self[end]) || self[end] == UInt8(ascii: ".") { end += 1 }
    while end > start, self[end - 1] == UInt8(ascii: ".") { end -= 1 }
    let length = end - start
    if has("eyj", at: start), self[start + 2] == UInt8(ascii: "J") {
      let dots = bytes[start..<end].filter { $0 == UInt8(ascii: ".") }.count
      return length >= 24 && dots >= 1 || length >= 40 ? end : nil
    }
    for (prefix, shortest) in RedactionText.prefixes where has(prefix, at: start) {
      return length >= shortest ? end : nil
    }
    return nil
  }

  /// How makers begin their keys, and how long those are at least.
  private static let prefixes: [(StaticString, Int)] = [
    ("akia", 20), ("asia", 20), ("ghp_", 30), ("gho_", 30), ("ghs_", 30), ("github_pat_", 30),
    ("glpat-", 20), ("xoxb-", 20), ("xoxp-", 20), ("sk_live_", 20), ("rk_live_", 20),
    ("sk_test_", 20), ("sk-ant-", 20), ("sk-proj-", 20), ("aiza", 35), ("ya29.", 20),
    ("shpat_", 20), ("npm_", 30), ("hvs.", 20), ("dop_v1_", 30), ("pypi-", 30), ("sg.", 40),
  ]

  /// The end of a card number: digits, with single blanks, `+`, `-` or `%20` between groups.
  func cardEnd(_ start: Int) -> Int? {
    var digits: [UInt8] = []
    var index = start
    var end = start
    while digits.count <= 19 {
      if self[index].isDigit {
        digits.append(self[index] - 0x30)
        index += 1
        end = index
      } else if digits.count % 4 == 0 || digits.count == 10, !digits.isEmpty,
        let gap = gap(index), self[index + gap].isDigit
      {
        index += gap
      } else {
        break
      }
    }
    guard !self[end].lowered.isWord, Secrets.isCardNumber(digits) else { return nil }
    return end
  }

  private func gap(_ index: Int) -> Int? {
    if " +-".utf8.contains(self[index]) { return 1 }
    return has("%20", at: index) ? 3 : nil
  }

  /// The end of a mail address, `@` plain or percent-encoded.
  func mailEnd(_ start: Int) -> Int? {
    var index = start
    while index - start <= 64, isMailByte(index, start) { index += 1 }
    guard index > start else { return nil }
    let at = self[index] == UInt8(ascii: "@") ? 1 : has("%40", at: index) ? 3 : 0
    guard at > 0 else { return nil }
    let domain = index + at
    var end = domain
    while isNameByte(self[end]) || self[end] == UInt8(ascii: ".") { end += 1 }
    while end > domain, self[end - 1] == UInt8(ascii: ".") { end -= 1 }
    guard let dot = bytes[domain..<end].lastIndex(of: UInt8(ascii: ".")), dot > domain,
      end - dot > 2, self[end - 1].lowered.isLetter
    else { return nil }
    return end
  }

  private func isMailByte(_ index: Int, _ start: Int) -> Bool {
    let byte = self[index]
    if byte == UInt8(ascii: "%") { return index > start && !has("%40", at: index) }
    return isNameByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
  }

  /// `user:password` in `://user:password@host`.
  func userInfo(_ index: Int) -> Range<Int>? {
    guard has("://", at: index) else { return nil }
    let start = index + 3
    var end = start
    var hasColon = false
    while end < bytes.count, end - start < 256 {
      let byte = bytes[end]
      if byte == UInt8(ascii: "@") { return hasColon ? start..<end : nil }
      if byte == UInt8(ascii: ":") { hasColon = true }
      if byte <= 0x20 || "/?#\"'&<>".utf8.contains(byte) { return nil }
      end += 1
    }
    return nil
  }
}
