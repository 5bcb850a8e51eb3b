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
  /// Members are merged in the order in which they were first seen, so a walk in sequence over many
  /// addresses stays one. O(principals · log principals), once an hour.
  func networks(of window: Window, _ floors: Floors) -> [Suspect] {
    let aggregates = window.principals.aggregates
    var members: [(network: PrincipalKey, place: Int)] = []
    for (place, aggregate) in aggregates.enumerated() where Self.takesPart(aggregate) {
      if let network = aggregate.key.network { members.append((network, place)) }
    }
    members.sort { $0.network != $1.network ? $0.network < $1.network : $0.place < $1.place }
    var found: [Suspect] = []
    var start = 0
    while start < members.count {
      var end = start
      while end < members.count, members[end].network == members[start].network { end += 1 }
      if end - start >= Self.fewestMembers,
        let suspect = network(
          members[start].network, members[start..<end].map { $0.place }, window, floors)
      {
        found.append(suspect)
      }
      start = end
    }
    return withoutProviders(found, aggregates)
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
    _ key: PrincipalKey, _ places: [Int], _ window: Window, _ floors: Floors
  ) -> Suspect? {
    var whole = PrincipalAggregate(key: key)
    var largest: UInt32 = 0
    var refused: UInt32 = 0
    var evidence: [KeptLine] = []
    for place in places {
      let aggregate = window.principals.aggregates[place]
      whole.merge(aggregate)
      largest = max(largest, Self.amount(aggregate))
      if Self.isRefused(aggregate) { refused += 1 }
      if evidence.count < 3, let line = aggregate.evidence.lines(on: window.shelf).first {
        evidence.append(line)
      }
    }
    whole.separateRuns(of: places.map { window.principals.aggregates[$0] })
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
    suspect.members = isWalk ? UInt32(places.count) : refused
    return suspect
  }

  /// Leaves out networks most of whose active addresses take no part.
  private func withoutProviders(
    _ suspects: [Suspect], _ aggregates: [PrincipalAggregate]
  ) -> [Suspect] {
    guard !suspects.isEmpty else { return [] }
    var active = Dictionary(uniqueKeysWithValues: suspects.map { ($0.aggregate.key, 0) })
    for aggregate in aggregates {
      if let network = aggregate.key.network, let count = active[network] {
        active[network] = count + 1
      }
    }
    return suspects.filter {
      Double($0.members) >= Self.leastTakingPart * Double(active[$0.aggregate.key] ?? 0)
    }
  }
}
