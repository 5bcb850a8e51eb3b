/// Several JSON objects in one line: an array of them (Kong's http-log), `{"records":[…]}` (Azure),
/// or an array with one object a line.
enum JSONBatch {
  /// What stands behind an object.
  enum Following {
    case end
    case record(Int)
    case other(Int)
  }

  /// Where the first object of a line begins; nil where the line only opens or closes an array.
  static func firstRecord(_ line: Range<Int>, _ bytes: RawSpan) -> Int? {
    let end = line.upperBound
    var start = JSONScanner.skipSpace(bytes, from: line.lowerBound, to: end)
    if bytes.byte(start) == UInt8(ascii: "{") { return records(start, end, bytes) ?? start }
    while start < end, isBetween(bytes.byte(start)) {
      start = JSONScanner.skipSpace(bytes, from: start &+ 1, to: end)
    }
    return start < end ? start : nil
  }

  /// The first record of `{"records":[{`.
  private static func records(_ start: Int, _ end: Int, _ bytes: RawSpan) -> Int? {
    let key = JSONScanner.skipSpace(bytes, from: start &+ 1, to: end)
    guard
      bytes.starts(with: "\"records\"", at: key, to: end)
        || bytes.starts(with: "\"Records\"", at: key, to: end)
    else { return nil }
    let colon = JSONScanner.skipSpace(bytes, from: key &+ 9, to: end)
    let open = JSONScanner.skipSpace(bytes, from: colon &+ 1, to: end)
    let first = JSONScanner.skipSpace(bytes, from: open &+ 1, to: end)
    guard first < end, bytes.byte(colon) == UInt8(ascii: ":"),
      bytes.byte(open) == UInt8(ascii: "["), bytes.byte(first) == UInt8(ascii: "{")
    else { return nil }
    return first
  }

  /// What stands behind the object that ends at `stop`: nothing (or the end of the array), another
  /// object, or something else.
  static func following(_ stop: Int, to end: Int, _ bytes: RawSpan) -> Following {
    var i = JSONScanner.skipSpace(bytes, from: stop, to: end)
    while i < end, isBetween(bytes.byte(i)) || bytes.byte(i) == UInt8(ascii: "}") {
      i = JSONScanner.skipSpace(bytes, from: i &+ 1, to: end)
    }
    if i == end { return .end }
    return bytes.byte(i) == UInt8(ascii: "{") && i > stop ? .record(i) : .other(i)
  }

  private static func isBetween(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: ",")
  }
}
