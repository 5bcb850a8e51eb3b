/// Walks a path that climbs: counts the steps up, in every spelling of dots and slashes.
struct PathWalk {
  /// Steps up: `..` as a whole segment, or one of its disguises.
  private(set) var climbs = 0
  /// How far below its beginning the path went, 0 if never.
  private(set) var depthBelow = 0
  /// `....//`, `..../`, `.../...`, `..;/`, `..%00/`: steps no browser makes and some filter misses.
  private(set) var disguised = 0
  /// Offset of the first step up.
  private(set) var first = 0
  /// Offset behind the last step up.
  private(set) var last = 0

  /// Walks a text. O(n).
  init(_ text: Text) {
    var depth = 0
    var index = 0
    while index < text.count {
      let end = PathWalk.segmentEnd(text, index)
      let dots = PathWalk.dots(text, index..<end)
      if dots == 2 {
        if climbs == 0 { first = index }
        climbs += 1
        last = end
        depth -= 1
        depthBelow = max(depthBelow, -depth)
        if end - index > 2 { disguised += 1 }
      } else if dots > 2, end < text.count {
        disguised += 1
        if last == 0 { first = index }
        last = max(last, end)
      } else if dots == 0, end > index {
        depth += 1
      }
      index = max(PathWalk.separatorEnd(text, end), index + 1)
    }
  }

  private static func segmentEnd(_ text: Text, _ start: Int) -> Int {
    var index = start
    while index < text.count, separatorEnd(text, index) == index { index += 1 }
    return index
  }

  /// The offset behind a separator at `index`: `/`, `\`, or `0x2f`, `0x5c` written out.
  private static func separatorEnd(_ text: Text, _ index: Int) -> Int {
    if text[index] == UInt8(ascii: "/") || text[index] == UInt8(ascii: "\\") { return index + 1 }
    if text.has("0x2f", at: index) || text.has("0x5c", at: index) { return index + 4 }
    return index
  }

  /// How many dots a segment consists of, trailing `;`, blanks and odd bytes aside; 0 if it is a
  /// name, 1 for `.`.
  private static func dots(_ text: Text, _ range: Range<Int>) -> Int {
    // `??/`, `.?/`: best-fit mappings turn what they do not know into question marks.
    let isPair = range.count == 2 && range.upperBound < text.count
    if isPair, ".?".utf8.contains(text[range.lowerBound]),
      text[range.lowerBound + 1] == UInt8(ascii: "?")
        || text.has("?.", at: range.lowerBound)
    {
      return 2
    }
    var index = range.lowerBound
    var dots = 0
    while index < range.upperBound {
      if text[index] == UInt8(ascii: ".") {
        dots += 1
        index += 1
      } else if text.has("0x2e", at: index) {
        dots += 1
        index += 4
      } else if dots == 1, text[index] == UInt8(ascii: " "), text[index + 1] == UInt8(ascii: ".") {
        index += 1
      } else {
        break
      }
    }
    guard dots > 0, index <= range.upperBound else { return 0 }
    while index < range.upperBound {
      let byte = text[index]
      guard
        byte == UInt8(ascii: ";") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "%")
          || byte >= 0x80
          || byte == UInt8(ascii: " ")
      else { return 0 }
      index += 1
    }
    return dots
  }
}
