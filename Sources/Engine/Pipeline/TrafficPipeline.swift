import AccessLog
import Detection
import Inspection
import Traffic

/// The way of the data behind the parsers: requests are inspected, counted in windows, and judged.
/// The same for batch, live and replay; it knows neither files nor the clock.
public struct TrafficPipeline: Sendable {
  /// How windows are cut and judged.
  public struct Settings: Sendable {
    /// How windows are cut.
    public var windows = WindowSettings()
    /// How they are judged.
    public var analyst = Analyst.Settings()

    /// The defaults.
    public init() {}
  }

  /// Requests taken in.
  public internal(set) var requestCount = 0
  /// The run's overview of the traffic.
  public internal(set) var tally = RunTally()

  // Not private, because the snapshot (a file of its own) names every one of them.
  var assembler: WindowAssembler
  var rollUp: RollUp
  var analyst: Analyst
  var sources: [String] = []
  var droppedFromCoarser = 0
  let coarsest: Int
  var revisions = [Int](repeating: 0, count: PipelineSection.allCases.count)

  /// A pipeline.
  /// - Parameter model: What is normal; nil to learn it from the input first.
  public init(model: Model?, settings: Settings = Settings()) {
    var analystSettings = settings.analyst
    analystSettings.windowSeconds = settings.windows.windowSeconds
    analystSettings.levels = 1 + settings.windows.coarserSeconds.count
    coarsest = settings.windows.coarserSeconds.count
    assembler = WindowAssembler(settings: settings.windows)
    rollUp = RollUp(settings: settings.windows)
    analyst = Analyst(model: model, settings: analystSettings)
  }

  /// Announces a source and answers its number, which requests from it carry. A name that was
  /// announced before keeps its number.
  public mutating func addSource(_ name: String) -> UInt16 {
    if let known = sources.firstIndex(of: name) { return UInt16(truncatingIfNeeded: known) }
    sources.append(name)
    return UInt16(truncatingIfNeeded: sources.count - 1)
  }

  /// Takes a part of a batch, with what each request of the batch gives away, in and answers what is to be told. O(requests).
  public mutating func take(
    _ batch: RequestBatch, _ range: Range<Int>, verdicts: [Verdict], source: UInt16
  ) -> [IncidentEvent] {
    requestCount += range.count
    var events: [IncidentEvent] = []
    let windows = assembler.add(batch, range, verdicts: verdicts, source: source)
    for window in windows { close(window, &events) }
    assembler.recycle(windows)
    return events
  }

  /// Ends the input.
  public mutating func finish() -> [IncidentEvent] {
    let events = closeAll()
    return events + analyst.finish(directory: directory)
  }

  /// Ends the input and answers what was learned from it, without judging it.
  public mutating func learn() -> Model? {
    _ = closeAll()
    return analyst.learn(directory: directory)
  }

  /// Requests that missed their window.
  public var lateRequests: Int { assembler.lateRequests }
  /// Requests that were not counted for their client because a table was full.
  public var droppedRequests: Int { assembler.droppedRequests + droppedFromCoarser }
  /// Requests whose endpoint found the table full.
  public var endpointOverflow: Int { assembler.endpoints.overflow }
  /// The first and the last event time; nil before any.
  public var span: TimeSpan? {
    guard !assembler.firstTime.isAbsent else { return nil }
    return TimeSpan(start: assembler.firstTime, end: assembler.lastTime)
  }
  /// What training with a quarantine left out.
  public var leftOut: LeftOut { analyst.leftOut }
  /// What is normal, as known by now; nil while history is gathered.
  public var model: Model? { analyst.model }
  /// The names behind the numbers.
  public var directory: Directory {
    Directory(
      endpoints: assembler.endpoints.endpoints, names: assembler.names, sources: sources)
  }

  private mutating func noteChange(_ section: PipelineSection) {
    revisions[section.rawValue] &+= 1
  }

  private mutating func closeAll() -> [IncidentEvent] {
    var events: [IncidentEvent] = []
    for window in assembler.finish() { close(window, &events) }
    var coarser: [(window: Window, level: Int)] = []
    rollUp.finish { coarser.append(($0, $1)) }
    judge(coarser, &events)
    return events
  }

  private mutating func close(_ window: Window, _ events: inout [IncidentEvent]) {
    tally.count(window)
    noteChange(.judging)
    noteChange(.hour)
    var coarser: [(window: Window, level: Int)] = []
    rollUp.add(window) { coarser.append(($0, $1)) }
    judge(coarser, &events)
    events += analyst.take(window, level: 0, directory: directory)
  }

  private mutating func judge(
    _ coarser: [(window: Window, level: Int)], _ events: inout [IncidentEvent]
  ) {
    let directory = directory
    if !coarser.isEmpty { noteChange(.day) }
    for (window, level) in coarser {
      droppedFromCoarser += window.principals.overflow
      if level == coarsest { tally.countPrincipals(window) }
      events += analyst.take(window, level: level, directory: directory)
    }
  }
}
