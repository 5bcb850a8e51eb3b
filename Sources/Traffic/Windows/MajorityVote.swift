import AccessLog

/// Finds the key that more than half of all amounts belong to, if there is one, in two words:
/// Boyer & Moore's majority vote ("MJRTY", 1981) with weights.
///
/// `leader` is the only key that can hold the majority; `lead` is what is left of its amount after
/// all others were set against it, a lower bound of (leader's amount − the others' amounts).
public struct MajorityVote: Sendable, Hashable {
  /// The only candidate for a majority.
  public private(set) var leader = PrincipalKey(.absent)
  /// The leader's amount less that of all others, at least.
  public private(set) var lead: UInt64 = 0

  /// A vote without votes.
  public init() {}

  /// Adds an amount for a key. O(1).
  @inline(__always)
  public mutating func add(_ key: PrincipalKey, _ amount: UInt64) {
    if key == leader {
      lead &+= amount
    } else if lead >= amount {
      lead &-= amount
    } else {
      leader = key
      lead = amount &- lead
    }
  }

  /// Takes another vote in.
  @inline(__always)
  public mutating func merge(_ other: MajorityVote) { add(other.leader, other.lead) }
}
