/// Traffic as even as a clock, made by the hour: so many requests of each endpoint, spread over the
/// hour and over some clients. For tests that ask what is missing or new, and not how much is usual.
public struct EvenTraffic: Sendable {
  /// Method and target, requests an hour, status.
  public var endpoints: [(request: String, perHour: Int, status: Int)]
  /// Clients that take turns.
  public var clients = 8

  /// Even traffic.
  public init(_ endpoints: [(request: String, perHour: Int, status: Int)], clients: Int = 8) {
    self.endpoints = endpoints
    self.clients = clients
  }

  /// The lines of some hours behind Monday midnight, in the order of time.
  public func lines(_ hours: Range<Int>) -> [LogLine] {
    var lines: [LogLine] = []
    for hour in hours {
      for (place, endpoint) in endpoints.enumerated() {
        for number in 0..<endpoint.perHour {
          let time = monday + Int64(hour) * 3600 + Int64(number * 3600 / endpoint.perHour)
          let client = "203.0.113.\(1 + (number + place + hour) % clients)"
          let bytes = 400 + (number * 37 + place * 11) % 200
          lines.append(
            LogLine(time, client, endpoint.request, endpoint.status, bytes: bytes))
        }
      }
    }
    return lines.inTime
  }
}
