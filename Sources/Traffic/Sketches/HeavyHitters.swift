import AccessLog

/// The principals with most requests, found in bounded memory, in the manner of lossy counting
/// (Manku & Motwani, "Approximate frequency counts over data streams", VLDB 2002).
///
/// When there are more keys than room, the smallest are forgotten, so a sum may be too small by what
/// its key had gathered before it was forgotten; keys far above the others are right. Ties are
/// broken by the key, so the result does not depend on anything but the input.
public struct HeavyHitters: Sendable {
  /// A principal's sums.
  public struct Entry: Sendable, Hashable {
    /// Who.
    public var key: PrincipalKey
    /// Requests.
    public var requests: UInt64
    /// Those of them answered 4xx or 5xx.
    public var errors: UInt64
  }

  private var entries: [PrincipalKey: Entry] = [:]
  private let capacity: Int

  /// A finder.
  /// - Parameter capacity: Keys kept at the most.
  public init(capacity: Int) { self.capacity = max(capacity, 1) }

  /// Adds to a key's sums. Amortised O(1): room is made for a quarter of the capacity at once.
  public mutating func add(_ key: PrincipalKey, requests: UInt64, errors: UInt64) {
    if let entry = entries[key] {
      entries[key] = Entry(
        key: key, requests: entry.requests &+ requests, errors: entry.errors &+ errors)
      return
    }
    if entries.count >= capacity + capacity / 4 + 1 { evict() }
    entries[key] = Entry(key: key, requests: requests, errors: errors)
  }

  /// The largest keys with their sums, the largest first. O(n log n).
  public func top(_ count: Int) -> [Entry] {
    let ordered = entries.values.sorted { a, b in
      a.requests != b.requests ? a.requests > b.requests : a.key < b.key
    }
    return Array(ordered.prefix(count))
  }

  private mutating func evict() {
    var kept: [PrincipalKey: Entry] = [:]
    kept.reserveCapacity(capacity + capacity / 4 + 2)
    for entry in top(capacity) { kept[entry.key] = entry }
    entries = kept
  }
}

extension HeavyHitters.Entry: PlainData {}

extension HeavyHitters: Snapshotting {
  /// The sums as they are kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.table(&entries)
  }
}
