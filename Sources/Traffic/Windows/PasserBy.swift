import AccessLog
import Inspection

/// A principal with a single request in a window, and nothing remarkable about it: the request.
///
/// At most public services these are most of all principals of a minute, and many of an hour: in the
/// long tail of clients two in three lines are the only one of their client in that minute. Ninety-six
/// bytes say all that an aggregate (five hundred) would, so they are kept until a second request comes.
public struct PasserBy: Sendable, PlainData {
  /// Who.
  public let key: PrincipalKey
  /// When, in microseconds since 1970.
  public let time: Int64
  let pathHash: UInt64
  let queryHash: UInt64
  /// Which object of the endpoint, as in `EndpointMatch`.
  let object: UInt64
  let number: Int64
  /// Bytes sent.
  public let bytes: UInt64
  /// Which endpoint.
  public let endpoint: EndpointID
  let ask: Ask
  let status: Int32
  let agent: UInt8
  let claims: AgentClaims
  private let traits: UInt8
  /// 1 once a second request has made an aggregate of it: the place stays empty.
  var isGone: UInt8 = 0

  private static let referer: UInt8 = 1
  private static let unsafe: UInt8 = 2
  private static let staticFile: UInt8 = 4
  private static let stamped: UInt8 = 8

  /// What was seen of a principal whose request is unremarkable.
  @inline(__always)
  init(_ observation: Observation) {
    key = observation.principal
    time = observation.time.microseconds
    pathHash = observation.pathHash
    queryHash = observation.queryHash
    object = observation.endpoint.object
    number = observation.endpoint.number
    bytes = observation.bytes
    endpoint = observation.endpoint.id
    ask = observation.endpoint.ask
    status = observation.status
    agent = UInt8(truncatingIfNeeded: observation.agentHash & 63)
    claims = observation.claims
    var traits: UInt8 = observation.hasReferer ? Self.referer : 0
    if observation.isUnsafe { traits |= Self.unsafe }
    if observation.endpoint.isStamped { traits |= Self.stamped }
    if observation.verdict.suspected.contains(.staticFile) { traits |= Self.staticFile }
    self.traits = traits
  }

  /// True if the request asks for an object of its endpoint.
  public var asksForObject: Bool { object != 0 }

  /// The request, as far as aggregates count it.
  @inline(__always)
  var observation: Observation {
    Observation(
      time: Timestamp(microseconds: time), principal: key, principalHash: 0,
      endpoint: EndpointMatch(
        id: endpoint, object: object, number: number, ask: ask,
        isStamped: traits & Self.stamped != 0),
      pathHash: pathHash, queryHash: queryHash, agentHash: UInt64(agent), status: status,
      bytes: bytes, milliseconds: -1,
      verdict: Verdict(
        suspected: traits & Self.staticFile != 0 ? SignSet(.staticFile) : [], proven: []),
      namesUser: false, claims: claims, hasReferer: traits & Self.referer != 0,
      isUnsafe: traits & Self.unsafe != 0)
  }

  /// The aggregate of the request.
  public var aggregate: PrincipalAggregate {
    var aggregate = PrincipalAggregate(key: key)
    aggregate.count(observation)
    return aggregate
  }
}

extension Observation {
  /// Larger answers are looked at by who got them.
  private static let largeAnswer: UInt64 = 1 << 20

  /// True for a request of which nothing is kept but what `PasserBy` holds: an ordinary answer to
  /// nobody in particular, at a place that is neither a log-in nor closed to most.
  @inline(__always)
  var isUnremarkable: Bool {
    status < 400 && bytes < Self.largeAnswer && !isLogIn && standing.isEmpty
      && verdict.suspected.isDisjoint(with: Window.accusing) && verdict.proven.isEmpty
  }
}
