import AccessLog

/// How the traffic of a run looked.
public struct TrafficOverview: Sendable {
  /// Requests by status class: index 1…5 for 1xx…5xx, index 0 for no status or one outside.
  public var statusClasses = [Int](repeating: 0, count: 6)
  /// The busiest endpoints, the busiest first.
  public var endpoints: [Counted] = []
  /// How many endpoints there were, where that was counted.
  public var distinctEndpoints: Int?
  /// The busiest clients, the busiest first.
  public var clients: [Counted] = []
  /// How many clients there were (an estimate), where that was counted.
  public var distinctClients: Int?
  /// Requests over time.
  public var volume: Volume?

  /// No traffic.
  public init() {}
}

/// A name and how often it came.
public struct Counted: Sendable, Hashable {
  /// An endpoint, a client's address. May hold hostile text.
  public var name: String
  /// Requests.
  public var requests: Int
  /// Those of them answered 4xx or 5xx.
  public var errors: Int

  /// A name and how often it came.
  public init(name: String, requests: Int, errors: Int = 0) {
    self.name = name
    self.requests = requests
    self.errors = errors
  }
}

/// Requests over time, in bins of equal length without gaps.
public struct Volume: Sendable, Hashable {
  /// Begin of the first bin.
  public var start: Timestamp
  /// Length of a bin in seconds, above 0.
  public var step: Int64
  /// Requests in each bin.
  public var requests: [Int]
  /// Those answered 5xx in each bin; as many as `requests`, or none where not counted.
  public var errors: [Int]

  /// A volume from its bins.
  public init(start: Timestamp, step: Int64, requests: [Int], errors: [Int] = []) {
    self.start = start
    self.step = max(1, step)
    self.requests = requests
    self.errors = errors.count == requests.count ? errors : []
  }

  /// The same in at most `limit` bins: neighbours are added up, whole numbers of them.
  public func coarsened(to limit: Int) -> Volume {
    guard limit > 0, requests.count > limit else { return self }
    let factor = (requests.count + limit - 1) / limit
    let sums = { (values: [Int]) in
      stride(from: 0, to: values.count, by: factor).map { first in
        values[first..<min(first + factor, values.count)].reduce(0, &+)
      }
    }
    return Volume(
      start: start, step: step &* Int64(factor), requests: sums(requests), errors: sums(errors))
  }

  /// The bin that a moment falls into, the nearest where it lies outside; nothing without bins.
  public func bin(of time: Timestamp) -> Int? {
    guard !requests.isEmpty, !time.isAbsent else { return nil }
    let offset = (time.seconds &- start.seconds) / step
    return Int(min(max(offset, 0), Int64(requests.count - 1)))
  }
}
