/// Looks for what an allowlist names in the text of a log line, whatever its format.
enum EvidenceText {
  /// True if a text stands in a line; a `*` at the text's end means nothing more here.
  static func contains(_ pattern: String, in line: [UInt8]) -> Bool {
    find(wanted(pattern), in: line) != nil
  }

  /// True if the line asks for a path: it stands behind a blank or a quotation mark, and ends where
  /// a path ends, unless the pattern ends with `*`.
  static func asks(for pattern: String, in line: [UInt8]) -> Bool {
    let bytes = wanted(pattern)
    var from = 0
    while let start = find(bytes, in: line, from: from) {
      let end = start + bytes.count
      let isStart = start == 0 || " \"".utf8.contains(line[start - 1])
      let isEnd = pattern.hasSuffix("*") || end == line.count || " ?#\"".utf8.contains(line[end])
      if isStart, isEnd { return true }
      from = start + 1
    }
    return false
  }

  /// True if an endpoint's path is meant.
  static func fits(_ pattern: String, path: String) -> Bool {
    pattern.hasSuffix("*") ? path.hasPrefix(pattern.dropLast()) : path == pattern
  }

  private static func wanted(_ pattern: String) -> [UInt8] {
    Array(pattern.hasSuffix("*") ? pattern.dropLast().utf8[...] : pattern.utf8[...])
  }

  /// Where a text first stands. O(length · pattern), for the few lines of a finding.
  private static func find(_ wanted: [UInt8], in line: [UInt8], from: Int = 0) -> Int? {
    guard !wanted.isEmpty, line.count >= wanted.count else { return nil }
    return (from..<max(from, line.count - wanted.count + 1)).first { start in
      line[start..<start + wanted.count].elementsEqual(wanted)
    }
  }
}
