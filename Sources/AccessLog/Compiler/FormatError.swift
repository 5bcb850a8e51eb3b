/// What is wrong with a format text, and where.
public struct FormatError: Error, Equatable, CustomStringConvertible {
  /// Column of the first character that is wrong, from 1.
  public let column: Int
  /// What is wrong, and what may have been meant, as a phrase.
  public let reason: String

  /// The sentence for the user.
  public var description: String { "column \(column): \(reason)" }

  init(_ column: Int, _ reason: String) {
    self.column = column
    self.reason = reason
  }

  /// "unknown x 'y'", and the name most like it, if one is near.
  static func unknown(_ sort: String, _ name: String, at column: Int, known: [String])
    -> FormatError
  {
    let meant = Spelling.nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
    return FormatError(column, "unknown \(sort) '\(name)'\(meant)")
  }
}

/// Guesses what a misspelt name was meant to be.
enum Spelling {
  /// The known name with the fewest edits, if there are few enough for its length: one for four
  /// characters, at most three.
  static func nearest(to name: String, among known: [String]) -> String? {
    let text = Array(name.lowercased().utf8)
    guard text.count < 64 else { return nil }
    var best: (name: String, edits: Int)?
    var allowed = min(max(text.count / 4, 1), 3)
    // Each character more or less is an edit at least, so most names need no look at all.
    for candidate in known where abs(candidate.utf8.count - text.count) <= allowed {
      let edits = distance(text, Array(candidate.lowercased().utf8))
      guard edits <= allowed, edits < best?.edits ?? .max else { continue }
      best = (candidate, edits)
      allowed = edits
    }
    return best?.name
  }

  /// Levenshtein's distance, in bytes. O(n · m), for names.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let changed = diagonal + (x == y ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(changed, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }
}
