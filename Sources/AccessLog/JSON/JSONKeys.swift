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
    var ends = KeyEnds()
  }

  /// The first and the last eight bytes of a key, in lower case: all of it where it has no more than
  /// sixteen, as nearly all have.
  private struct KeyEnds: Equatable {
    var first: UInt64 = 0
    var last: UInt64 = 0

    init() {}

    @inline(__always)
    init(_ key: Range<Int>, _ bytes: RawSpan) {
      first = Self.word(bytes, key.lowerBound, min(key.count, 8))
      if key.count > 8 { last = Self.word(bytes, key.upperBound &- 8, 8) }
    }

    @inline(__always)
    private static func word(_ bytes: RawSpan, _ start: Int, _ count: Int) -> UInt64 {
      guard start &+ 8 <= bytes.byteCount else {
        var word: UInt64 = 0
        for i in 0..<count { word |= UInt64(bytes.byte(start &+ i)) << UInt64(8 &* i) }
        return Word.lowered(word)
      }
      let word = bytes.word(start)
      return Word.lowered(count < 8 ? word & (1 &<< UInt64(8 &* count) &- 1) : word)
    }

    /// A place for the key below a parent.
    @inline(__always)
    func hash(_ parent: Int, _ count: Int) -> Int {
      var hash = first ^ (last &* 0x9e37_79b9_7f4a_7c15)
      hash ^= UInt64(truncatingIfNeeded: parent &<< 8 ^ count)
      hash = hash &* 0xff51_afd7_ed55_8ccd
      return Int(truncatingIfNeeded: hash &>> 40)
    }
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
    let ends = KeyEnds(key, bytes)
    var place = ends.hash(parent, key.count) & (slots.count &- 1)
    while slots[place].child >= 0 {
      if slots[place].ends == ends, slots[place].parent == parent,
        slots[place].count == key.count, key.count <= 16 || matches(slots[place], key, bytes)
      {
        return Int(slots[place].child)
      }
      place = (place &+ 1) & (slots.count &- 1)
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
      count: Int32(key.count), ends: KeyEnds(0..<key.count, key.span.bytes))
    text.append(contentsOf: key)
    place(slot)
    return child
  }

  private mutating func place(_ slot: Slot) {
    var at = slot.ends.hash(Int(slot.parent), Int(slot.count)) & (slots.count - 1)
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

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
  }
}
