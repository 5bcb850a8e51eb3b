import AccessLog
import Traffic

/// The run's overview: how many requests by status, by client, over time. Bounded memory.
public struct RunTally: Sendable {
  /// How requests were answered.
  public private(set) var statuses = StatusTally()
  /// The clients with most requests.
  public private(set) var clients = HeavyHitters(capacity: 65_536)
  /// Distinct clients.
  public private(set) var distinctClients = DistinctSketch()
  /// Requests and server errors of each stretch of time.
  public private(set) var volume: [Stretch] = []

  /// A stretch of time in the volume.
  public struct Stretch: Sendable, Hashable {
    /// Its first moment.
    public var start: Timestamp
    /// Requests in it.
    public var requests: Int
    /// 5xx answers in it.
    public var errors: Int
  }

  /// Beyond so many stretches neighbours are joined.
  public static let stretchLimit = 4096
  private var stretchSeconds: Int64 = 60

  /// A tally of nothing.
  public init() {}

  /// Takes the next of the finest windows in. O(1).
  mutating func count(_ window: Window) {
    statuses.merge(window.service.statuses)
    distinctClients.merge(window.service.clients)
    addToVolume(window)
  }

  /// Takes the principals of a window in: of one of the coarsest, where each principal stands once for
  /// many of the finest. O(principals).
  mutating func countPrincipals(_ window: Window) {
    for aggregate in window.principals.aggregates where !aggregate.key.isUser {
      let errors = aggregate.statuses.clientErrors &+ aggregate.statuses.serverErrors
      clients.add(aggregate.key, requests: UInt64(aggregate.requests), errors: UInt64(errors))
    }
  }

  private mutating func addToVolume(_ window: Window) {
    let requests = Int(window.service.requests)
    let errors = Int(window.service.statuses.serverErrors)
    let length = stretchSeconds &* 1_000_000
    let start = Timestamp(
      microseconds: Self.floor(window.start.microseconds, to: length))
    if let last = volume.indices.last, volume[last].start == start {
      volume[last].requests += requests
      volume[last].errors += errors
    } else {
      volume.append(Stretch(start: start, requests: requests, errors: errors))
    }
    if volume.count > Self.stretchLimit { coarsen() }
  }

  private mutating func coarsen() {
    stretchSeconds *= 2
    let old = volume
    volume = []
    for stretch in old {
      let start = Timestamp(
        microseconds: Self.floor(stretch.start.microseconds, to: stretchSeconds &* 1_000_000))
      if let last = volume.indices.last, volume[last].start == start {
        volume[last].requests += stretch.requests
        volume[last].errors += stretch.errors
      } else {
        volume.append(Stretch(start: start, requests: stretch.requests, errors: stretch.errors))
      }
    }
  }

  /// Length of a stretch in seconds.
  public var step: Int64 { stretchSeconds }

  private static func floor(_ value: Int64, to length: Int64) -> Int64 {
    let past = value % length
    return value &- (past < 0 ? past &+ length : past)
  }
}
