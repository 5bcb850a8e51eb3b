import AccessLog

/// Finds the object that a query asks for: the value of its first parameter whose name is `id`, ends
/// in `id` (`userId`, `order_id`, `uuid`).
///
/// APIs of an older style name their objects there (`/invoice?id=4711`), and walks over them are the
/// same abuse as walks over path segments.
enum QueryObject {
  /// The value's hash and number (−1 if it is none), or nil where no such parameter has a value.
  /// O(n).
  static func find(
    _ bytes: borrowing RawSpan, _ query: Range<Int>
  ) -> (object: UInt64, number: Int64)? {
    var start = query.lowerBound
    while start < query.upperBound {
      var equals = -1
      var end = start
      while end < query.upperBound {
        let byte = bytes.unsafeLoad(fromByteOffset: end, as: UInt8.self)
        if byte == UInt8(ascii: "&") { break }
        if byte == UInt8(ascii: "="), equals < 0 { equals = end }
        end &+= 1
      }
      if equals > start, equals + 1 < end, namesObject(bytes, start..<equals) {
        let value = equals + 1..<end
        var walk = PathWalk(method: 0)
        walk.take(.id, bytes, value)
        return (walk.object, walk.number)
      }
      start = end &+ 1
    }
    return nil
  }

  private static func namesObject(_ bytes: borrowing RawSpan, _ name: Range<Int>) -> Bool {
    guard name.count >= 2 else { return false }
    let last = bytes.unsafeLoad(fromByteOffset: name.upperBound - 1, as: UInt8.self) | 0x20
    let before = bytes.unsafeLoad(fromByteOffset: name.upperBound - 2, as: UInt8.self) | 0x20
    return before == UInt8(ascii: "i") && last == UInt8(ascii: "d")
  }
}
