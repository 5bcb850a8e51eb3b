import AccessLog

/// A hash table from 64-bit hashes to endpoint ids: open addressing in two flat arrays, so that the
/// look-up of each line is one or two cache lines. Keys are never removed.
struct FlatTable: Sendable {
  private var keys: [UInt64]
  private var values: [EndpointID]
  private var count = 0

  init(capacity: Int = 1024) {
    keys = [UInt64](repeating: 0, count: capacity)
    values = [EndpointID](repeating: 0, count: capacity)
  }

  /// The value of a key, if it was inserted. O(1).
  @inline(__always)
  func find(_ hash: UInt64) -> EndpointID? {
    let key = hash | 1
    let mask = keys.count &- 1
    var slot = Int(truncatingIfNeeded: hash >> 20) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return values[slot] }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  /// Sets the value of a key. Amortised O(1): the table doubles when it is half full.
  mutating func insert(_ hash: UInt64, _ value: EndpointID) {
    if (count + 1) * 2 > keys.count { grow() }
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 20) & mask
    while keys[slot] != 0, keys[slot] != hash | 1 { slot = (slot + 1) & mask }
    if keys[slot] == 0 { count += 1 }
    keys[slot] = hash | 1
    values[slot] = value
  }

  private mutating func grow() {
    var larger = FlatTable(capacity: keys.count * 2)
    for slot in keys.indices where keys[slot] != 0 { larger.insert(keys[slot], values[slot]) }
    self = larger
  }
}

extension FlatTable: Snapshotting {
  /// The table as it is kept over a restart.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.values(&keys)
    try archive.values(&values)
    try archive.value(&count)
    let room = keys.count
    try archive.require(
      room >= 2 && room & (room - 1) == 0 && values.count == room && (0...room / 2).contains(count)
        && keys.count(where: { $0 != 0 }) == count, "holds an impossible table")
  }

  /// True if no value is as large as a limit.
  func allValues(below limit: Int) -> Bool { values.allSatisfy { $0 < limit } }
}
