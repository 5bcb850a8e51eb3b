/// The keys with the largest sums, found in bounded memory, in the manner of lossy counting (Manku &
/// Motwani, "Approximate frequency counts over data streams", VLDB 2002).
///
/// When there are more keys than room, the smallest are forgotten, so a sum may be too small by what
/// its key had gathered before it was forgotten; keys far above the others are right. Ties are
/// broken by the key, so the result does not depend on anything but the input.
public struct HeavyHitters<Key: Hashable & Comparable & Sendable>: Sendable {
  private var sums: [Key: UInt64] = [:]
  private let capacity: Int

  /// Finder for the largest keys.
  /// - Parameter capacity: Keys kept at the most.
  public init(capacity: Int) { self.capacity = max(capacity, 1) }

  /// Adds an amount to a key. Amortised O(1): room is made for a quarter of the capacity at once.
  public mutating func add(_ key: Key, _ amount: UInt64) {
    if let sum = sums[key] {
      sums[key] = sum &+ amount
      return
    }
    if sums.count >= capacity + capacity / 4 + 1 { evict() }
    sums[key] = amount
  }

  /// The largest keys with their sums, the largest first. O(n log n).
  public func top(_ count: Int) -> [(key: Key, sum: UInt64)] {
    let ordered = sums.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    return ordered.prefix(count).map { (key: $0.key, sum: $0.value) }
  }

  private mutating func evict() {
    let kept = top(capacity)
    sums = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.sum) })
  }
}
