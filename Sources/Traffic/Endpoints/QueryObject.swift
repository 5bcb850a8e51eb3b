import AccessLog

/// What a query says about what is asked for: which object, and how much.
///
/// APIs of an older style name their objects there (`/invoice?id=4711`), and walks over them are the
/// same abuse as walks over path segments: the object is the value of the first parameter whose name
/// is `id` or ends in `id` (`userId`, `order_id`, `uuid`).
struct QueryObject: Sendable {
  /// The object's hash; 0 where there is none.
  var object: UInt64 = 0
  /// The object's number; −1 if it is none.
  var number: Int64 = -1
  /// How much is asked for.
  var ask = Ask()
  /// True where a value is the time of the request, as pages that poll put it there against caches.
  var isStamped = false

  /// Reads a query. O(n).
  /// - Parameter time: When it was asked.
  static func read(
    _ bytes: borrowing RawSpan, _ query: Range<Int>, at time: Timestamp, _ roles: AskRoles
  ) -> QueryObject {
    var found = QueryObject()
    var start = query.lowerBound
    while start < query.upperBound {
      // The name, its last eight bytes in lower case.
      var name: UInt64 = 0
      var at = start
      var byte: UInt8 = 0
      while at < query.upperBound {
        byte = bytes.unsafeLoad(fromByteOffset: at, as: UInt8.self)
        if byte == UInt8(ascii: "=") || byte == UInt8(ascii: "&") { break }
        name = name << 8 | UInt64(byte | 0x20)
        at &+= 1
      }
      guard at < query.upperBound, byte == UInt8(ascii: "=") else {
        start = at &+ 1
        continue
      }
      let valueStart = at &+ 1
      var value: Int64 = 0
      var others: UInt8 = 0
      at = valueStart
      while at < query.upperBound {
        byte = bytes.unsafeLoad(fromByteOffset: at, as: UInt8.self)
        if byte == UInt8(ascii: "&") { break }
        let digit = byte &- UInt8(ascii: "0")
        others |= digit > 9 ? 1 : 0
        value = value &* 10 &+ Int64(digit)
        at &+= 1
      }
      let number = others == 0 ? value : -1
      found.take(bytes, name, valueStart..<at, number, roles)
      if number >= 0, at &- valueStart >= Self.digitsOfSeconds {
        found.isStamped = found.isStamped || Self.isNow(number, digits: at &- valueStart, time)
      }
      start = at &+ 1
    }
    return found
  }

  /// Takes a parameter in.
  /// - Parameters:
  ///   - name: The last eight bytes of its name, in lower case.
  ///   - value: Where its value stands.
  ///   - number: The value if it has digits only; of no meaning beyond 18 of them.
  @inline(__always)
  private mutating func take(
    _ bytes: borrowing RawSpan, _ name: UInt64, _ value: Range<Int>, _ number: Int64,
    _ roles: AskRoles
  ) {
    guard !value.isEmpty else { return }
    if object == 0, name & 0xffff == Self.id {
      var walk = PathWalk(method: 0)
      walk.take(.id, bytes, value)
      object = walk.object
      self.number = walk.number
    } else if number >= 0 {
      let role = roles.role(name)
      if role != .none { ask.take(role, value.count <= 18 ? number : .max) }
    }
  }

  /// Digits of the present time in seconds since 1970, from 2001 to 2286; milliseconds have three more.
  private static let digitsOfSeconds = 10
  /// Clocks of clients go wrong by time zones, not by days.
  private static let mostMicroseconds = Int64(86_400_000_000)

  /// True for a number that is the time of the request in seconds or milliseconds since 1970.
  private static func isNow(_ number: Int64, digits: Int, _ time: Timestamp) -> Bool {
    let scale: Int64
    switch digits {
    case digitsOfSeconds: scale = 1_000_000
    case digitsOfSeconds + 3: scale = 1000
    default: return false
    }
    return abs(number &* scale &- time.microseconds) <= mostMicroseconds
  }

  private static let id = UInt64(UInt8(ascii: "i")) << 8 | UInt64(UInt8(ascii: "d"))
}
