import Foundation
import Scoring

/// What is asked for and how it is answered: routes by weight, targets with objects and queries,
/// statuses, sizes.
struct Answers {
  private let upTo: [Double]
  private var counts = [Int](repeating: 0, count: 600)

  init() {
    var sum = 0.0
    upTo = Route.table.map { route in
      sum += route.weight
      return sum
    }
  }

  /// Lines by status.
  var tally: [String: Int] {
    var tally: [String: Int] = [:]
    for (status, count) in counts.enumerated() where count > 0 { tally["\(status)"] = count }
    return tally
  }

  /// Counts an answer.
  mutating func count(_ status: Int) { counts[status] += 1 }

  /// A route by its weight.
  func route(_ random: inout SplitMix64) -> Route {
    Route.table[Weighted.place(of: random.unit(), in: upTo)]
  }

  /// Writes method, path and query.
  func writeTarget(
    of route: Route, for client: Client, to buffer: inout LineBuffer, _ random: inout SplitMix64
  ) {
    buffer.add(route.head)
    if let tail = route.tail {
      writeObject(route.object, of: client, to: &buffer, &random)
      buffer.add(tail)
    }
    switch route.query {
    case .none: break
    case .page:
      buffer.add("?page=")
      buffer.add(1 + random.below(random.below(3) == 0 ? 40 : 2))
      buffer.add("&limit=50")
    case .search:
      buffer.add("?q=")
      buffer.add(Self.words[random.below(Self.words.count)])
      buffer.add("+")
      buffer.add(Self.words[random.below(Self.words.count)])
      buffer.add("&limit=20")
    case .since:
      buffer.add("?since=")
      buffer.add(LogTime.start + random.below(86_400))
    }
  }

  /// Four in five are the client's own, the others what is popular at the moment.
  private func writeObject(
    _ object: Route.Object, of client: Client, to buffer: inout LineBuffer,
    _ random: inout SplitMix64
  ) {
    let number =
      random.below(5) > 0 ? client.firstObject + random.below(12) : 500 + random.below(300)
    switch object {
    case .number: buffer.add(number)
    case .uuid:
      var scramble = SplitMix64(seed: UInt64(number))
      let (high, low) = (scramble.next(), scramble.next())
      buffer.add(Self.uuid(high, low))
    }
  }

  /// Status and size: most go well; some of what is asked for is not modified, gone, not allowed or
  /// wrong, and now and then the server fails.
  mutating func answer(of route: Route, _ random: inout SplitMix64) -> (status: Int, bytes: Int) {
    let chance = random.unit()
    let status: Int
    if route.head == Route.logIn.head {
      status = chance < 0.08 ? 401 : 200
    } else if chance < 0.0008 {
      status = [500, 502, 503, 504][random.below(4)]
    } else if chance < 0.006 {
      status = [400, 401, 403, 422][random.below(4)]
    } else if chance < 0.018, route.tail != nil {
      status = 404
    } else if chance < 0.05, route.head.starts(with: Array("GET ".utf8)) {
      status = 304
    } else {
      status = route.success
    }
    count(status)
    return (status, size(of: route, status, &random))
  }

  /// Log-normal around the route's median, by a sum of uniform numbers for the normal.
  private func size(of route: Route, _ status: Int, _ random: inout SplitMix64) -> Int {
    guard status < 300 else { return status == 304 ? 0 : 60 + random.below(120) }
    let normal = random.unit() + random.unit() + random.unit() + random.unit() - 2
    return Int(route.size * exp(normal))
  }

  private static let words = [
    "red", "shoes", "lamp", "desk", "winter", "jacket", "usb", "cable", "garden", "chair", "blue",
    "bottle", "phone", "case", "paper", "book", "tea", "cup", "bag", "table", "union", "order",
  ].map { Array($0.utf8) }

  private static func uuid(_ high: UInt64, _ low: UInt64) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for place in 0..<32 {
      if place == 8 || place == 12 || place == 16 || place == 20 { text.append(0x2d) }
      let word = place < 16 ? high : low
      let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - place % 16 * 4)) & 15
      text.append(digit < 10 ? 48 + digit : 87 + digit)
    }
    return text
  }
}
