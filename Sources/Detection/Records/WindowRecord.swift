import AccessLog
import Traffic

/// What is kept of a window to judge it, now or after learning: numbers for the service and its
/// endpoints, and the principals that could matter.
public struct WindowRecord: Sendable {
  /// The level of the window: 0 for the finest (a minute), then the coarser ones.
  public var level: Int
  /// Its span of event time.
  public var span: TimeSpan
  /// The whole service; nil in coarser windows, which are about principals only.
  public var service: TrafficPoint?
  /// The endpoints, by id.
  public var endpoints: [TrafficPoint]
  /// The principals that could matter.
  public var suspects: [Suspect]
  /// How many principals the window had in all.
  public var principalCount: Int
  /// Networks whose addresses do the same together, none of them enough to stand alone.
  public var networks: [Suspect] = []
  /// True for a coarser window that is judged before its end, for those whose evidence has risen.
  public var isRunning = false
  /// The endpoints' hours, by id; empty but for windows of an hour.
  public var hours: [EndpointHour] = []
  /// What was missing in an hour; nil but for windows of an hour.
  public var missing: MissingHour?
  /// What came from each source; empty but for the finest windows.
  public var sources: [SourceTally.Entry] = []

  /// What is learned from: the record without principals and log lines, by far the most of it.
  var numbersOnly: WindowRecord {
    var numbers = self
    numbers.suspects = []
    numbers.networks = []
    numbers.service?.detail = nil
    for place in endpoints.indices { numbers.endpoints[place].detail = nil }
    for place in hours.indices { numbers.hours[place].dropLines() }
    numbers.missing?.lines = []
    return numbers
  }

  /// Memory that the record holds, in bytes, roughly.
  public var footprint: Int {
    128 + (endpoints.count + 1) * MemoryLayout<TrafficPoint>.stride
      + suspects.reduce(0) { $0 + $1.footprint } + networks.reduce(0) { $0 + $1.footprint }
      + hours.reduce(0) { $0 + $1.footprint }
      + sources.count * MemoryLayout<SourceTally.Entry>.stride
  }
}

/// A window's numbers for the service or for one endpoint.
public struct TrafficPoint: Sendable, Hashable {
  /// The endpoint; `Endpoint.unknown` for paths that do not exist, and for the service itself.
  public var endpoint: EndpointID
  /// Requests.
  public var requests: UInt32
  /// 5xx answers.
  public var serverErrors: UInt32
  /// Log-ins tried.
  public var logIns: UInt32
  /// Log-ins refused.
  public var failedLogIns: UInt32
  /// Distinct clients, estimated.
  public var clients: UInt32
  /// Bytes sent.
  public var bytes: UInt64
  /// The 95th percentile of the durations in milliseconds; −1 where the log has none.
  public var p95: Float
  /// The median of the durations in milliseconds; −1 where the log has none.
  public var p50: Float = -1
  /// True where one client waited for three quarters of the time that all answers took together: it
  /// delays itself.
  public var isOnesOwn = false
  /// The clients that got server errors, one bit each by hash.
  public var failedBits: UInt64 = 0
  /// Who did (or suffered) most of it; nil where nobody stands out and nothing was kept.
  public var detail: Detail?

  /// Bytes of an answer on average; nil where too few requests make a mean worth the name.
  var answerSize: Double? {
    requests >= 5 ? Double(bytes) / Double(requests) : nil
  }

  /// What is kept only where it could become an alert.
  public final class Detail: Sendable, Hashable {
    /// Who made most of the requests.
    public let requestMajority: MajorityVote
    /// Who got most of the server errors.
    public let errorMajority: MajorityVote
    /// Who failed most of the log-ins.
    public let failureMajority: MajorityVote
    /// Who got most of the bytes.
    public let byteMajority: MajorityVote
    /// Which network failed most of the log-ins.
    public let failureNetworks: MajorityVote
    /// Different clients whose log-ins were refused.
    public let refusedClients: BitmapCounter
    /// Lines with server errors, else none.
    public let evidence: [KeptLine]
    /// Lines with refused log-ins.
    public let logInEvidence: [KeptLine]

    init(_ aggregate: TrafficAggregate, _ window: Window) {
      let confirm = {
        (vote: MajorityVote, total: UInt64, amount: (PrincipalAggregate) -> UInt64) in
        vote.confirmed(
          by: window.principals.aggregate(of: vote.leader).map(amount), of: total)
      }
      requestMajority = confirm(aggregate.requestMajority, UInt64(aggregate.requests)) {
        UInt64($0.requests)
      }
      errorMajority = confirm(aggregate.errorMajority, UInt64(aggregate.statuses.serverErrors)) {
        UInt64($0.statuses.serverErrors)
      }
      byteMajority = confirm(aggregate.byteMajority, aggregate.bytes) { $0.bytes }
      failureMajority = confirm(aggregate.failureMajority, UInt64(aggregate.failedLogIns)) {
        UInt64($0.failedLogIns)
      }
      refusedClients = aggregate.refusedClients
      failureNetworks = aggregate.failureNetworks
      evidence = aggregate.evidence.lines(on: window.shelf)
      logInEvidence = aggregate.logInEvidence.lines(on: window.shelf)
    }

    /// A detail from its parts, as they were kept over a restart.
    init(_ parts: DetailParts) {
      requestMajority = parts.requestMajority
      errorMajority = parts.errorMajority
      failureMajority = parts.failureMajority
      byteMajority = parts.byteMajority
      refusedClients = parts.refusedClients
      failureNetworks = parts.failureNetworks
      evidence = parts.evidence
      logInEvidence = parts.logInEvidence
    }

    /// Details are the same if they are the same object.
    public static func == (a: Detail, b: Detail) -> Bool { a === b }
    /// Hashes the identity.
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
  }
}

/// A principal whose window could matter, with what is needed to accuse it.
public struct Suspect: Sendable {
  /// Its numbers.
  public var aggregate: PrincipalAggregate
  /// Its signs.
  public var tally: SignTally
  /// Lines with signs.
  public var signEvidence: [KeptLine]
  /// Lines with refusals, and an ordinary one.
  public var evidence: [KeptLine]
  /// Of a network: how many of its addresses took part.
  public var members: UInt32 = 0

  /// Memory that the suspect holds, in bytes, roughly.
  var footprint: Int {
    MemoryLayout<Suspect>.stride
      + (signEvidence + evidence).reduce(0) { $0 + $1.text.count + 64 }
  }
}
