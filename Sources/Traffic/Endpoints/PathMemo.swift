/// Remembers where paths seen lately led to: half of a service's requests and more are for the same
/// few thousand paths.
///
/// Direct-mapped and bounded (128 KiB). What it answers is what a walk over the path would: the same
/// path leads to the same endpoint and object for ever, as templates keep their endpoints. Nothing of
/// it is kept over a restart.
struct PathMemo: Sendable {
  private struct Entry {
    var key: UInt64 = 0
    var object: UInt64 = 0
    var number: Int64 = -1
    var id: EndpointID = Endpoint.unknown
  }

  private static let places = 4096
  private var entries = [Entry](repeating: Entry(), count: places)

  /// What stands for a path asked for by a method.
  /// - Parameters:
  ///   - path: The hash of the whole path.
  ///   - method: The method's letters.
  @inline(__always)
  static func key(path: UInt64, method: UInt64) -> UInt64 { ByteHash.mix(path, method) | 1 }

  /// Where a path led to; nil if it is not remembered. O(1).
  @inline(__always)
  func find(_ key: UInt64) -> EndpointMatch? {
    let entry = entries[Self.place(key)]
    guard entry.key == key else { return nil }
    return EndpointMatch(id: entry.id, object: entry.object, number: entry.number)
  }

  /// Remembers where a path leads to. O(1).
  @inline(__always)
  mutating func remember(_ key: UInt64, _ id: EndpointID, _ walk: PathWalk) {
    entries[Self.place(key)] = Entry(
      key: key, object: walk.object, number: walk.number, id: id)
  }

  @inline(__always)
  private static func place(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: key >> 32) & (places &- 1)
  }
}
