import AccessLog

/// One walk over a path: the hash of its template, and the object that its values name.
struct PathWalk {
  /// Hash of the template: literal segments by their bytes, values by their placeholder.
  var template: UInt64
  /// Hash of the values; 0 where there are none.
  var object: UInt64 = 0
  /// The last numeric value; −1 where there is none.
  var number: Int64 = -1

  init(method: UInt64) { template = ByteHash.mix(method, 0x70617468) }

  /// Takes a segment in. O(n).
  @inline(__always)
  mutating func take(_ shape: SegmentShape, _ bytes: borrowing RawSpan, _ segment: Range<Int>) {
    guard shape != .literal else {
      template = ByteHash.mix(template, ByteHash.hash(bytes, segment))
      return
    }
    template = ByteHash.mix(template, UInt64(shape.rawValue) &+ 1)
    object = ByteHash.mix(object ^ 1, ByteHash.hash(bytes, segment))
    if shape == .id { number = PathWalk.number(bytes, segment) }
  }

  /// The value of up to 18 digits; −1 for anything else.
  private static func number(_ bytes: borrowing RawSpan, _ segment: Range<Int>) -> Int64 {
    guard segment.count <= 18 else { return -1 }
    var value: Int64 = 0
    for at in segment {
      let digit = bytes.unsafeLoad(fromByteOffset: at, as: UInt8.self) &- UInt8(ascii: "0")
      guard digit <= 9 else { return -1 }
      value = value &* 10 &+ Int64(digit)
    }
    return value
  }
}

extension PathWalk {
  /// The range of the segment that begins at `start`, and where the next one begins.
  @inline(__always)
  static func segment(
    _ bytes: borrowing RawSpan, from start: Int, to end: Int
  ) -> Range<Int> {
    var at = start
    while at < end, bytes.unsafeLoad(fromByteOffset: at, as: UInt8.self) != UInt8(ascii: "/") {
      at &+= 1
    }
    return start..<at
  }

  /// The method as a word of up to eight bytes; longer or lower-case methods are told apart by hash.
  @inline(__always)
  static func methodWord(_ bytes: borrowing RawSpan, _ range: Range<Int>) -> UInt64 {
    guard range.count <= 8 else { return ByteHash.hash(bytes, range) }
    var word: UInt64 = 0
    for at in range {
      word = word << 8 | UInt64(bytes.unsafeLoad(fromByteOffset: at, as: UInt8.self))
    }
    return word
  }
}
