/// A literal that says something about a text, and where it has to stand to say it.
///
/// This is the unit that rules are written in: one line of a family's table. A phrase of weight 0
/// is a gate: it accuses nobody, it only makes its family's grammar read the text.
struct Phrase: Sendable {
  /// What has to stand beside the literal.
  enum Edge: UInt8, Sendable {
    /// Anything.
    case any
    /// No letter, digit or `_`.
    case word
    /// Nothing: the text begins or ends here.
    case end
    /// An opening parenthesis, blanks and comments between (only to the right).
    case call
    /// A `/` or `\`, or nothing.
    case segment
    /// The end, or one of `/ ? ; . : ~ \`: the end of a path segment or of a name in it.
    case stop
  }

  /// The literal, lower case.
  let text: StaticString
  /// What it adds to its family's evidence: see `Evidence`.
  let weight: UInt8
  let left: Edge
  let right: Edge
  /// The fields it counts in.
  let fields: Fields
  /// The family, set by the rule book.
  var sign = Sign.staticFile

  /// A phrase, in any field but the agent's.
  init(
    _ text: StaticString, _ weight: UInt8, left: Edge = .any, right: Edge = .any,
    in fields: Fields = .content
  ) {
    self.text = text
    self.weight = weight
    self.left = left
    self.right = right
    self.fields = fields
  }

  /// A literal that opens its family's grammar and adds nothing.
  static func gate(_ text: StaticString, in fields: Fields = .content) -> Phrase {
    Phrase(text, 0, in: fields)
  }
}

/// A set of fields of a request.
struct Fields: OptionSet, Sendable {
  let rawValue: UInt8
  static let path = Fields(.path)
  static let name = Fields(.name)
  static let value = Fields(.value)
  static let referer = Fields(.referer)
  static let agent = Fields(.agent)
  /// What the application reads: path, names, values, and the referer.
  static let content: Fields = [.path, .name, .value, .referer]
  /// Parameters only.
  static let parameters: Fields = [.name, .value, .referer]
  /// Everything.
  static let all: Fields = [.path, .name, .value, .referer, .agent]

  init(rawValue: UInt8) { self.rawValue = rawValue }
  init(_ field: Text.Field) { self.rawValue = 1 << field.rawValue }
}
