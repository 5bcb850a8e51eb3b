/// What values were seen at each time of day, and how far a value is from all of them.
///
/// The nearest value of each earlier day within about an hour of the same time of day is
/// looked up, and the second smallest of these distances is taken: a value is usual if at least
/// two days had one like it. Asking for the nearest, not for the mean, forgives edges that come a
/// little earlier or later and days of different kinds, and it sees a value that is usual by
/// itself at a time where it is not (compare conditional anomaly detection by nearest neighbours,
/// and KNN-CAD: Burnaev & Ishimtsev 2016).
struct TimeOfDayMemory: Sendable, Codable, Hashable {
  /// A day has 96 slots of a quarter of an hour.
  static let slots = 96
  /// Values kept of a slot: the latest ones.
  static let perSlot = 16
  /// Days remembered: four weeks.
  static let days = 28
  /// Slots looked at on either side.
  static let around = 4
  /// Slots in the ring: the remembered days, today, and what is looked at ahead.
  private static let size = (days + 2) * slots

  /// A ring of slots, ``perSlot`` places each; nothing is allocated before the first value.
  private var values: [Double] = []
  /// Which slot since 1970 stands in each place of the ring, and how many values it has had.
  private var numbers: [Int] = []
  private var counts: [Int] = []

  /// Learns a value seen at a second since 1970; a slot long gone by is not learned any more.
  mutating func learn(_ value: Double, at second: Double) {
    guard let number = Self.slot(second) else { return }
    if values.isEmpty {
      values = Array(repeating: 0, count: Self.size * Self.perSlot)
      numbers = Array(repeating: Int.min, count: Self.size)
      counts = Array(repeating: 0, count: Self.size)
    }
    let place = Self.place(number)
    guard number >= numbers[place] else { return }
    if number > numbers[place] { (numbers[place], counts[place]) = (number, 0) }
    values[place * Self.perSlot + counts[place] % Self.perSlot] = value
    counts[place] += 1
  }

  /// The distance described above; nil until two earlier days are known around that time.
  func distance(_ value: Double, at second: Double) -> Double? {
    guard !values.isEmpty, let number = Self.slot(second) else { return nil }
    var least = Double.infinity
    var next = Double.infinity
    for day in 1...Self.days {
      let distance = nearest(value, number - day * Self.slots)
      next = min(next, max(least, distance))
      least = min(least, distance)
    }
    return next.isFinite ? next : nil
  }

  /// The smallest distance to a value around a slot; infinite if there is none.
  private func nearest(_ value: Double, _ number: Int) -> Double {
    var best = Double.infinity
    for slot in number - Self.around...number + Self.around {
      let place = Self.place(slot)
      guard numbers[place] == slot else { continue }
      for index in 0..<min(Self.perSlot, counts[place]) {
        best = min(best, abs(values[place * Self.perSlot + index] - value))
      }
    }
    return best
  }

  /// The slot since 1970 of a second; nil for times that no calendar holds.
  private static func slot(_ second: Double) -> Int? {
    guard abs(second) < 1e12 else { return nil }
    return Int((second / 86_400 * Double(slots)).rounded(.down))
  }

  private static func place(_ number: Int) -> Int {
    let rest = number % size
    return rest < 0 ? rest + size : rest
  }
}
