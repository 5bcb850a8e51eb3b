/// Which JSON members mean what: paths of keys (`request.headers.user-agent`) to kinds of fields,
/// as a tree that is walked along with the text, so that no path is ever put together.
///
/// Keys are compared without regard to the case of ASCII letters, as header names are written in
/// any case. Lookups take constant time and allocate nothing.
struct JSONKeys: Sendable {
  /// What is known of a member.
  struct Member: Sendable {
    var kind: FieldKind
    /// Where several members give the same field, the one with the lowest rank wins.
    var rank: UInt8
  }

  /// The top of the tree.
  static let root = 0

  private var members: [Member?] = [nil]
  private var hasChildren: [Bool] = [false]
  private var slots: [Slot] = Array(repeating: Slot(), count: 64)
  private var slotsUsed = 0
  private var text: [UInt8] = []

  private struct Slot {
    var parent: Int32 = -1
    var child: Int32 = -1
    var start: Int32 = 0
    var count: Int32 = 0
  }

  /// The tree of paths and kinds; for one field, paths that come first win.
  init(_ paths: [(String, FieldKind)]) {
    var ranks = [UInt8](repeating: 0, count: FieldKind.slotCount)
    for (path, kind) in paths {
      ranks[kind.slot] = min(ranks[kind.slot] + 1, 250)
      insert(path, Member(kind: kind, rank: ranks[kind.slot]))
    }
  }

  /// The member that a node stands for, if it has a meaning.
  func member(_ node: Int) -> Member? { members[node] }

  /// True if some members below the node have a meaning.
  func isInner(_ node: Int) -> Bool { hasChildren[node] }

  /// The node below `parent` for a key, or nil. A key with dots in it is looked up as it is, then
  /// as a path.
  func child(of parent: Int, key: Range<Int>, _ bytes: RawSpan) -> Int? {
    if let found = lookup(parent, key, bytes) { return found }
    let dot = bytes.firstIndex(of: UInt8(ascii: "."), from: key.lowerBound, to: key.upperBound)
    guard dot < key.upperBound, let node = lookup(parent, key.lowerBound..<dot, bytes) else {
      return nil
    }
    return child(of: node, key: dot + 1..<key.upperBound, bytes)
  }

  private func lookup(_ parent: Int, _ key: Range<Int>, _ bytes: RawSpan) -> Int? {
    guard hasChildren[parent] else { return nil }
    var place = JSONKeys.hash(parent, key, bytes) & (slots.count - 1)
    while slots[place].child >= 0 {
      let slot = slots[place]
      if slot.parent == parent, slot.count == key.count, matches(slot, key, bytes) {
        return Int(slot.child)
      }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }

  private func matches(_ slot: Slot, _ key: Range<Int>, _ bytes: RawSpan) -> Bool {
    for i in 0..<key.count {
      guard text[Int(slot.start) + i] == JSONKeys.lower(bytes.byte(key.lowerBound + i)) else {
        return false
      }
    }
    return true
  }

  private mutating func insert(_ path: String, _ member: Member) {
    var node = JSONKeys.root
    for part in path.split(separator: ".") {
      let key = Array(part.utf8).map(JSONKeys.lower)
      if let next = lookup(node, 0..<key.count, key.span.bytes) {
        node = next
      } else {
        node = add(key, below: node)
      }
    }
    if members[node] == nil { members[node] = member }
  }

  private mutating func add(_ key: [UInt8], below parent: Int) -> Int {
    if slotsUsed * 2 >= slots.count { grow() }
    let child = members.count
    members.append(nil)
    hasChildren.append(false)
    hasChildren[parent] = true
    let slot = Slot(
      parent: Int32(parent), child: Int32(child), start: Int32(text.count),
      count: Int32(key.count))
    text.append(contentsOf: key)
    place(slot)
    return child
  }

  private mutating func place(_ slot: Slot) {
    let key = Int(slot.start)..<Int(slot.start + slot.count)
    var at = JSONKeys.hash(Int(slot.parent), key, text.span.bytes) & (slots.count - 1)
    while slots[at].child >= 0 { at = (at + 1) & (slots.count - 1) }
    slots[at] = slot
    slotsUsed += 1
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    slotsUsed = 0
    for slot in old where slot.child >= 0 { place(slot) }
  }

  /// FNV-1a over the lower-case key, begun with the parent.
  private static func hash(_ parent: Int, _ key: Range<Int>, _ bytes: RawSpan) -> Int {
    var hash: UInt32 = 2_166_136_261 ^ UInt32(truncatingIfNeeded: parent &* 0x9e37)
    for i in key { hash = (hash ^ UInt32(lower(bytes.byte(i)))) &* 16_777_619 }
    return Int(hash ^ hash >> 15)
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
  }
}
