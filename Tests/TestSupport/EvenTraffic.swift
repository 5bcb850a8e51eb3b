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
    hours.flatMap { hour in
      endpoints.enumerated().flatMap { place, endpoint in
        (0..<endpoint.perHour).map { number in
          LogLine(
            monday + Int64(hour) * 3600 + Int64(number * 3600 / endpoint.perHour),
            "203.0.113.\(1 + (number + place + hour) % clients)", endpoint.request,
            endpoint.status, bytes: 400 + (number * 37 + place * 11) % 200)
        }
      }
    }.inTime
  }
}
