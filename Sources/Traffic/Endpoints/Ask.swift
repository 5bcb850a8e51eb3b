/// How much a query asks for: the largest of its numbers of either sort, 0 where it names none.
public struct Ask: Sendable, Hashable {
  /// How much at once: `limit`, `size`, `per_page`, `depth` and their kin.
  public var amount: UInt32 = 0
  /// How far in: `page`, `offset`, `skip` and their kin.
  public var offset: UInt32 = 0

  /// Nothing asked for.
  public init() {}

  /// A query that asks for so much.
  public init(amount: UInt32, offset: UInt32) {
    self.amount = amount
    self.offset = offset
  }

  /// True where the query names neither.
  @inline(__always)
  public var isEmpty: Bool { amount | offset == 0 }

  @inline(__always)
  mutating func take(_ role: AskRole, _ value: Int64) {
    let value = UInt32(truncatingIfNeeded: min(value, Int64(UInt32.max)))
    switch role {
    case .amount: amount = max(amount, value)
    case .offset: offset = max(offset, value)
    case .none: break
    }
  }
}

/// What a number in a query is for, by its parameter's name.
enum AskRole: UInt8, Sendable {
  case none
  case amount
  case offset

  /// Names in use for "how much at once": Google AIP-158, JSON:API, OData, GitHub, Stripe, Spring
  /// Data, Elasticsearch and Django REST name it so; depth and expansion cost as much as size.
  static let amounts = [
    "limit", "size", "count", "per_page", "perpage", "page_size", "pagesize", "max", "maxresults",
    "max_results", "top", "$top", "first", "last", "rows", "num", "take", "n", "depth", "level",
    "levels", "expand", "batch", "batch_size", "batchsize", "chunk", "width", "height", "days",
    "months", "length", "range", "results", "quantity", "page[size]", "page[limit]",
  ]
  /// Names in use for "how far in".
  static let offsets = [
    "page", "offset", "skip", "$skip", "start", "from", "startindex", "pageno", "page_number",
    "pagenumber", "page[number]", "page[offset]", "p",
  ]
}

/// Looks the roles of parameter names up by their last eight bytes, lower case: one load of a small
/// flat table.
struct AskRoles: Sendable {
  private static let places = 256
  private var keys = [UInt64](repeating: 0, count: places)
  private var roles = [UInt8](repeating: 0, count: places)

  init() {
    for name in AskRole.amounts { insert(Self.word(name), .amount) }
    for name in AskRole.offsets { insert(Self.word(name), .offset) }
  }

  /// The role of a name, given its last eight bytes in lower case. O(1).
  @inline(__always)
  func role(_ word: UInt64) -> AskRole {
    var place = Self.place(word)
    while keys[place] != 0 {
      if keys[place] == word { return AskRole(rawValue: roles[place]) ?? .none }
      place = (place &+ 1) & (Self.places &- 1)
    }
    return .none
  }

  private mutating func insert(_ word: UInt64, _ role: AskRole) {
    var place = Self.place(word)
    while keys[place] != 0, keys[place] != word { place = (place + 1) & (Self.places - 1) }
    keys[place] = word
    roles[place] = role.rawValue
  }

  @inline(__always)
  private static func place(_ word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9e37_79b9_7f4a_7c15) >> 56)
  }

  private static func word(_ name: String) -> UInt64 {
    name.utf8.reduce(0) { $0 << 8 | UInt64($1 | 0x20) }
  }
}
