import Alerting

/// A place in a JSON5 text that moves forward over its words.
struct JSON5Cursor {
  typealias Problem = JSON5Outline.Problem

  private let characters: [Character]
  private var index = 0
  private var line = 1
  private var lineStart = 0

  init(_ text: String) { characters = Array(text) }

  /// Line and column, both from 1.
  var position: (line: Int, column: Int) { (line, index - lineStart + 1) }
  /// True behind the last character.
  var isAtEnd: Bool { index >= characters.count }
  /// The character here; nothing at the end.
  var peek: Character? { isAtEnd ? nil : characters[index] }

  /// Moves over one character.
  mutating func advance() {
    guard let character = peek else { return }
    index += 1
    if character.isNewline {
      line += 1
      lineStart = index
    }
  }

  /// Moves over a character if it stands here.
  mutating func take(_ character: Character) -> Bool {
    guard peek == character else { return false }
    advance()
    return true
  }

  /// What is wrong here: "expected ',' or '}', found 'w'".
  func problem(_ sentence: String, withFound: Bool = true) -> Problem {
    let found =
      peek.map { $0.isNewline ? "the end of the line" : "'\(PrintableText.make(String($0)))'" }
      ?? "the end of the file"
    return Problem(
      line: position.line, column: position.column,
      sentence: withFound ? "\(sentence), found \(found)" : sentence)
  }

  // MARK: - Words

  /// Moves over blanks and comments.
  mutating func skipBlanks() throws(Problem) {
    while let character = peek {
      if character.isWhitespace || character == "\u{FEFF}" {
        advance()
      } else if character == "/" {
        try skipComment()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() throws(Problem) {
    let start = self
    advance()
    if take("/") {
      while let character = peek, !character.isNewline { advance() }
      return
    }
    guard take("*") else { throw start.problem("expected a comment ('//' or '/*')") }
    while !isAtEnd {
      if take("*"), peek == "/" {
        advance()
        return
      } else if peek != "*" {
        advance()
      }
    }
    throw start.problem("the comment that begins here has no '*/'", withFound: false)
  }

  /// A text in quotes, without its escapes undone.
  mutating func readText() throws(Problem) -> String {
    let start = self
    let quote = peek
    advance()
    var text = ""
    while let character = peek {
      if character == quote {
        advance()
        return text
      }
      if character.isNewline { break }
      if character == "\\" {
        text.append(character)
        advance()
      }
      if let next = peek { text.append(next) }
      advance()
    }
    throw start.problem("the text that begins here has no closing quote", withFound: false)
  }

  /// The key of a member: a text in quotes or a name.
  mutating func readKey() throws(Problem) -> String {
    if peek == "\"" || peek == "'" { return try readText() }
    let name = readName()
    guard !name.isEmpty else { throw problem("expected a key or '}'") }
    return name
  }

  private mutating func readName() -> String {
    var name = ""
    while let character = peek,
      character.isLetter || character.isNumber || character == "_" || character == "$"
    {
      name.append(character)
      advance()
    }
    return name
  }

  /// A number, `true`, `false` or `null`, and what it is called.
  mutating func readBareValue() throws(Problem) -> String {
    let start = self
    var word = ""
    while let character = peek,
      character.isLetter || character.isNumber || "+-._$".contains(character)
    {
      word.append(character)
      advance()
    }
    switch word {
    case "": throw start.problem("expected a value")
    case "true", "false": return "true or false"
    case "null": return "null"
    default:
      guard Self.isNumber(word) else {
        throw start.problem(
          "'\(PrintableText.make(word, limit: 64))' is no value: a text stands in quotes",
          withFound: false)
      }
      return "a number"
    }
  }

  /// JSON5's numbers: a sign, then digits with a point and an exponent, hexadecimal digits, or one
  /// of two names.
  private static func isNumber(_ word: String) -> Bool {
    let digits = word.first == "+" || word.first == "-" ? word.dropFirst() : word[...]
    if digits == "Infinity" || digits == "NaN" { return true }
    if digits.lowercased().hasPrefix("0x") {
      return digits.count > 2 && digits.dropFirst(2).allSatisfy(\.isHexDigit)
    }
    guard let first = digits.first, first.isNumber || first == "." else { return false }
    return Double(digits.hasSuffix(".") ? digits + "0" : digits[...]) != nil
      || Double("0" + digits) != nil
  }
}
