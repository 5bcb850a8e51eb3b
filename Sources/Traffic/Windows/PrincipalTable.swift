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

  private var slots: [Int32] = [Int32](repeating: -1, count: 256)

  /// A table without principals.
  public init(capacity: Int) { self.capacity = capacity }

  /// The tally of a principal; an empty one where it showed no sign.
  public func tally(of aggregate: PrincipalAggregate) -> SignTally {
    aggregate.tally < 0 ? SignTally() : tallies[Int(aggregate.tally)]
  }

  /// The place of a principal, made where it is new; nil where there is no room. Amortised O(1).
  @inline(__always)
  mutating func place(of key: PrincipalKey, hash: UInt64) -> Int? {
    var mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash >> 8) & mask
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      if aggregates[place].key == key { return place }
      slot = (slot &+ 1) & mask
    }
    guard aggregates.count < capacity else {
      overflow &+= 1
      return nil
    }
    if aggregates.count &* 2 >= slots.count {
      grow()
      mask = slots.count &- 1
      slot = Int(truncatingIfNeeded: hash >> 8) & mask
      while slots[slot] >= 0 { slot = (slot &+ 1) & mask }
    }
    slots[slot] = Int32(aggregates.count)
    aggregates.append(PrincipalAggregate(key: key))
    return aggregates.count &- 1
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

  /// Takes a principal of another window in, with its tally; answers its place here.
  mutating func merge(_ other: PrincipalAggregate, tally: SignTally?) -> Int? {
    guard let place = place(of: other.key, hash: other.key.hash) else { return nil }
    aggregates[place].merge(other)
    if let tally { tallies[tallyPlace(at: place)].merge(tally) }
    return place
  }

  /// Forgets the principals but keeps the memory.
  mutating func reset() {
    aggregates.removeAll(keepingCapacity: true)
    tallies.removeAll(keepingCapacity: true)
    overflow = 0
    for slot in slots.indices { slots[slot] = -1 }
  }

  private mutating func tallyPlace(at place: Int) -> Int {
    if aggregates[place].tally < 0 {
      aggregates[place].tally = Int32(tallies.count)
      tallies.append(SignTally())
    }
    return Int(aggregates[place].tally)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    let mask = slots.count - 1
    for (place, aggregate) in aggregates.enumerated() {
      var slot = Int(truncatingIfNeeded: aggregate.key.hash >> 8) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(place)
    }
  }
}
