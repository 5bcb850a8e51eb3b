/// Where each value of a JSON5 text stands, or where the text is no JSON5.
///
/// Foundation's decoder reads JSON5 but tells neither where a text breaks off nor that a key was
/// given twice. This reads the same grammar (json5.org) for its places alone, so that every
/// complaint about a configuration can name a line and a column.
struct JSON5Outline {
  /// A place in the text, and what stands there.
  struct Place: Hashable {
    /// From 1.
    var line: Int
    /// From 1, in characters.
    var column: Int
    /// "a text", "a number", "true or false", "a list", "an object", "null".
    var what: String
  }

  /// Why the text is no JSON5, and where.
  struct Problem: Error, Hashable {
    /// From 1.
    var line: Int
    /// From 1.
    var column: Int
    /// "expected ':' behind the key 'window', found '6'".
    var sentence: String
  }

  /// The values by their path, as `SettingsPath` writes it: `sinks[0].url`.
  private(set) var places: [String: Place] = [:]
  /// Nothing where the text is JSON5 without repeated keys.
  private(set) var problem: Problem?

  /// Deeper nesting is no configuration, and would use up the stack.
  static let deepest = 64

  /// The outline of a text. O(length).
  init(_ text: String) {
    var reader = JSON5Reader(text)
    do throws(Problem) {
      try reader.readDocument()
    } catch {
      problem = error
    }
    places = reader.places
  }
}

/// Walks a JSON5 text once, noting where values stand.
struct JSON5Reader {
  typealias Problem = JSON5Outline.Problem

  var cursor: JSON5Cursor
  var places: [String: JSON5Outline.Place] = [:]

  init(_ text: String) { cursor = JSON5Cursor(text) }

  /// The whole text: one value, with blanks and comments around it.
  mutating func readDocument() throws(Problem) {
    try cursor.skipBlanks()
    try readValue(path: "", depth: 0)
    try cursor.skipBlanks()
    guard cursor.isAtEnd else { throw cursor.problem("expected nothing behind the last '}'") }
  }

  private mutating func readValue(path: String, depth: Int) throws(Problem) {
    guard depth < JSON5Outline.deepest else {
      throw cursor.problem("expected no more than \(JSON5Outline.deepest) levels of nesting")
    }
    let (line, column) = cursor.position
    let what: String
    switch cursor.peek {
    case "{":
      what = "an object"
      try readObject(path: path, depth: depth)
    case "[":
      what = "a list"
      try readList(path: path, depth: depth)
    case "\"", "'":
      what = "a text"
      _ = try cursor.readText()
    default: what = try cursor.readBareValue()
    }
    places[path] = JSON5Outline.Place(line: line, column: column, what: what)
  }

  private mutating func readObject(path: String, depth: Int) throws(Problem) {
    cursor.advance()
    var keys: Set<String> = []
    while true {
      try cursor.skipBlanks()
      if cursor.take("}") { return }
      let start = cursor
      let key = try cursor.readKey()
      guard keys.insert(key).inserted else {
        throw start.problem("the key '\(key)' stands here for the second time", withFound: false)
      }
      try cursor.skipBlanks()
      guard cursor.take(":") else { throw cursor.problem("expected ':' behind the key '\(key)'") }
      try cursor.skipBlanks()
      try readMember(path.isEmpty ? key : path + "." + key, from: start, depth: depth)
      try cursor.skipBlanks()
      if cursor.take(",") { continue }
      guard cursor.take("}") else { throw cursor.problem("expected ',' or '}'") }
      return
    }
  }

  /// A member stands where its key stands.
  private mutating func readMember(
    _ path: String, from key: JSON5Cursor, depth: Int
  ) throws(Problem) {
    try readValue(path: path, depth: depth + 1)
    places[path]?.line = key.position.line
    places[path]?.column = key.position.column
  }

  private mutating func readList(path: String, depth: Int) throws(Problem) {
    cursor.advance()
    var index = 0
    while true {
      try cursor.skipBlanks()
      if cursor.take("]") { return }
      try readValue(path: "\(path)[\(index)]", depth: depth + 1)
      index += 1
      try cursor.skipBlanks()
      if cursor.take(",") { continue }
      guard cursor.take("]") else { throw cursor.problem("expected ',' or ']'") }
      return
    }
  }
}
