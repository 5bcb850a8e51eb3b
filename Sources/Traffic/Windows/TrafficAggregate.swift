import AccessLog
import Inspection

/// What a window holds for the service or for one endpoint. A monoid: merging the aggregates of two
/// parts of the input gives the aggregate of the whole.
public struct TrafficAggregate: Sendable {
  /// Requests in the window.
  public var requests: UInt32 = 0
  /// How they were answered.
  public var statuses = StatusTally()
  /// Bytes sent, as far as the log says.
  public var bytes: UInt64 = 0
  /// Requests that read like log-ins.
  public var logIns: UInt32 = 0
  /// Log-ins that were refused.
  public var failedLogIns: UInt32 = 0
  /// Durations in milliseconds, where the log has them.
  public var durations = QuantileSketch()
  /// Distinct clients.
  public var clients = DistinctSketch()
  /// Who made most of the requests, if somebody did.
  public var requestMajority = MajorityVote()
  /// Who got most of the server errors, if somebody did.
  public var errorMajority = MajorityVote()
  /// Who failed most of the log-ins, if somebody did.
  public var failureMajority = MajorityVote()
  /// Which network failed most of the log-ins, if one did.
  public var failureNetworks = MajorityVote()
  /// Who got most of the bytes, if somebody did.
  public var byteMajority = MajorityVote()
  /// Whose answers took most of the time, if somebody's did; in milliseconds.
  public var timeMajority = MajorityVote()
  /// How long all answers took together, in whole milliseconds each.
  public var milliseconds: UInt64 = 0
  /// Clients that got server errors, one bit each by hash (linear counting with 64 bits).
  public var failedBits: UInt64 = 0
  /// Different clients whose log-ins were refused.
  public var refusedClients = BitmapCounter()
  /// The first lines of the window: server errors if there were any.
  public var evidence = EvidencePlaces()
  /// The first lines with refused log-ins.
  public var logInEvidence = EvidencePlaces()
  /// What few requests show, and what is judged by the hour.
  public var marks = EndpointMarks()

  /// An aggregate of nothing.
  public init() {}

  /// Makes it an aggregate of nothing again, keeping its memory.
  mutating func reset() {
    var sketches = (durations, clients)
    durations = QuantileSketch()
    clients = DistinctSketch()
    self = TrafficAggregate()
    sketches.0.reset()
    sketches.1.reset()
    (durations, clients) = sketches
  }

  /// Counts one request with who made it; what is kept as evidence is decided by the window. O(1).
  @inline(__always)
  mutating func count(_ observation: Observation) {
    countNumbers(observation)
    clients.insert(observation.principalHash)
    requestMajority.add(observation.principal, 1)
    byteMajority.add(observation.principal, observation.bytes)
    if observation.isServerError { errorMajority.add(observation.principal, 1) }
    if observation.isLogIn, observation.isFailedLogIn {
      failureMajority.add(observation.principal, 1)
      refusedClients.insert(observation.principalHash)
      if let network = observation.principal.network { failureNetworks.add(network, 1) }
    }
  }

  /// Adds who was there, once the window is complete: for the service, whose clients are the
  /// window's principals. O(1).
  @inline(__always)
  mutating func countClient(_ client: borrowing PrincipalAggregate) {
    clients.insert(client.key.hash)
    requestMajority.add(client.key, UInt64(client.requests))
    byteMajority.add(client.key, client.bytes)
    errorMajority.add(client.key, UInt64(client.statuses.serverErrors))
    failureMajority.add(client.key, UInt64(client.failedLogIns))
  }

  /// The same for somebody with a single, unremarkable request. O(1).
  mutating func countClient(_ client: PasserBy) {
    clients.insert(client.key.hash)
    requestMajority.add(client.key, 1)
    byteMajority.add(client.key, client.bytes)
  }

  /// Counts one request without asking who made it. O(1).
  @inline(__always)
  mutating func countNumbers(_ observation: Observation) {
    requests &+= 1
    statuses.count(observation.status)
    bytes &+= observation.bytes
    if observation.isServerError { failedBits |= 1 << (observation.principalHash >> 58) }
    if observation.isLogIn {
      logIns &+= 1
      if observation.isFailedLogIn { failedLogIns &+= 1 }
    }
    if observation.milliseconds >= 0 {
      durations.insert(observation.milliseconds)
      let time = UInt64(observation.milliseconds)
      milliseconds &+= time
      timeMajority.add(observation.principal, time)
    }
  }

  /// Takes what is judged by the hour of another part in: all but durations and majorities. The part is
  /// named by its place, because a copy of it would cost more than all this. O(1), but for the clients.
  @inline(__always)
  mutating func mergeNumbers(of parts: Span<TrafficAggregate>, at place: Int) {
    requests &+= parts[place].requests
    statuses.merge(parts[place].statuses)
    bytes &+= parts[place].bytes
    failedBits |= parts[place].failedBits
    logIns &+= parts[place].logIns
    failedLogIns &+= parts[place].failedLogIns
    clients.merge(parts[place].clients)
    marks.merge(parts[place].marks)
  }

  /// Takes another part of the same window in; evidence stays with the first part. O(sketches).
  public mutating func merge(_ other: TrafficAggregate) {
    mergeNumbers(of: [other].span, at: 0)
    durations.merge(other.durations)
    requestMajority.merge(other.requestMajority)
    errorMajority.merge(other.errorMajority)
    byteMajority.merge(other.byteMajority)
    timeMajority.merge(other.timeMajority)
    milliseconds &+= other.milliseconds
    failureMajority.merge(other.failureMajority)
    refusedClients.merge(other.refusedClients)
    failureNetworks.merge(other.failureNetworks)
  }
}

extension TrafficAggregate: Snapshotting {
  /// The aggregate as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&requests)
    try archive.value(&statuses)
    try archive.value(&bytes)
    try archive.value(&failedBits)
    try archive.value(&logIns)
    try archive.value(&failedLogIns)
    try durations.snapshot(&archive)
    try clients.snapshot(&archive)
    try archive.value(&requestMajority)
    try archive.value(&errorMajority)
    try archive.value(&failureMajority)
    try archive.value(&byteMajority)
    try archive.value(&timeMajority)
    try archive.value(&milliseconds)
    try archive.value(&refusedClients)
    try archive.value(&failureNetworks)
    try archive.value(&evidence)
    try archive.value(&logInEvidence)
    try marks.snapshot(&archive)
  }
}
