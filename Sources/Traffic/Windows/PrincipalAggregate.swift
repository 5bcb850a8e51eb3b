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
  /// Whom this principal appeared with, one bit each by hash: of a client the users that it named,
  /// of a user the networks from which requests were answered.
  public var parties: UInt64 = 0
  /// The same for refused log-ins.
  public var refusedParties: UInt64 = 0
  /// Different closed functions that were refused, one bit each by hash.
  public var closedDoors: UInt64 = 0
  /// Requests answered 2xx by functions that are closed to most.
  public var closedSuccesses: UInt32 = 0
  /// The longest run of refused log-ins that ended in a success; 0 below `failuresBefore`.
  public var failuresBeforeSuccess: UInt32 = 0
  /// Changes (2xx to an unsafe method) at places that hardly anybody uses.
  public var rareChanges: UInt32 = 0
  /// Those behind the first log-in that succeeded, so that they count over the joint of two parts.
  public var rareSinceSuccess: UInt32 = 0
  /// Those behind a success that ended a run of refusals.
  public var rareAfterRun: UInt32 = 0
  /// In a window that is still open: how much of this principal was judged before (see `RollUp`).
  public var judgedWeight: Float = 0
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
    if observation.isLogIn {
      countLogIn(observation)
    } else if observation.isUnsafe, observation.isSuccess, observation.standing.contains(.rare) {
      countRareChange()
    }
    if observation.endpoint.object != 0 { walks.take(observation) }
    if observation.namesUser { countParty(observation) }
    if observation.isClosedDoor {
      closedDoors |= 1 << (observation.functionHash >> 58)
    } else if observation.isSuccess, observation.standing.contains(.closed) {
      closedSuccesses &+= 1
    }
    manner.count(observation)
  }

  private mutating func countRareChange() {
    rareChanges &+= 1
    if succeededLogIns > 0 { rareSinceSuccess &+= 1 }
    if successesAfterFailures > 0 { rareAfterRun &+= 1 }
  }

  private mutating func countParty(_ observation: Observation) {
    let party = key.isUser ? observation.networkHash : observation.userHash
    let bit: UInt64 = 1 << (ByteHash.finish(party) & 63)
    if observation.status < 400 { parties |= bit }
    if observation.isFailedLogIn { refusedParties |= bit }
  }

  private mutating func countLogIn(_ observation: Observation) {
    logIns &+= 1
    if observation.isFailedLogIn {
      failedLogIns &+= 1
      failuresInARow &+= 1
      if succeededLogIns == 0 { failuresAtFirst &+= 1 }
    } else if observation.status >= 200, observation.status < 400 {
      if failuresInARow >= Self.failuresBefore {
        successesAfterFailures &+= 1
        failuresBeforeSuccess = max(failuresBeforeSuccess, failuresInARow)
      }
      failuresInARow = 0
      succeededLogIns &+= 1
    }
  }

  /// Takes the aggregate of a later part of the same principal's traffic in. Tallies and evidence
  /// are the window's and are merged there. O(1).
  @inline(__always)
  public mutating func merge(_ other: borrowing PrincipalAggregate) {
    if other.logIns | other.rareChanges != 0 { mergeLogIns(other) }
    requests &+= other.requests
    statuses.merge(other.statuses)
    bytes &+= other.bytes
    unsafe &+= other.unsafe
    staticFiles &+= other.staticFiles
    paths.merge(other.paths)
    missingPaths.merge(other.missingPaths)
    endpoints |= other.endpoints
    agents |= other.agents
    parties |= other.parties
    refusedParties |= other.refusedParties
    closedDoors |= other.closedDoors
    closedSuccesses &+= other.closedSuccesses
    walks.merge(other.walks)
    manner.merge(other.manner)
  }

  /// The same without what points into its window: its tally, its lines, what was judged.
  borrowing func withoutEvidence() -> PrincipalAggregate {
    var result = copy self
    result.tally = -1
    result.signEvidence = EvidencePlaces()
    result.evidence = EvidencePlaces()
    result.judgedWeight = 0
    return result
  }

  /// Makes of the merged members of a network what each of them did by itself: their log-ins were not
  /// one after the other, so a run of refusals and the success that ended it must be one member's.
  public mutating func separateRuns(of members: [PrincipalAggregate]) {
    successesAfterFailures = members.reduce(0) { $0 &+ $1.successesAfterFailures }
    failuresBeforeSuccess = members.reduce(0) { max($0, $1.failuresBeforeSuccess) }
    rareAfterRun = members.reduce(0) { $0 &+ $1.rareAfterRun }
  }

  /// Takes in that the log-ins before this part ended in a run of refusals, which its first success
  /// ended: as if the earlier part had been merged.
  mutating func joinRun(of earlier: UInt32) {
    let run = earlier &+ failuresAtFirst
    guard succeededLogIns > 0, run >= Self.failuresBefore, failuresAtFirst < Self.failuresBefore
    else { return }
    successesAfterFailures &+= 1
    failuresBeforeSuccess = max(failuresBeforeSuccess, run)
    rareAfterRun = rareSinceSuccess
  }

  private mutating func mergeLogIns(_ other: borrowing PrincipalAggregate) {
    let run = failuresInARow &+ other.failuresAtFirst
    let hasSucceeded = other.succeededLogIns > 0
    mergeRareChanges(other, endsRun: hasSucceeded && run >= Self.failuresBefore)
    successesAfterFailures &+= other.successesAfterFailures
    failuresBeforeSuccess = max(failuresBeforeSuccess, other.failuresBeforeSuccess)
    if hasSucceeded, run >= Self.failuresBefore {
      failuresBeforeSuccess = max(failuresBeforeSuccess, run)
      if other.failuresAtFirst < Self.failuresBefore { successesAfterFailures &+= 1 }
    }
    if succeededLogIns == 0 { failuresAtFirst = run }
    failuresInARow = hasSucceeded ? other.failuresInARow : run
    succeededLogIns &+= other.succeededLogIns
    logIns &+= other.logIns
    failedLogIns &+= other.failedLogIns
  }

  /// - Parameter endsRun: True if the other part's first success ends a run of refusals.
  private mutating func mergeRareChanges(_ other: borrowing PrincipalAggregate, endsRun: Bool) {
    if successesAfterFailures > 0 {
      rareAfterRun &+= other.rareChanges
    } else {
      rareAfterRun &+= endsRun ? other.rareSinceSuccess : other.rareAfterRun
    }
    rareSinceSuccess &+= succeededLogIns > 0 ? other.rareChanges : other.rareSinceSuccess
    rareChanges &+= other.rareChanges
  }
}

extension PrincipalAggregate: PlainData {}
