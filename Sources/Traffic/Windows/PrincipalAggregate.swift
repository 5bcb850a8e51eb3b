import AccessLog
import Inspection

/// What a window holds for one principal: fixed in size, because there are nearly as many of them as
/// lines. A monoid: an hour's aggregate is the merge of its minutes'.
public struct PrincipalAggregate: Sendable {
  /// Who.
  public var key: PrincipalKey
  /// Requests in the window.
  public var requests: UInt32 = 0
  /// How they were answered.
  public var statuses = StatusTally()
  /// Bytes sent to this principal.
  public var bytes: UInt64 = 0
  /// Log-ins tried.
  public var logIns: UInt32 = 0
  /// Log-ins refused.
  public var failedLogIns: UInt32 = 0
  /// Log-ins that succeeded after `failuresBefore` or more refusals in a row.
  public var successesAfterFailures: UInt32 = 0
  /// Log-ins that succeeded.
  public var succeededLogIns: UInt32 = 0
  /// Refusals before the first success, so that a run of them over the joint of two parts counts.
  public var failuresAtFirst: UInt32 = 0
  /// Refusals in a row at this moment.
  public var failuresInARow: UInt32 = 0
  /// Requests with methods that change something.
  public var unsafe: UInt32 = 0
  /// Requests for static files.
  public var staticFiles: UInt32 = 0
  /// Different paths.
  public var paths = BitmapCounter()
  /// Different paths that were not found.
  public var missingPaths = BitmapCounter()
  /// Different endpoints, one bit each by hash (linear counting with 64 bits).
  public var endpoints: UInt64 = 0
  /// Different user agents, one bit each by hash.
  public var agents: UInt64 = 0
  /// The objects asked for.
  public var walks = ObjectWalks()
  /// How it behaves.
  public var manner = PrincipalManner()
  /// Place of the sign tally in the window; −1 without signs.
  public var tally: Int32 = -1
  /// Evidence lines of signs.
  public var signEvidence = EvidencePlaces()
  /// Evidence lines of refusals and of ordinary requests.
  public var evidence = EvidencePlaces()

  /// A success after so many refusals is no mistyped password.
  static let failuresBefore: UInt32 = 5

  /// An aggregate without requests.
  public init(key: PrincipalKey) { self.key = key }

  /// Requests for which the log shows an error of the client's.
  public var refusals: UInt32 {
    statuses.unauthorized &+ statuses.forbidden &+ statuses.notFound
  }

  /// Counts one request. O(1).
  @inline(__always)
  mutating func count(_ observation: Observation) {
    requests &+= 1
    statuses.count(observation.status)
    bytes &+= observation.bytes
    paths.insert(observation.pathHash)
    endpoints |= 1 << (ByteHash.mix(UInt64(observation.endpoint.id), 0x656e_6470) >> 58)
    agents |= 1 << (observation.agentHash & 63)
    if observation.isUnsafe { unsafe &+= 1 }
    if observation.verdict.suspected.contains(.staticFile) { staticFiles &+= 1 }
    if observation.isNotFound { missingPaths.insert(observation.pathHash) }
    if observation.isLogIn { countLogIn(observation) }
    if observation.endpoint.object != 0 { walks.take(observation) }
    manner.count(observation)
  }

  private mutating func countLogIn(_ observation: Observation) {
    logIns &+= 1
    if observation.isFailedLogIn {
      failedLogIns &+= 1
      failuresInARow &+= 1
      if succeededLogIns == 0 { failuresAtFirst &+= 1 }
    } else if observation.status >= 200, observation.status < 400 {
      if failuresInARow >= Self.failuresBefore { successesAfterFailures &+= 1 }
      failuresInARow = 0
      succeededLogIns &+= 1
    }
  }

  /// Takes the aggregate of a later part of the same principal's traffic in. Tallies and evidence
  /// are the window's and are merged there. O(1).
  mutating func merge(_ other: PrincipalAggregate) {
    mergeLogIns(other)
    requests &+= other.requests
    statuses.merge(other.statuses)
    bytes &+= other.bytes
    unsafe &+= other.unsafe
    staticFiles &+= other.staticFiles
    paths.merge(other.paths)
    missingPaths.merge(other.missingPaths)
    endpoints |= other.endpoints
    agents |= other.agents
    walks.merge(other.walks)
    manner.merge(other.manner)
  }

  private mutating func mergeLogIns(_ other: PrincipalAggregate) {
    let run = failuresInARow &+ other.failuresAtFirst
    let hasSucceeded = other.succeededLogIns > 0
    successesAfterFailures &+= other.successesAfterFailures
    if hasSucceeded, run >= Self.failuresBefore, other.failuresAtFirst < Self.failuresBefore {
      successesAfterFailures &+= 1
    }
    if succeededLogIns == 0 { failuresAtFirst = run }
    failuresInARow = hasSucceeded ? other.failuresInARow : run
    succeededLogIns &+= other.succeededLogIns
    logIns &+= other.logIns
    failedLogIns &+= other.failedLogIns
  }
}

extension PrincipalAggregate: PlainData {}
