import Scoring

/// How far the charts of a subject swing while all is well, learned from its own history by peaks over
/// threshold.
///
/// The theory of the chart takes residuals for independent and the baseline for exact; real traffic
/// is neither. So a swing is compared with the swings of the history: a swing lasts from one zero of
/// the chart's sum to the next, where the chart begins anew, so swings are independent of each other
/// however long they last, and each is one alarm at most. So the budget holds whatever the season's
/// misfit and the noise's memory are.
public struct ShiftTails: Sendable, Codable, Hashable {
  /// The tail of the swings' peaks for each `ShiftSign`; nil where there were too few.
  private var tails: [TailModel?]
  /// Swings a week, of all signs: how many tests are made.
  public private(set) var testsPerWeek: Double

  /// The fitted part is the uppermost twentieth.
  static let level = 0.95
  /// So large a share of the swings may be attacks or changes, at the upper end.
  static let contamination = 0.005

  /// Replays the history of a subject through its charts; nil where it is too short, or where too
  /// little is asked of it. O(windows).
  static func learned(
    from points: some Sequence<(Int64, TrafficPoint)>, by baseline: TrafficBaseline,
    service: TrafficBaseline?
  ) -> ShiftTails? {
    guard service == nil || baseline.requests.level >= ShiftCharts.leastLevel else { return nil }
    var charts = ShiftCharts()
    var peaks = [[Double]](repeating: [], count: ShiftSign.allCases.count)
    var heights = [Double](repeating: 0, count: ShiftSign.allCases.count)
    var span: (first: Int64, last: Int64)?
    for (start, point) in points {
      span = (span?.first ?? start, start)
      let parent = service.map { ParentExpectation(service: $0, at: start) } ?? .general
      charts.learn(point, at: start, by: baseline, parent: parent)
      for sign in ShiftSign.allCases.map(\.rawValue) {
        let height = charts.swings[sign].chart.surprise
        if height == 0, heights[sign] > 0 {
          peaks[sign].append(heights[sign])
          heights[sign] = 0
        }
        heights[sign] = max(heights[sign], height)
      }
    }
    guard let span else { return nil }
    let seconds = Double(span.last - span.first)
    for sign in ShiftSign.allCases where seconds < sign.shortestHistory {
      peaks[sign.rawValue] = []
    }
    guard peaks.contains(where: { !$0.isEmpty }) else { return nil }
    let weeks = seconds / 604_800
    return ShiftTails(
      tails: peaks.map { TailModel($0, level: level, contamination: contamination) },
      testsPerWeek: Double(peaks.reduce(0) { $0 + $1.count }) / weeks)
  }

  /// How rare a swing so far is; nil where it is not known. O(1).
  func surprise(_ sign: ShiftSign, _ charts: ShiftCharts) -> Double? {
    guard sign.rawValue < tails.count, let tail = tails[sign.rawValue], tail.scale > 0 else {
      return nil
    }
    return tail.surprise(charts[sign].chart.surprise)
  }

  /// The test of a swing as numbers, where it lies in the part of the tail that was fitted.
  func test(_ sign: ShiftSign, _ swing: ShiftCharts.Swing) -> ReasonTest? {
    guard sign.rawValue < tails.count, let tail = tails[sign.rawValue],
      swing.chart.surprise > tail.threshold
    else { return nil }
    return ReasonTest(.swing, tail.parts + [swing.chart.surprise])
  }
}

extension ShiftTails {
  /// Joins what another stretch of the same subject's history has shown.
  func merged(with other: ShiftTails) -> ShiftTails {
    let joined = zip(tails, other.tails).map { mine, theirs -> TailModel? in
      guard let mine, let theirs else { return mine ?? theirs }
      return mine.merged(with: theirs, level: Self.level)
    }
    return ShiftTails(
      tails: joined, testsPerWeek: (testsPerWeek + other.testsPerWeek) / 2)
  }
}
