/// What values were seen at each time of day, and how far a value is from all of them.
///
/// The nearest value of each earlier day within about half an hour of the same time of day is
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
  static let around = 2

  /// The values of one day, ``perSlot`` places for each slot.
  private struct Day: Sendable, Codable, Hashable {
    var number: Int
    var values = [Double](repeating: 0, count: slots * perSlot)
    var counts = [Int](repeating: 0, count: slots)
  }

  /// The remembered days, the latest last.
  private var remembered: [Day] = []

  /// Learns a value seen at a second since 1970. Times before the latest day are not learned.
  mutating func learn(_ value: Double, at second: Double) {
    guard let (number, slot) = Self.place(second) else { return }
    if number > (remembered.last?.number ?? Int.min) {
      remembered.append(Day(number: number))
      remembered.removeAll { $0.number < number - Self.days }
    }
    let last = remembered.count - 1
    guard last >= 0, remembered[last].number == number else { return }
    let count = remembered[last].counts[slot]
    remembered[last].values[slot * Self.perSlot + count % Self.perSlot] = value
    remembered[last].counts[slot] = count + 1
  }

  /// The distance described above; nil until two earlier days are known around that time.
  func distance(_ value: Double, at second: Double) -> Double? {
    guard let (number, slot) = Self.place(second) else { return nil }
    var first = Double.infinity
    var second = Double.infinity
    // One day earlier, so that the slots before midnight and after it find their neighbours.
    for index in remembered.indices where remembered[index].number < number {
      let distance = nearest(value, index, slot)
      if distance < first {
        second = first
        first = distance
      } else if distance < second {
        second = distance
      }
    }
    return second.isFinite ? second : nil
  }

  /// The smallest distance to a value of one day around a slot; infinite if there is none.
  private func nearest(_ value: Double, _ index: Int, _ slot: Int) -> Double {
    var best = Double.infinity
    for near in max(0, slot - Self.around)...min(Self.slots - 1, slot + Self.around) {
      let known = min(Self.perSlot, remembered[index].counts[near])
      for place in 0..<known {
        best = min(best, abs(remembered[index].values[near * Self.perSlot + place] - value))
      }
    }
    return best
  }

  /// Day and slot of a second; nil for times that no calendar holds.
  private static func place(_ second: Double) -> (day: Int, slot: Int)? {
    guard abs(second) < 1e12 else { return nil }
    let day = (second / 86_400).rounded(.down)
    let slot = Int((second - day * 86_400) / 86_400 * Double(slots))
    return (Int(day), min(slots - 1, max(0, slot)))
  }
}
