import AccessLog
import Scoring
import Traffic

/// Learns what is normal from a stretch of history, robustly: an attack in it is not taken for
/// normal.
///
/// Principals are learned window by window as they pass (`PopulationLearner`); the service and the
/// endpoints from all their windows at once, by medians and trimmed fits, because only looking back
/// tells an attack in the first hour from the usual.
public struct Learner: Sendable {
  private var populations: [PopulationLearner]
  private var outliers = OutlierLearner()
  private var habits = HabitLearner()
  private let windowSeconds: Int64

  /// Endpoints with fewer requests in the whole history get no baseline.
  static let fewestRequests = 50

  /// A learner.
  /// - Parameters:
  ///   - levels: Levels of windows: 1 for the finest, and one for each coarser one.
  ///   - windowSeconds: The length of the finest.
  public init(levels: Int, windowSeconds: Int64) {
    populations = (0..<levels).map { PopulationLearner(level: $0) }
    self.windowSeconds = windowSeconds
  }

  /// Learns the principals of a window. O(principals).
  public mutating func learnPrincipals(_ window: Window, level: Int) {
    guard level < populations.count else { return }
    populations[level].learn(window.principals)
    if level == OutlierModel.level { outliers.learn(window.principals) }
  }

  /// Learns the habits of a window's principals, so that its record may be kept without them.
  mutating func learnHabits(_ record: WindowRecord) { habits.take(record) }

  /// What is normal, from the records of the history; nil where there is none. O(windows × endpoints).
  public func model(_ records: [WindowRecord], directory: Directory) -> Model? {
    let windows = Self.withoutStrays(records.filter { $0.level == 0 && $0.service != nil })
    guard let first = windows.first, let last = windows.last else { return nil }
    let history = Model.History(
      start: first.span.start.seconds, end: last.span.end.seconds, windows: windows.count,
      requests: windows.reduce(0) { $0 + Int($1.service?.requests ?? 0) },
      windowSeconds: windowSeconds,
      endpointWindows: windows.reduce(0) { $0 + $1.endpoints.count })
    let starts = windows.map(\.span.start.seconds)
    let service = baseline(
      starts, windows.indices.lazy.map { (place: $0, point: windows[$0].service) }, parent: nil)
    return Model(
      service: service, endpoints: endpoints(windows, starts, service, directory),
      populations: populations.map { $0.model(seconds: history.seconds) },
      walks: populations.map { $0.objectTails(directory) },
      outliers: outliers.model(), habits: Habits.learned(from: records, after: habits),
      endpointOutliers: EndpointOutlierModel.learned(from: records, directory),
      missing: DistributedDiscovery.learned(from: records),
      inventory: inventory(records, directory),
      sources: SourceBaseline.learned(from: records, directory), history: history)
  }

  /// What the endpoints have shown by the end of the history.
  private func inventory(_ records: [WindowRecord], _ directory: Directory) -> Inventory {
    var inventory = Inventory()
    for record in records { inventory.live(record, directory) }
    return inventory
  }

  /// Leaves out a window of a request or two that stands more than a day before or behind all others:
  /// a damaged stamp. It would stretch the history over decades, and make every rate look small.
  private static func withoutStrays(_ windows: [WindowRecord]) -> [WindowRecord] {
    var rest = windows[...]
    if rest.count > 2, isStray(rest[rest.startIndex], beside: rest[rest.startIndex + 1]) {
      rest.removeFirst()
    }
    if rest.count > 2, isStray(rest[rest.endIndex - 1], beside: rest[rest.endIndex - 2]) {
      rest.removeLast()
    }
    return Array(rest)
  }

  private static func isStray(_ window: WindowRecord, beside other: WindowRecord) -> Bool {
    let distance = abs(window.span.start.seconds &- other.span.start.seconds)
    return distance > 86_400 && (window.service?.requests ?? 0) <= 2
  }

  private func endpoints(
    _ windows: [WindowRecord], _ starts: [Int64], _ service: TrafficBaseline,
    _ directory: Directory
  ) -> [String: TrafficBaseline] {
    // By the endpoint's id, which counts from zero.
    let count = Int(windows.reduce(0) { max($0, $1.endpoints.last?.endpoint ?? 0) }) + 1
    var totals = [Int](repeating: 0, count: count)
    for window in windows {
      for point in window.endpoints { totals[Int(point.endpoint)] += Int(point.requests) }
    }
    // Where an endpoint's points are: there are millions of them, too many to be copied.
    var series = [[(window: Int32, index: Int32)]](repeating: [], count: count)
    for (place, window) in windows.enumerated() {
      for (index, point) in window.endpoints.enumerated()
      where totals[Int(point.endpoint)] >= Self.fewestRequests {
        series[Int(point.endpoint)].append((Int32(place), Int32(index)))
      }
    }
    var result: [String: TrafficBaseline] = [:]
    // Endpoints may share a name (methods that are none): the busiest stands for it.
    let busiestFirst = series.indices.filter { !series[$0].isEmpty }
      .sorted { (totals[$0], $1) > (totals[$1], $0) }
    for id in busiestFirst {
      let name = directory.endpoint(EndpointID(id))
      guard result[name] == nil else { continue }
      let points = series[id].lazy.map { place in
        let point: TrafficPoint? = windows[Int(place.window)].endpoints[Int(place.index)]
        return (place: Int(place.window), point: point)
      }
      result[name] = baseline(starts, points, parent: service)
    }
    return result
  }

  /// Learns one subject; windows in which it was not asked for count as empty.
  private func baseline(
    _ starts: [Int64], _ points: some Sequence<(place: Int, point: TrafficPoint?)>,
    parent: TrafficBaseline?
  ) -> TrafficBaseline {
    var counts = starts.map { CountWindow(start: $0, count: 0) }
    var errors: [RatioSample] = []
    var logIns: [CalmHours.Sample] = []
    var bytes: [Double] = []
    var p50: [Double] = []
    var p95: [Double] = []
    var sizes: [Double] = []
    for (place, point) in points {
      guard let point else { continue }
      counts[place].count = Int(point.requests)
      errors.append(
        RatioSample(successes: Int(point.serverErrors), trials: Int(point.requests)))
      if point.logIns > 0 {
        logIns.append(
          CalmHours.Sample(
            start: starts[place],
            ratio: RatioSample(successes: Int(point.failedLogIns), trials: Int(point.logIns))))
      }
      bytes.append(Double(point.bytes))
      if LatencySurge.isTold(point) {
        p50.append(Double(point.p50))
        p95.append(Double(point.p95))
      }
      if let size = point.answerSize { sizes.append(size) }
    }
    var baseline = TrafficBaseline(windowSeconds: windowSeconds)
    baseline.requests = SeasonalBaseline.learned(
      from: counts, windowSeconds: Double(windowSeconds),
      leaningOn: parent?.requests.season() ?? .flat)
    baseline.errors = RatioBaseline.learned(from: errors)
    baseline.failedLogIns = RatioBaseline.learned(from: CalmHours.of(logIns))
    baseline.bytes = QuantityBaseline.learned(from: bytes)
    baseline.p50 = QuantityBaseline.learned(from: p50)
    baseline.p95 = QuantityBaseline.learned(from: p95)
    baseline.blocks = SeasonalBaseline.learned(
      from: BlockClock.blocks(of: counts), windowSeconds: Double(BlockClock.seconds),
      leaningOn: parent?.blocks.season() ?? .flat)
    baseline.answerSize = QuantityBaseline.learned(from: sizes)
    baseline.shifts = ShiftTails.learned(
      from: points.lazy.compactMap { place, point in point.map { (starts[place], $0) } },
      by: baseline, service: parent)
    return baseline
  }
}

extension Learner: Snapshotting {
  /// What was learned of principals so far, as it is kept over a restart.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    for level in populations.indices { try populations[level].snapshot(&archive) }
    try outliers.snapshot(&archive)
    try habits.snapshot(&archive)
  }
}
