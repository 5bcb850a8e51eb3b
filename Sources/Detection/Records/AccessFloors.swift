import Traffic

/// The least evidence of who gets in, by level of window: what `Floors` are for amounts, for signs
/// that are counted in fields of bits.
struct AccessFloors: Sendable, Hashable {
  /// Different users whose log-ins one client fails.
  var users: Int
  /// Different closed functions that refuse one principal.
  var closedDoors: Int
  /// Different networks from which one user is served.
  var networks: Int

  /// The floors of a level of window; deeper levels have those of a day.
  static func of(level: Int) -> AccessFloors {
    switch level {
    case 0: AccessFloors(users: 5, closedDoors: 4, networks: 4)
    case 1: AccessFloors(users: 8, closedDoors: 5, networks: 5)
    default: AccessFloors(users: 12, closedDoors: 6, networks: 8)
    }
  }

  /// True if a principal shows enough for any detector of access. Bits set are a lower bound of what
  /// is counted, and of four bits at most few are needed to look closer.
  @inline(__always)
  static func reaches(_ aggregate: PrincipalAggregate, _ floors: Floors) -> Bool {
    if aggregate.successesAfterFailures > 0 { return true }
    if aggregate.closedDoors != 0, aggregate.closedDoors.nonzeroBitCount >= 4 { return true }
    guard aggregate.parties != 0 || aggregate.refusedParties != 0 else { return false }
    return aggregate.refusedParties.nonzeroBitCount >= 5
      || (aggregate.key.isUser && aggregate.parties.nonzeroBitCount >= 4)
  }
}
