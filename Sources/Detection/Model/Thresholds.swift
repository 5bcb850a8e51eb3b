import Scoring

/// The surprise from which each family of tests may ring, so that all together ring falsely no more
/// often than the budget allows.
///
/// Every window of every subject is a test. With n tests a week in a family and a share s of the
/// budget of b false alarms a week, a test may ring when its probability is below s·b/n
/// (`AlarmBudget`): the expected number of false alarms is then the budget, whatever the number of
/// endpoints and clients.
public struct Thresholds: Sendable, Hashable {
  /// Windows of the whole service.
  public var service: Double
  /// Windows of endpoints.
  public var endpoints: Double
  /// Windows of principals, by level.
  public var principals: [Double]
  /// Principals judged as a whole by the isolation forest.
  public var outliers: Double
  /// Quarters of an hour of the whole service and of sources.
  public var serviceBlocks: Double
  /// Quarters of an hour of endpoints.
  public var endpointBlocks: Double
  /// Hours of the whole service.
  public var serviceHours: Double
  /// Hours of endpoints.
  public var endpointHours: Double
  /// Hours of endpoints judged as a whole by the isolation forest.
  public var endpointOutliers: Double
  /// Small lasting shifts of the service and of endpoints.
  public var shifts: Double

  /// Each family's share of the budget; together they are the whole of it.
  ///
  /// The families with floors leave next to nothing of theirs on quiet days (measured:
  /// Documentation/Scoring.md), and what they find is far beyond a factor of three. Charts have no floors
  /// and live at the threshold, so seven tenths are theirs, and what rings falsely stays within a factor
  /// of two of the budget.
  enum Share {
    static let service = 0.045
    static let endpoints = 0.045
    static let principals = 0.12
    static let outliers = 0.03
    static let serviceBlocks = 0.012
    static let endpointBlocks = 0.012
    static let serviceHours = 0.012
    static let endpointHours = 0.012
    static let endpointOutliers = 0.012
    static let shifts = 0.7
    static let all = [
      service, endpoints, principals, outliers, serviceBlocks, endpointBlocks, serviceHours,
      endpointHours, endpointOutliers, shifts,
    ]
  }
  /// Tests made of each window of the service or an endpoint: rate, errors, log-ins, bytes, two of
  /// durations.
  private static let testsPerPoint = 6.0
  /// Tests made of each principal's window, by level: log-ins refused in a row, over names, and before one
  /// that succeeds; closed functions, shared sessions, missing paths, objects, bytes, queries, suspicious
  /// requests; in an hour or a day also pages, agents and browsers that are none.
  static let testsPerPrincipal = [10.0, 13, 13]
  /// Tests made of a block of the service and its sources: the drop, errors, silence, malformed lines.
  private static let testsPerServiceBlock = 4.0
  /// Tests made of a block of an endpoint: the drop, errors.
  private static let testsPerEndpointBlock = 2.0
  /// Tests made of an hour of the service: new and deprecated endpoints, missing paths.
  private static let testsPerServiceHour = 3.0
  /// Tests made of an endpoint's hour: new errors, the amount and the offset asked for.
  private static let testsPerEndpointHour = 3.0
  /// Levels of windows of principals.
  private static let levels = testsPerPrincipal.count
  /// Without history: as if a small service had a week of it.
  private static let assumedPrincipalWindows = 50_000.0

  /// Thresholds for a model (nil before anything was learned).
  public init(budget: AlarmBudget, model: Model?, windowSeconds: Int64) {
    let windows = AlarmBudget.windowsPerWeek(seconds: Double(windowSeconds))
    let weeks = max((model?.history.seconds ?? 604_800) / 604_800, 1e-4)
    let endpointWindows = Double(model?.history.endpointWindows ?? 0) / weeks
    service = budget.threshold(testsPerWeek: windows * Self.testsPerPoint, share: Share.service)
    endpoints = budget.threshold(
      testsPerWeek: max(endpointWindows, windows) * Self.testsPerPoint, share: Share.endpoints)
    let levelShare = Share.principals / Double(Self.levels)
    principals = (0..<Self.levels).map { level in
      let populations = model?.populations ?? []
      let windows =
        level < populations.count && populations[level].requests.isLearned
        ? populations[level].windowsPerWeek : Self.assumedPrincipalWindows
      return budget.threshold(
        testsPerWeek: windows * Self.testsPerPrincipal[level], share: levelShare)
    }
    let hours = model?.populations.dropFirst().first?.windowsPerWeek ?? 0
    outliers = budget.threshold(testsPerWeek: max(hours, 1000), share: Share.outliers)
    let blocks = AlarmBudget.windowsPerWeek(seconds: Double(BlockClock.seconds))
    let serviceHoursPerWeek = AlarmBudget.windowsPerWeek(seconds: 3600)
    let endpointsKnown = Double(max(model?.endpoints.count ?? 0, 1))
    let endpointHoursPerWeek = endpointsKnown * serviceHoursPerWeek
    serviceBlocks = budget.threshold(
      testsPerWeek: blocks * Self.testsPerServiceBlock, share: Share.serviceBlocks)
    endpointBlocks = budget.threshold(
      testsPerWeek: endpointsKnown * blocks * Self.testsPerEndpointBlock,
      share: Share.endpointBlocks)
    serviceHours = budget.threshold(
      testsPerWeek: serviceHoursPerWeek * Self.testsPerServiceHour, share: Share.serviceHours)
    endpointHours = budget.threshold(
      testsPerWeek: endpointHoursPerWeek * Self.testsPerEndpointHour, share: Share.endpointHours)
    endpointOutliers = budget.threshold(
      testsPerWeek: endpointHoursPerWeek, share: Share.endpointOutliers)
    let swings = model.map { model in
      ([model.service] + model.endpoints.values).map { $0.shifts?.testsPerWeek ?? 0 }
        .sorted().reduce(0, +)
    }
    shifts = budget.threshold(testsPerWeek: swings ?? 0, share: Share.shifts)
  }
}
