import AccessLog
import Inspection

/// The principals of one window: an index of open addressing over one flat array, so that a line
/// costs one look-up. Bounded by `capacity`; requests of principals beyond it are counted in
/// `overflow` and nowhere else.
public struct PrincipalTable: Sendable {
  /// The principals, in the order in which they were first seen.
  public private(set) var aggregates: [PrincipalAggregate] = []
  /// The sign tallies of those that showed signs.
  public private(set) var tallies: [SignTally] = []
  /// Requests for which there was no room.
  public private(set) var overflow = 0
  /// The most principals kept.
  public let capacity: Int

  /// The upper half of the key's hash, and the place plus one; 0 is a free slot. Most other keys are
  /// told by the hash, so that a look-up seldom touches more than one aggregate.
  private var slots = [UInt64](repeating: 0, count: 256)

  /// A table without principals.
  public init(capacity: Int) { self.capacity = capacity }

  /// The tally of a principal; an empty one where it showed no sign.
  public func tally(of aggregate: PrincipalAggregate) -> SignTally {
    aggregate.tally < 0 ? SignTally() : tallies[Int(aggregate.tally)]
  }

  /// The place of a principal, made where it is new; nil where there is no room. Amortised O(1).
  @inline(__always)
  mutating func place(of key: PrincipalKey, hash: UInt64) -> Int? {
    let tag = hash & Self.tagMask
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let entry = slots[slot]
      let place = Int(truncatingIfNeeded: entry & ~Self.tagMask) &- 1
      if entry & Self.tagMask == tag, aggregates[place].key == key { return place }
      slot = (slot &+ 1) & mask
    }
    return make(key, hash: hash)
  }

  /// What a principal did, if it is here. O(1).
  public func aggregate(of key: PrincipalKey) -> PrincipalAggregate? {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while slots[slot] != 0 {
      let place = Int(truncatingIfNeeded: slots[slot] & ~Self.tagMask) &- 1
      if aggregates[place].key == key { return aggregates[place] }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  private static let tagMask: UInt64 = 0xffff_ffff_0000_0000

  private mutating func make(_ key: PrincipalKey, hash: UInt64) -> Int? {
    guard aggregates.count < capacity else {
      overflow &+= 1
      return nil
    }
    if aggregates.count &* 2 >= slots.count { grow() }
    aggregates.append(PrincipalAggregate(key: key))
    insert(aggregates.count, hash: hash)
    return aggregates.count &- 1
  }

  private mutating func insert(_ placePlusOne: Int, hash: UInt64) {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot &+ 1) & mask }
    slots[slot] = hash & Self.tagMask | UInt64(placePlusOne)
  }

  /// Counts a request for the principal at `place`.
  @inline(__always)
  mutating func count(_ observation: Observation, at place: Int) {
    aggregates[place].count(observation)
  }

  /// Counts accusing signs for the principal at `place`.
  mutating func countSigns(_ verdict: Verdict, isSuccess: Bool, at place: Int) {
    tallies[tallyPlace(at: place)].count(verdict, isSuccess: isSuccess)
  }

  /// Changes the evidence of the principal at `place`.
  mutating func note(_ line: Int32, isSign: Bool, at place: Int) {
    if isSign {
      aggregates[place].signEvidence.note(line)
    } else {
      aggregates[place].evidence.note(line)
    }
  }

  /// The places of another table's principals in this one, −1 where there is no room.
  ///
  /// All are looked up before any is merged: the look-ups do not wait for one another, so the
  /// processor has several of them under way at once.
  mutating func places(of other: PrincipalTable) -> [Int32] {
    other.aggregates.map { aggregate in
      if let place = place(of: aggregate.key, hash: aggregate.key.hash) { return Int32(place) }
      overflow &+= Int(aggregate.requests) &- 1  // one of them was counted by `place`
      return -1
    }
  }

  /// Takes a principal of another table in, at its place here.
  mutating func merge(_ other: PrincipalAggregate, at place: Int) {
    aggregates[place].merge(other)
  }

  /// Takes in that a principal's log-ins before this window ended in a run of refusals.
  mutating func joinRun(of earlier: UInt32, at place: Int) {
    aggregates[place].joinRun(of: earlier)
  }

  /// Notes how much of a principal was judged.
  mutating func noteJudged(_ weight: Float, at place: Int) {
    aggregates[place].judgedWeight = weight
  }

  /// Takes the tally of a principal of another table in.
  mutating func merge(_ tally: SignTally, at place: Int) {
    tallies[tallyPlace(at: place)].merge(tally)
  }

  /// Forgets the principals but keeps the memory.
  mutating func reset() {
    aggregates.removeAll(keepingCapacity: true)
    tallies.removeAll(keepingCapacity: true)
    overflow = 0
    for slot in slots.indices { slots[slot] = 0 }
  }

  private mutating func tallyPlace(at place: Int) -> Int {
    if aggregates[place].tally < 0 {
      aggregates[place].tally = Int32(tallies.count)
      tallies.append(SignTally())
    }
    return Int(aggregates[place].tally)
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    for (place, aggregate) in aggregates.enumerated() {
      insert(place + 1, hash: aggregate.key.hash)
    }
  }
}

extension PrincipalTable: Snapshotting {
  /// The principals as they are kept over a restart; the index is made anew.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.values(&aggregates)
    try archive.values(&tallies)
    try archive.value(&overflow)
    guard archive.isReading else { return }
    let tallies = tallies.count
    let isSound = aggregates.allSatisfy { $0.tally >= -1 && Int($0.tally) < tallies }
    try archive.require(isSound, "points to signs that it does not hold")
    var room = 256
    while room <= aggregates.count * 2 { room *= 2 }
    slots = [UInt64](repeating: 0, count: room)
    for (place, aggregate) in aggregates.enumerated() {
      insert(place + 1, hash: aggregate.key.hash)
    }
  }
}
