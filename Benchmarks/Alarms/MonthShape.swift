import Foundation

/// How the traffic of a month goes: what must not ring, and what must.
struct MonthShape: Codable {
  /// What a change that is put into the quiet is about.
  enum Sign: String, Codable, CaseIterable {
    case rate = "requests"
    case errors = "share of 5xx (1 %)"
    case latency = "p95 of durations"
    case bytes = "bytes"
  }

  /// A change that is put into the quiet for some minutes.
  struct Change: Codable, Hashable {
    var sign: Sign
    /// What it is multiplied by.
    var factor: Double

    /// All that are put in, by turns; of one sign the smaller first.
    static let all =
      [1.25, 1.5, 2, 3, 5].map { Change(sign: .rate, factor: $0) }
      + [3.0, 6, 10].map { Change(sign: .errors, factor: $0) }
      + [2.0, 4].map { Change(sign: .latency, factor: $0) }
      + [1.5, 3.0].map { Change(sign: .bytes, factor: $0) }

    /// What the rate is multiplied by.
    var rate: Double { sign == .rate ? factor : 1 }
    /// What a sign is multiplied by.
    func factor(of other: Sign) -> Double { sign == other ? factor : 1 }
  }

  /// A month as it might be.
  enum Course: String, Codable, CaseIterable {
    /// Days, nights and weekends, nothing else.
    case quiet
    /// Five in a hundred more each week.
    case growth
    /// Half as much again from the middle of the 21st day on.
    case level
    /// The 17th day is not in the log.
    case missing
    /// The 17th day is a holiday: two requests in five.
    case holiday
    /// Twenty minutes of three times as much each night from two o'clock on.
    case batch
    /// From the 17th day on everybody comes an hour earlier: clocks were put forward.
    case clock
  }

  /// Requests a minute in the mean of a quiet weekday.
  var perMinute: Double
  /// How many days.
  var days: Int
  /// What the month is like.
  var course = Course.quiet
  /// True if the log says how long requests took.
  var hasDurations = false
  /// The day from which changes are put in; nil for none.
  var changesFrom: Int?

  /// Minutes that a change lasts: within so many windows it has to be found.
  static let changeMinutes = 5
  /// Minutes from one change to the next: nothing of the last one is left by then.
  static let betweenChanges = 180
  /// The share of requests that the server fails.
  static let errorShare = 0.01

  /// The changes, with the minute each begins at.
  var changes: [(change: Change, minute: Int)] {
    guard let changesFrom else { return [] }
    let minutes = stride(
      from: changesFrom * 1440 + 90, to: days * 1440 - 60, by: Self.betweenChanges)
    return minutes.enumerated().map { place, minute in
      // Shifted by one each day, so that every change comes at every hour.
      let all = Change.all
      return (all[(place + minute / 1440) % all.count], minute)
    }
  }

  /// The expected requests of a minute.
  ///
  /// A day with its trough at 3 and its peak at 15 o'clock, weekends at 62 %, Monday first.
  func expected(_ minute: Int) -> Double {
    let day = minute / 1440
    let isEarlier = course == .clock && day >= 16
    let hour = Double(minute % 1440) / 60 + (isEarlier ? 1 : 0)
    let season = (1 - 0.6 * cos(2 * .pi * (hour - 3) / 24)) * (day % 7 >= 5 ? 0.62 : 1)
    let job: Double = course == .batch && (120..<140).contains(minute % 1440) ? 3 : 1
    return perMinute * season * job * factor(Double(minute) / 1440)
  }

  private func factor(_ day: Double) -> Double {
    switch course {
    case .quiet, .batch, .clock: 1
    case .growth: pow(1.05, day / 7)
    case .level: day < 20.5 ? 1 : 1.5
    case .missing: day >= 16 && day < 17 ? 0 : 1
    case .holiday: day >= 16 && day < 17 ? 0.4 : 1
    }
  }
}
