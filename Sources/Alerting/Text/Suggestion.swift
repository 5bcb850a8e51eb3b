/// Finds what a mistyped word was meant to be.
package enum Suggestion {
  /// Words longer than this are no typing errors, and would only cost time.
  private static let longestWord = 64

  /// The nearest of the words, if one is near: at most one edit for every three letters.
  package static func nearest(to typed: String, among words: [String]) -> String? {
    guard typed.count <= longestWord else { return nil }
    let limit = max(1, typed.drop(while: { $0 == "-" }).count / 3)
    let near = words.map { (word: $0, distance: distance(typed, $0)) }
      .min { $0.distance < $1.distance }
    guard let near, near.distance <= limit else { return nil }
    return near.word
  }

  /// The question to ask, with a space before it; empty if there is nothing to suggest.
  package static func sentence(_ near: String?) -> String {
    near.map { " Did you mean '\($0)'?" } ?? ""
  }

  /// The optimal string alignment distance: insertions, deletions, substitutions and swaps of
  /// neighbours (Damerau 1964 found these to be four fifths of all typing errors). O(n·m).
  package static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a)
    let b = Array(b)
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(previous[j + 1], row[j]) + 1
        best = min(best, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
        row.append(best)
      }
      before = previous
      previous = row
    }
    return previous[b.count]
  }
}
