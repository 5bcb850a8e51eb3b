import AccessLog
import Traffic

extension WindowRecorder {
  /// Fewer addresses than this are told one by one.
  static let fewestMembers = 3
  /// No single address may be behind more than this share of what the network does: else it is that
  /// address, and not the network.
  static let largestShare = 0.6
  /// At least this share of the network's active addresses must take part: else it is a provider's
  /// network with some bad hosts in it.
  static let leastTakingPart = 0.5

  /// The networks (IPv4 /24, IPv6 /64) whose addresses do together what none of them does enough of:
  /// fail log-ins, miss paths, knock at closed doors, or walk through objects one after the other. So
  /// a client that takes a new address of its network for each request does not escape.
  ///
  /// Members are merged in the order of their first requests, so a walk in sequence over many
  /// addresses stays one. O(principals · log principals), once an hour.
  func networks(of window: Window, _ floors: Floors) -> [Suspect] {
    let members = Self.members(of: window.principals)
    var found: [Suspect] = []
    var start = 0
    while start < members.count {
      var end = start
      while end < members.count, members[end].network == members[start].network { end += 1 }
      if end - start >= Self.fewestMembers,
        let suspect = network(members[start..<end], window, floors)
      {
        found.append(suspect)
      }
      start = end
    }
    return withoutProviders(found, window.principals)
  }

  /// Somebody of a network who takes part in what is looked for.
  private struct Member {
    var network: PrincipalKey
    /// The moment of the first request.
    var first: Int64
    var key: PrincipalKey
  }

  /// Those who take part, network by network, in the order of their first requests.
  private static func members(of principals: PrincipalTable) -> [Member] {
    var members: [Member] = []
    for aggregate in principals.aggregates where takesPart(aggregate) {
      guard let network = aggregate.key.network else { continue }
      members.append(
        Member(network: network, first: aggregate.manner.first, key: aggregate.key))
    }
    for passer in principals.passersBy where passer.asksForObject {
      guard let network = passer.key.network else { continue }
      members.append(Member(network: network, first: passer.time, key: passer.key))
    }
    members.sort {
      if $0.network != $1.network { return $0.network < $1.network }
      return $0.first != $1.first ? $0.first < $1.first : $0.key < $1.key
    }
    return members
  }

  private static func isRefused(_ aggregate: PrincipalAggregate) -> Bool {
    aggregate.failedLogIns > 0 || aggregate.statuses.notFound > 0 || aggregate.closedDoors != 0
  }

  private static func takesPart(_ aggregate: PrincipalAggregate) -> Bool {
    isRefused(aggregate) || aggregate.walks.first.requests > 0
  }

  private static func amount(_ aggregate: PrincipalAggregate) -> UInt32 {
    aggregate.failedLogIns &+ aggregate.statuses.notFound
      &+ UInt32(aggregate.closedDoors.nonzeroBitCount) &+ aggregate.walks.first.requests
  }

  private func network(
    _ members: ArraySlice<Member>, _ window: Window, _ floors: Floors
  ) -> Suspect? {
    guard let key = members.first?.network else { return nil }
    let aggregates = members.compactMap { window.principals.aggregate(of: $0.key) }
    var whole = PrincipalAggregate(key: key)
    var largest: UInt32 = 0
    var refused: UInt32 = 0
    var evidence: [KeptLine] = []
    for aggregate in aggregates {
      whole.merge(aggregate)
      largest = max(largest, Self.amount(aggregate))
      if Self.isRefused(aggregate) { refused += 1 }
      if evidence.count < 3, let line = aggregate.evidence.lines(on: window.shelf).first {
        evidence.append(line)
      }
    }
    whole.separateRuns(of: aggregates)
    let walk = whole.walks.widest
    let isWalk = Int(walk.requests) >= floors.objects && walk.sequentialSteps * 2 >= walk.requests
    let isRefused =
      Int(whole.failedLogIns) >= floors.failedLogIns
      || whole.missingPaths.estimate >= floors.missingPaths
      || whole.closedDoors.nonzeroBitCount >= 4
    guard isWalk || (isRefused && Int(refused) >= Self.fewestMembers),
      Double(largest) <= Self.largestShare * Double(Self.amount(whole))
    else { return nil }
    var suspect = Suspect(
      aggregate: whole, tally: SignTally(), signEvidence: [], evidence: evidence)
    suspect.members = isWalk ? UInt32(aggregates.count) : refused
    return suspect
  }

  /// Leaves out networks most of whose active addresses take no part.
  private func withoutProviders(
    _ suspects: [Suspect], _ principals: PrincipalTable
  ) -> [Suspect] {
    guard !suspects.isEmpty else { return [] }
    var active = Dictionary(uniqueKeysWithValues: suspects.map { ($0.aggregate.key, 0) })
    let note = { (key: PrincipalKey) in
      if let network = key.network, let count = active[network] { active[network] = count + 1 }
    }
    for aggregate in principals.aggregates { note(aggregate.key) }
    for passer in principals.passersBy { note(passer.key) }
    return suspects.filter {
      Double($0.members) >= Self.leastTakingPart * Double(active[$0.aggregate.key] ?? 0)
    }
  }
}
