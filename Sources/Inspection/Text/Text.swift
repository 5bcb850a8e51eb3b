/// One decoded, lower-cased piece of a request, ready to be judged.
///
/// Reading outside of it gives 0, never a trap, so that grammars can look ahead without care.
struct Text {
  /// Which part of a request the text stood in.
  enum Field: UInt8, Sendable {
    case path, name, value, referer, agent
  }

  /// The decoded bytes.
  let bytes: [UInt8]
  /// Where the text stood.
  let field: Field
  /// What the parameter's name says about the value.
  let role: ParameterRole
  /// What the decoder had to undo.
  let traits: DecodingTraits

  /// A text of a field.
  init(
    _ bytes: [UInt8], field: Field, role: ParameterRole = [], traits: DecodingTraits = []
  ) {
    self.bytes = bytes
    self.field = field
    self.role = role
    self.traits = traits
  }

  /// How many bytes.
  var count: Int { bytes.count }

  /// The byte at an offset, 0 outside.
  subscript(index: Int) -> UInt8 {
    bytes.indices.contains(index) ? bytes[index] : 0
  }

  /// True if the literal stands at the offset.
  func has(_ literal: StaticString, at index: Int) -> Bool {
    literal.withUTF8Buffer { literal in
      guard index >= 0, literal.count <= count - index else { return false }
      for offset in 0..<literal.count where bytes[index + offset] != literal[offset] {
        return false
      }
      return true
    }
  }

  /// The first offset from `start` (and before `end`) where the literal stands.
  func firstIndex(of literal: StaticString, from start: Int = 0, before end: Int = .max) -> Int? {
    var index = max(start, 0)
    let last = min(end, count) - literal.utf8CodeUnitCount
    while index <= last {
      if has(literal, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// True if the literal stands anywhere.
  func contains(_ literal: StaticString) -> Bool { firstIndex(of: literal) != nil }

  /// The first offset from `index` that is no blank.
  func skipSpaces(_ index: Int) -> Int {
    var index = index
    while self[index].isSpace { index += 1 }
    return index
  }

  /// The last offset before `index` that is no blank, −1 where there is none.
  func lastSolid(before index: Int) -> Int {
    var index = index - 1
    while index >= 0, self[index].isSpace { index -= 1 }
    return index
  }

  /// The offset behind the run of letters, digits and `_` that starts at `index`.
  func wordEnd(_ index: Int) -> Int {
    var index = index
    while self[index].isWord { index += 1 }
    return index
  }

  /// FNV-1a over a part of the text: the key of the word tables (Fowler, Noll, Vo; 64 bits).
  func wordHash(_ range: Range<Int>) -> UInt64 {
    var hash = WordHash.seed
    for index in range { hash = WordHash.step(hash, self[index]) }
    return hash
  }
}
