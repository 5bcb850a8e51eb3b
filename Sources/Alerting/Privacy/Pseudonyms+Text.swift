import AccessLog
import Detection

/// Pseudonyms in free text: log lines, headlines.
///
/// Replaced are addresses and networks, the subject's own name, the user of a line in the common log
/// format, and the values of parameters and members that name a user. A name that stands anywhere
/// else (in a path, in a search) cannot be told from a word and stays.
extension Pseudonyms {
  /// The text without addresses and users. O(length).
  /// - Parameter subject: Whom the alert is about: the name is replaced wherever it stands.
  public func text(_ text: String, about subject: Subject?) -> String {
    var text = withoutUsers(text)
    if let subject, let name = pseudonym(of: subject) {
      text = replacing(subject.value, in: text, by: name)
    }
    return withoutAddresses(text)
  }

  /// What stands for a subject that is a person's or a machine's name.
  private func pseudonym(of subject: Subject) -> String? {
    switch subject.rung {
    case .user: user(subject.value)
    case .client where Network(subject.value) == nil: client(subject.value)
    default: nil
    }
  }

  // MARK: - Addresses

  private func withoutAddresses(_ text: String) -> String {
    var output = ""
    var rest = text[...]
    while let character = rest.first {
      let isStart = output.last.map { !Self.isWord($0) && $0 != "." && $0 != ":" } ?? true
      let token = rest.prefix { $0.isHexDigit || $0 == "." || $0 == ":" || $0 == "/" }
      guard isStart, !token.isEmpty, !isVersion(before: output),
        let (length, name) = address(in: token, next: rest.dropFirst(token.count).first)
      else {
        // Whole words are passed over at once, so that no part of one is taken for an address.
        let word = rest.prefix { Self.isWord($0) }
        output += word.isEmpty ? String(character) : String(word)
        rest = rest.dropFirst(max(word.count, 1))
        continue
      }
      output += name
      rest = rest.dropFirst(length)
    }
    return output
  }

  /// The longest beginning of a token that is a network or an address, and its pseudonym.
  private func address(in token: Substring, next: Character?) -> (Int, String)? {
    var candidate = token
    while candidate.count >= 2 {
      let after = token.dropFirst(candidate.count).first ?? next
      let isEnd = after.map { !Self.isWord($0) } ?? true
      if isEnd, candidate.contains(".") || candidate.contains(":"),
        let name = network(String(candidate))
      {
        return (candidate.count, name)
      }
      candidate = candidate.dropLast()
    }
    return nil
  }

  /// True behind `Chrome/`: four numbers with dots are a version there.
  private func isVersion(before output: String) -> Bool {
    guard output.last == "/" else { return false }
    let word = output.dropLast().reversed().prefix { $0.isLetter || $0 == "_" || $0 == "-" }
    return word.last?.isUppercase == true
  }

  // MARK: - Users

  /// Names of parameters and members whose values are users.
  private static let userNames: Set<String> = [
    "user", "username", "user_name", "userid", "user_id", "uid", "login", "account", "remote_user",
    "auth_user", "authuser", "principal", "sub", "email", "mail", "cs-username", "loginname",
  ]

  private func withoutUsers(_ text: String) -> String {
    var output = ""
    var rest = commonLogUser(text[...], to: &output)
    while let character = rest.first {
      let word = rest.prefix { Self.isWord($0) || $0 == "_" || $0 == "-" }
      guard !word.isEmpty else {
        output.append(character)
        rest = rest.dropFirst()
        continue
      }
      output += word
      rest = rest.dropFirst(word.count)
      if Self.userNames.contains(word.lowercased()) { takeValue(&rest, to: &output) }
    }
    return output
  }

  /// The value behind a user's key, if a separator follows.
  private func takeValue(_ rest: inout Substring, to output: inout String) {
    let openings = ["\\x22:\\x22", "\":\"", "\": \"", "=\"", "=", "%3D", "%22%3A%22"]
    guard let opening = openings.first(where: { rest.hasPrefix($0) }) else { return }
    let value = rest.dropFirst(opening.count).prefix { !"&;\" \\,}".contains($0) }
    guard !value.isEmpty, value != "-", !value.hasPrefix("[redacted") else { return }
    output += opening + user(String(value))
    rest = rest.dropFirst(opening.count + value.count)
  }

  /// The third field of a line such as `1.2.3.4 - alice [02/Mar/2026:…`.
  private func commonLogUser(_ text: Substring, to output: inout String) -> Substring {
    let fields = text.prefix(512).split(separator: " ", maxSplits: 3)
    guard fields.count == 4, fields[3].hasPrefix("["), fields[2] != "-",
      fields[3].dropFirst().first?.isNumber == true
    else { return text }
    output += text[..<fields[2].startIndex]
    output += user(String(fields[2]))
    return text[fields[2].endIndex...]
  }

  // MARK: - Words

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// The text with a name replaced wherever it stands as a word of its own.
  private func replacing(_ name: String, in text: String, by pseudonym: String) -> String {
    guard !name.isEmpty else { return text }
    var output = ""
    var rest = text[...]
    while let range = rest.range(of: name) {
      let before = rest[..<range.lowerBound].last ?? output.last
      let after = rest[range.upperBound...].first
      let stands = !(before.map(Self.isWord) ?? false) && !(after.map(Self.isWord) ?? false)
      output += rest[..<range.lowerBound]
      output += stands ? pseudonym : name
      rest = rest[range.upperBound...]
    }
    return output + rest
  }
}
