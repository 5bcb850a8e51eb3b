/// A subject's season as a table: the factors of the hours of the day and of the days of the week, which
/// finer subjects lean on until they know better. What ``SeasonalPrior`` is at one moment, at all.
public struct Season: Sendable, Hashable {
  /// Hours (UTC) and days, slots as in ``SeasonalProfile``.
  private let factors: [Double]

  /// A season from the factor of each slot.
  init(factor: (_ slot: Int) -> Double) { factors = (0..<SeasonalProfile.slots).map(factor) }

  /// No season known.
  public static let flat = Season { _ in 1 }

  /// The factor of a slot. O(1).
  subscript(slot: Int) -> Double { factors[slot] }

  /// The season at a moment, in seconds since 1970. O(1).
  public func prior(at start: Int64) -> SeasonalPrior {
    SeasonalPrior(
      hour: factors[SeasonalProfile.hourSlot(start)],
      day: factors[SeasonalProfile.daySlot(start)])
  }
}

extension SeasonalBaseline {
  /// This subject's season as far as it is believed, for finer subjects to lean on.
  /// - Parameter prior: The season that this one leans on itself.
  public func season(leaningOn prior: Season = .flat) -> Season {
    Season { slot in
      profile.factor(slot, prior: prior[slot], trust: slot < 24 ? hourTrust : dayTrust)
    }
  }
}
