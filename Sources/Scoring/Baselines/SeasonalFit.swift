/// The working state while a ``SeasonalBaseline`` learns from a whole history.
struct SeasonalFit {
  let history: [CountWindow]
  /// The slots of each window of the history.
  private let slots: [(hour: Int, day: Int)]
  /// The level, the factors' observed ratios and the visits behind them, slots as in the profile.
  var level = 0.0
  var ratio = [Double](repeating: 1, count: 31)
  var visits = [Double](repeating: 0, count: 31)
  /// The mean of the squared expectations.
  var meanSquare = 0.0

  init(_ history: [CountWindow], hourShare: Double) {
    self.history = history
    slots = history.map {
      (SeasonalProfile.hourSlot($0.start), SeasonalProfile.daySlot($0.start))
    }
    for slot in slots {
      visits[slot.hour] += hourShare
      visits[slot.day] += hourShare / 24
    }
  }

  /// The mean count of the windows within one hour of one day.
  private struct Cell {
    var hour: Int
    var day: Int
    var date: Int64
    var mean: Double
  }

  private func cells() -> [Cell] {
    var sums: [Int64: (count: Double, windows: Double)] = [:]
    for window in history {
      let sum = sums[floorDivide(window.start, 3600), default: (0, 0)]
      sums[floorDivide(window.start, 3600)] = (
        sum.count + Double(max(0, window.count)), sum.windows + 1
      )
    }
    return sums.sorted { $0.key < $1.key }.map { hour, sum in
      let start = hour &* 3600
      return Cell(
        hour: SeasonalProfile.hourSlot(start), day: SeasonalProfile.daySlot(start),
        date: floorDivide(hour, 24), mean: sum.count / sum.windows)
    }
  }

  private func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : (value + 1) / divisor - 1
  }

  /// Level and factors from medians.
  mutating func start() {
    let cells = cells()
    level = Self.center(cells.map(\.mean), floor: 0.5 / Double(history.count))
    var byHour = [[Double]](repeating: [], count: 24)
    for cell in cells { byHour[cell.hour].append(cell.mean / level) }
    let rough = byHour.map { $0.isEmpty ? nil : Self.center($0, floor: 0) }
    for hour in 0..<24 where rough[hour] != nil {
      ratio[hour] = byHour[hour].count >= 3 ? rough[hour]! : Self.around(hour, rough)
    }
    var byDate: [Int64: (day: Int, ratios: [Double])] = [:]
    for cell in cells {
      let share = cell.mean / (level * max(0.05, ratio[cell.hour]))
      byDate[cell.date, default: (cell.day, [])].ratios.append(share)
    }
    for day in 24..<31 {
      let dates = byDate.values.filter { $0.day == day }.map { Self.center($0.ratios, floor: 0) }
      if !dates.isEmpty { ratio[day] = Self.center(dates.sorted(), floor: 0) }
    }
  }

  /// The median; where it is zero, as with rare requests, the mean without the largest tenth.
  private static func center(_ values: [Double], floor: Double) -> Double {
    let sorted = values.sorted()
    if let median = Order.median(sorted: sorted), median > 0 { return max(floor, median) }
    let kept = sorted.prefix(max(1, sorted.count - (sorted.count + 9) / 10))
    return max(floor, kept.reduce(0, +) / Double(kept.count))
  }

  /// The median of the hours within two of this one that were seen.
  private static func around(_ hour: Int, _ rough: [Double?]) -> Double {
    Order.median((-2...2).compactMap { rough[(hour + $0 + 24) % 24] }) ?? 1
  }

  /// The windows beside what a level and a season expect of them.
  func samples(_ season: Season, level: Double) -> [CountSample] {
    zip(history, slots).map { window, slot in
      let mean = level * season[slot.hour] * season[slot.day]
      return CountSample(count: max(0, window.count), mean: max(1e-6, mean))
    }
  }

  /// Pools level and factors from the samples that are not rejected; `season` holds the factors
  /// that their means were made of.
  ///
  /// Each factor is corrected by observed over expected. An hour seen on fewer than three days
  /// keeps its median: pooling would let a burst back in.
  mutating func refine(
    _ samples: [CountSample], _ season: Season, rejects: (CountSample) -> Bool
  ) {
    var observed = [Double](repeating: 0, count: 31)
    var expected = observed
    var (observedInAll, expectedInAll) = (0.0, 0.0)
    meanSquare = 0
    for (index, sample) in samples.enumerated() where !rejects(sample) {
      let (hour, day) = slots[index]
      let count = Double(sample.count)
      observed[hour] += count
      observed[day] += count
      expected[hour] += sample.mean
      expected[day] += sample.mean
      observedInAll += count
      expectedInAll += sample.mean
      meanSquare += sample.mean * sample.mean / Double(samples.count)
    }
    guard expectedInAll > 0 else { return }
    let shift = (observedInAll + 0.5) / (expectedInAll + 0.5)
    level *= shift
    for slot in 0..<31 where expected[slot] > 0 && visits[slot] >= (slot < 24 ? 3 : 1) {
      ratio[slot] = season[slot] * (observed[slot] + 1) / (expected[slot] * shift + 1)
    }
  }
}
