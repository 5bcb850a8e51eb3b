/// Walks the members of one JSON object, values as they stand.
struct JSONMembers {
  /// One member: the key without quotes, the value without quotes if it is a string.
  struct Member {
    let key: Range<Int>
    let value: Range<Int>
    let isString: Bool
  }

  /// True if the text begins like an object.
  let isObject: Bool
  private var position: Int
  private let end: Int

  init(_ range: Range<Int>, _ bytes: RawSpan) {
    let start = JSONScanner.skipSpace(bytes, from: range.lowerBound, to: range.upperBound)
    isObject = start < range.upperBound && bytes.byte(start) == UInt8(ascii: "{")
    position = isObject ? start + 1 : range.upperBound
    end = range.upperBound
  }

  /// The next member; nil at the end of the object or where the text is no JSON.
  mutating func next(_ bytes: RawSpan) -> Member? {
    var i = JSONScanner.skipSpace(bytes, from: position, to: end)
    if i < end, bytes.byte(i) == UInt8(ascii: ",") {
      i = JSONScanner.skipSpace(bytes, from: i + 1, to: end)
    }
    position = end
    guard i < end, bytes.byte(i) == UInt8(ascii: "\""),
      let key = JSONScanner.stringEnd(bytes, from: i + 1, to: end)
    else { return nil }
    let colon = JSONScanner.skipSpace(bytes, from: key.quote + 1, to: end)
    guard colon < end, bytes.byte(colon) == UInt8(ascii: ":") else { return nil }
    let start = JSONScanner.skipSpace(bytes, from: colon + 1, to: end)
    guard start < end, let stop = JSONScanner.valueEnd(bytes, from: start, to: end) else {
      return nil
    }
    position = stop
    let isString = bytes.byte(start) == UInt8(ascii: "\"")
    return Member(
      key: i + 1..<key.quote, value: isString ? start + 1..<stop - 1 : start..<stop,
      isString: isString)
  }
}
