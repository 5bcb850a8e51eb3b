/// Where the principals of a window are found by their hash: open addressing in one flat array.
///
/// Keys are the table's; a seat holds the upper half of the hash, which tells most other keys apart
/// without a look at them.
struct PrincipalIndex: Sendable {
  /// The fewest seats.
  static let smallest = 256

  /// The room in which so many principals leave more than half of the seats free.
  static func room(for count: Int) -> Int {
    var room = smallest
    while room <= count * 2 { room *= 2 }
    return room
  }

  /// One place of the index.
  struct Seat: Sendable {
    /// The upper half of the hash; one bit for passers-by; the place plus one, 0 where it is free.
    private var bits: UInt64 = 0

    private static let tag: UInt64 = 0xffff_ffff_0000_0000
    private static let passes: UInt64 = 0x8000_0000

    /// A free seat.
    init() {}

    /// The seat of an aggregate.
    init(hash: UInt64, aggregate place: Int) {
      bits = hash & Self.tag | UInt64(truncatingIfNeeded: place &+ 1)
    }

    /// The seat of a passer-by.
    init(hash: UInt64, passerBy place: Int) {
      self.init(hash: hash, aggregate: place)
      bits |= Self.passes
    }

    @inline(__always) var isFree: Bool { bits == 0 }
    @inline(__always) var isPasserBy: Bool { bits & Self.passes != 0 }
    /// Where its principal stands among the aggregates, or among the passers-by.
    @inline(__always) var place: Int { Int(truncatingIfNeeded: bits & 0x7fff_ffff) &- 1 }

    /// False if it is certainly somebody else's.
    @inline(__always)
    func mayBe(_ hash: UInt64) -> Bool { bits & Self.tag == hash & Self.tag }

    /// The seat of the same principal among the aggregates.
    func moved(to place: Int) -> Seat { Seat(hash: bits, aggregate: place) }
  }

  private var seats: [Seat]

  /// An index without principals.
  /// - Parameter room: How many seats; a power of two.
  init(room: Int = smallest) { seats = [Seat](repeating: Seat(), count: room) }

  /// How many seats there are.
  @inline(__always) var room: Int { seats.count }

  /// The seat at a slot.
  @inline(__always)
  subscript(slot: Int) -> Seat {
    get { seats[slot] }
    set { seats[slot] = newValue }
  }

  /// The slot where the search for a hash begins.
  @inline(__always)
  func first(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (seats.count &- 1) }

  /// The slot to look at next.
  @inline(__always)
  func next(_ slot: Int) -> Int { (slot &+ 1) & (seats.count &- 1) }

  /// Puts a seat into the first free slot of a hash that is not here yet.
  mutating func insert(_ seat: Seat, hash: UInt64) {
    var slot = first(hash)
    while !seats[slot].isFree { slot = next(slot) }
    seats[slot] = seat
  }

  /// Frees all seats.
  mutating func reset() {
    for slot in seats.indices { seats[slot] = Seat() }
  }
}
