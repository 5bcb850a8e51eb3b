import AccessLog
import Inspection

/// The principals of one window: an index of open addressing over flat arrays, so that a line
/// costs one look-up. Bounded by `capacity`; requests of principals beyond it are counted in
/// `overflow` and nowhere else.
///
/// Principals with a single, unremarkable request are kept as that request (`PasserBy`), all others as
/// aggregates. Which of the two somebody is depends on the requests alone.
public struct PrincipalTable: Sendable {
  /// Those with several requests, or a remarkable one, in the order in which they became so.
  public private(set) var aggregates: [PrincipalAggregate] = []
  /// The sign tallies of those that showed signs.
  public private(set) var tallies: [SignTally] = []
  /// Requests for which there was no room.
  public private(set) var overflow = 0
  /// The most principals kept.
  public let capacity: Int

  private var passing: [PasserBy] = []
  private var gone = 0
  private var index = PrincipalIndex()

  /// A table without principals.
  public init(capacity: Int) { self.capacity = capacity }

  /// Those with a single, unremarkable request.
  public var passersBy: LazyFilterSequence<[PasserBy]> { passing.lazy.filter { $0.isGone == 0 } }

  /// How many principals there are.
  public var count: Int { aggregates.count &+ passing.count &- gone }

  /// The tally of a principal; an empty one where it showed no sign.
  public func tally(of aggregate: PrincipalAggregate) -> SignTally {
    aggregate.tally < 0 ? SignTally() : tallies[Int(aggregate.tally)]
  }

  /// What a principal did, if it is here. O(1).
  public func aggregate(of key: PrincipalKey) -> PrincipalAggregate? {
    let seat = index[find(key, hash: key.hash)]
    guard !seat.isFree else { return nil }
    return seat.isPasserBy ? passing[seat.place].aggregate : aggregates[seat.place]
  }

  // MARK: - Counting

  /// Counts a request for a principal. Amortised O(1).
  /// - Returns: The place of its aggregate; nil for passers-by, and where there is no room.
  @inline(__always)
  mutating func count(_ observation: Observation, of key: PrincipalKey, hash: UInt64) -> Int? {
    let slot = find(key, hash: hash)
    guard index[slot].isFree else {
      let place = settle(slot)
      aggregates[place].count(observation)
      return place
    }
    guard hasRoom(for: 1) else { return nil }
    if observation.isUnremarkable {
      append(PasserBy(observation), hash: hash, slot: slot)
      return nil
    }
    append(PrincipalAggregate(key: key), hash: hash, slot: slot)
    aggregates[aggregates.count &- 1].count(observation)
    return aggregates.count &- 1
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

  // MARK: - Merging

  /// Takes the principals of a table of a later time in; tallies and evidence are the window's, and
  /// are merged there. O(principals).
  ///
  /// All are looked up before any is merged: the look-ups do not wait for one another, so the
  /// processor has several of them under way at once.
  /// - Returns: For each of the other's aggregates its place here; −1 where there was no room.
  mutating func merge(_ other: PrincipalTable) -> [Int32] {
    reserve(other.count)
    let known = other.aggregates.indices.map { taken(other.aggregates[$0].key) }
    let knownPassing = other.passing.indices.map { taken(other.passing[$0].key) }
    var places = [Int32](repeating: -1, count: known.count)
    let aggregates = other.aggregates.span
    for index in known.indices {
      places[index] = merge(aggregates[index], slot: known[index])
    }
    let passing = other.passing.span
    for index in knownPassing.indices where passing[index].isGone == 0 {
      merge(passing[index], slot: knownPassing[index])
    }
    return places
  }

  /// Takes an aggregate in.
  /// - Parameter slot: Where its principal stands in the index; −1 if it is new.
  @inline(__always)
  private mutating func merge(_ other: borrowing PrincipalAggregate, slot: Int32) -> Int32 {
    if slot >= 0 {
      let place = settle(Int(slot))
      aggregates[place].merge(other)
      return Int32(place)
    }
    guard hasRoom(for: Int(other.requests)) else { return -1 }
    let hash = other.key.hash
    append(other.withoutEvidence(), hash: hash, slot: find(other.key, hash: hash))
    return Int32(aggregates.count - 1)
  }

  private mutating func merge(_ other: PasserBy, slot: Int32) {
    if slot >= 0 {
      let place = settle(Int(slot))
      aggregates[place].count(other.observation)
    } else if hasRoom(for: 1) {
      let hash = other.key.hash
      append(other, hash: hash, slot: find(other.key, hash: hash))
    }
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
    passing.removeAll(keepingCapacity: true)
    tallies.removeAll(keepingCapacity: true)
    overflow = 0
    gone = 0
    index.reset()
  }

  // MARK: - The index

  /// The slot of a principal, or the free one where it would stand. O(1).
  @inline(__always)
  private func find(_ key: PrincipalKey, hash: UInt64) -> Int {
    var slot = index.first(hash)
    while !index[slot].isFree {
      let seat = index[slot]
      if seat.mayBe(hash),
        key == (seat.isPasserBy ? passing[seat.place].key : aggregates[seat.place].key)
      {
        break
      }
      slot = index.next(slot)
    }
    return slot
  }

  /// The slot of a principal; −1 if it is not here.
  private func taken(_ key: PrincipalKey) -> Int32 {
    let slot = find(key, hash: key.hash)
    return index[slot].isFree ? -1 : Int32(truncatingIfNeeded: slot)
  }

  /// The place of the aggregate of whoever stands at a slot; of a passer-by it is made.
  @inline(__always)
  private mutating func settle(_ slot: Int) -> Int {
    let seat = index[slot]
    return seat.isPasserBy ? makeAggregate(slot) : seat.place
  }

  private mutating func makeAggregate(_ slot: Int) -> Int {
    let seat = index[slot]
    aggregates.append(passing[seat.place].aggregate)
    passing[seat.place].isGone = 1
    gone &+= 1
    index[slot] = seat.moved(to: aggregates.count &- 1)
    return aggregates.count &- 1
  }

  /// - Parameter requests: What is lost where there is no room.
  private mutating func hasRoom(for requests: Int) -> Bool {
    if count < capacity { return true }
    overflow &+= requests
    return false
  }

  @inline(__always)
  private mutating func append(_ passer: PasserBy, hash: UInt64, slot: Int) {
    passing.append(passer)
    index[slot] = PrincipalIndex.Seat(hash: hash, passerBy: passing.count &- 1)
    growIfFull()
  }

  private mutating func append(
    _ aggregate: consuming PrincipalAggregate, hash: UInt64, slot: Int
  ) {
    aggregates.append(aggregate)
    index[slot] = PrincipalIndex.Seat(hash: hash, aggregate: aggregates.count &- 1)
    growIfFull()
  }

  /// Keeps half of the index free.
  @inline(__always)
  private mutating func growIfFull() {
    if count &* 2 >= index.room { rebuild(room: index.room * 2) }
  }

  /// Makes room for so many more, so that slots stay where they are while they come.
  private mutating func reserve(_ more: Int) {
    let room = PrincipalIndex.room(for: min(count + more, capacity) + 1)
    if room > index.room { rebuild(room: room) }
  }

  private mutating func rebuild(room: Int) {
    index = PrincipalIndex(room: room)
    for place in aggregates.indices {
      let hash = aggregates[place].key.hash
      index.insert(PrincipalIndex.Seat(hash: hash, aggregate: place), hash: hash)
    }
    for place in passing.indices where passing[place].isGone == 0 {
      let hash = passing[place].key.hash
      index.insert(PrincipalIndex.Seat(hash: hash, passerBy: place), hash: hash)
    }
  }

  private mutating func tallyPlace(at place: Int) -> Int {
    if aggregates[place].tally < 0 {
      aggregates[place].tally = Int32(tallies.count)
      tallies.append(SignTally())
    }
    return Int(aggregates[place].tally)
  }
}

extension PrincipalTable: Snapshotting {
  /// The principals as they are kept over a restart; the index is made anew.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.values(&aggregates)
    try archive.values(&passing)
    try archive.values(&tallies)
    try archive.value(&overflow)
    guard archive.isReading else { return }
    let tallies = tallies.count
    let isSound = aggregates.allSatisfy { $0.tally >= -1 && Int($0.tally) < tallies }
    try archive.require(isSound, "points to signs that it does not hold")
    gone = passing.count { $0.isGone != 0 }
    rebuild(room: PrincipalIndex.room(for: count))
  }
}
