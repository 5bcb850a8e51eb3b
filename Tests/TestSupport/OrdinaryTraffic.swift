/// Ordinary traffic of a small service, made up from a seed: forty clients who list, look at and
/// change orders and now and then mistype a password, with fewer of them at night.
public struct OrdinaryTraffic: Sendable {
  /// The seed.
  public var seed: UInt64
  /// Requests a minute by day, on average; a third of it at night.
  public var perMinute = 12

  /// Ordinary traffic.
  public init(seed: UInt64, perMinute: Int = 12) {
    self.seed = seed
    self.perMinute = perMinute
  }

  /// The lines of some minutes, in the order of time.
  /// - Parameter start: The first moment, in seconds since 1970.
  public func lines(from start: Int64 = monday, minutes: Int) -> [LogLine] {
    var generator = SeededGenerator(seed: seed)
    var lines: [LogLine] = []
    for minute in 0..<minutes {
      let time = start + Int64(minute) * 60
      let hour = time % 86_400 / 3600
      let most = (7..<22).contains(hour) ? perMinute * 2 : perMinute * 2 / 3
      var seconds = (0..<generator.below(most + 1)).map { _ in Int64(generator.below(60)) }
      seconds.sort()
      for second in seconds { lines.append(line(time + second, &generator)) }
    }
    return lines
  }

  private func line(_ time: Int64, _ generator: inout SeededGenerator) -> LogLine {
    let client = "203.0.113.\(1 + generator.below(40))"
    let order = 1000 + generator.below(900)
    let bytes = 200 + generator.below(3000)
    switch generator.below(20) {
    case 0: return LogLine(time, client, "POST /login", generator.below(8) == 0 ? 401 : 200)
    case 1: return LogLine(time, client, "POST /orders", 201, bytes: bytes)
    case 2: return LogLine(time, client, "GET /orders/\(order)/items", bytes: bytes)
    case 3: return LogLine(time, client, "GET /old/page", 404)
    case 4:
      return LogLine(
        time, client, "GET /orders", generator.below(12) == 0 ? 500 : 200, bytes: bytes)
    case 5...10:
      return LogLine(time, client, "GET /orders?page=\(generator.below(9))", bytes: bytes)
    default: return LogLine(time, client, "GET /orders/\(order)", bytes: bytes)
    }
  }
}
