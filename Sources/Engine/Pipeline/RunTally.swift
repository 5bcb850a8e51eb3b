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
  public struct Stretch: Sendable, Hashable, PlainData {
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
    for passer in window.principals.passersBy { clients.add(passer.key, requests: 1, errors: 0) }
  }

  private mutating func addToVolume(_ window: Window) {
    add(
      Stretch(
        start: window.start, requests: Int(window.service.requests),
        errors: Int(window.service.statuses.serverErrors)))
    guard volume.count > Self.stretchLimit else { return }
    stretchSeconds *= 2
    let finer = volume
    volume = []
    for stretch in finer { add(stretch) }
  }

  /// Joins what falls into the last stretch, or begins the next.
  private mutating func add(_ part: Stretch) {
    let start = part.start.floored(toSeconds: stretchSeconds)
    if let last = volume.indices.last, volume[last].start == start {
      volume[last].requests += part.requests
      volume[last].errors += part.errors
    } else {
      volume.append(Stretch(start: start, requests: part.requests, errors: part.errors))
    }
  }

  /// Length of a stretch in seconds.
  public var step: Int64 { stretchSeconds }
}

extension RunTally: Snapshotting {
  /// The overview as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&statuses)
    try clients.snapshot(&archive)
    try distinctClients.snapshot(&archive)
    try archive.values(&volume)
    try archive.value(&stretchSeconds)
    try archive.require(
      (60...1 << 40).contains(stretchSeconds), "holds an impossible overview of the traffic")
  }
}
