/// Code without what its language passes over: blanks and comments.
enum CodeText {
  /// The text without blanks and comments, and whether comments were among them; nil where nothing
  /// of the sort was in it.
  static func dense(_ text: Text) -> (text: Text, comments: Bool)? {
    var output: [UInt8] = []
    var comments = false
    var index = 0
    while index < text.count {
      if let end = comment(text, at: index) {
        comments = true
        index = end
      } else {
        if !text[index].isSpace { output.append(text[index]) }
        index += 1
      }
    }
    guard output.count < text.count else { return nil }
    return (Text(output, field: text.field, role: text.role, traits: text.traits), comments)
  }

  /// The offset behind a comment that begins at an offset: `/*…*/`, or `//` and `#` up to the line's
  /// end, of which there has to be one.
  static func comment(_ text: Text, at index: Int) -> Int? {
    if text.has("/*", at: index) {
      return text.firstIndex(of: "*/", from: index + 2).map { $0 + 2 }
    }
    guard text[index] == UInt8(ascii: "#") || text.has("//", at: index),
      text[index - 1] != UInt8(ascii: ":")
    else { return nil }
    return text.firstIndex(of: "\n", from: index).map { $0 + 1 }
  }
}
