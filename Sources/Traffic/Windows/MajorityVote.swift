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

  /// The vote, or one without a leader where the leader's amount is known and no majority: Boyer &
  /// Moore's second pass, without which a vote in blocks (A's forty, B's thirty, C's thirty) names
  /// whoever came last.
  /// - Parameters:
  ///   - amount: The leader's amount, or something that it cannot exceed; nil where it is not known.
  ///   - total: The amounts of all.
  public func confirmed(by amount: UInt64?, of total: UInt64) -> MajorityVote {
    guard let amount, amount < total / 2 else { return self }
    return MajorityVote()
  }

  /// Takes another vote in.
  @inline(__always)
  public mutating func merge(_ other: MajorityVote) { add(other.leader, other.lead) }
}

extension MajorityVote: PlainData {}
