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
    /// What the service says about itself, to be compared with what is asked for.
    public var description: APIDescription?

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
  /// The logs that the sources are parts of.
  var logs = LogNames()
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
    assembler = WindowAssembler(settings: settings.windows, description: settings.description)
    rollUp = RollUp(settings: settings.windows)
    analyst = Analyst(model: model, settings: analystSettings)
  }

  /// Announces a source and answers its number, which requests from it carry. A name that was
  /// announced before keeps its number.
  public mutating func addSource(_ name: String) -> UInt16 {
    if let known = sources.firstIndex(of: name) { return UInt16(truncatingIfNeeded: known) }
    sources.append(name)
    logs.add(name)
    return UInt16(truncatingIfNeeded: sources.count - 1)
  }

  /// Takes a part of a batch in and answers what is to be told. O(requests).
  /// - Parameters:
  ///   - verdicts: What each request of the batch gives away.
  ///   - malformed: The lines before and among these requests that fit no format.
  public mutating func take(
    _ batch: RequestBatch, _ range: Range<Int>, verdicts: [Verdict], source: UInt16,
    malformed: MalformedLines = MalformedLines()
  ) -> [IncidentEvent] {
    requestCount += range.count
    var events: [IncidentEvent] = []
    var start = range.lowerBound
    for group in malformed.groups {
      let end = min(max(group.place, start), range.upperBound)
      count(batch, start..<end, verdicts, source, &events)
      assembler.add(group, source: source)
      start = end
    }
    count(batch, start..<range.upperBound, verdicts, source, &events)
    return events
  }

  private mutating func count(
    _ batch: RequestBatch, _ range: Range<Int>, _ verdicts: [Verdict], _ source: UInt16,
    _ events: inout [IncidentEvent]
  ) {
    var rest = range
    while !rest.isEmpty {
      let windows = assembler.add(batch, &rest, verdicts: verdicts, source: source)
      for window in windows { close(window, &events) }
      assembler.recycle(windows)
    }
  }

  /// Takes lines of a source in that fit no format and behind which no request came.
  public mutating func take(_ malformed: MalformedLines, source: UInt16) {
    for group in malformed.groups { assembler.add(group, source: source) }
  }

  /// Lets time pass where no line comes: closes windows and incidents that would otherwise wait for the
  /// next line.
  /// - Parameter now: The moment of event time that it is now.
  public mutating func advance(to now: Timestamp) -> [IncidentEvent] {
    let before = assembler.settledTime
    var events: [IncidentEvent] = []
    let windows = assembler.advance(to: now)
    for window in windows { close(window, &events) }
    assembler.recycle(windows)
    let settled = assembler.settledTime
    guard settled > before else { return events }
    var coarser: [(window: Window, level: Int)] = []
    rollUp.advance(to: settled) { coarser.append(($0, $1)) }
    judge(&coarser, &events)
    noteChange(.windows)
    noteChange(.judging)
    return events + analyst.advance(to: settled, directory: directory)
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
  /// The latest time in the logs, as far as it is believed; absent before any.
  public var latestTime: Timestamp { assembler.latestTime }
  /// Event time up to which everything is decided.
  public var settledTime: Timestamp { assembler.settledTime }
  /// What was passed over as known good, one sentence for each reason.
  public var silenced: [String] { analyst.silenced }
  /// What is normal, as known by now; nil while history is gathered.
  public var model: Model? { analyst.model }
  /// The names behind the numbers.
  public var directory: Directory {
    Directory(
      endpoints: assembler.endpoints.endpoints, names: assembler.names, sources: sources,
      logs: logs.names)
  }

  private mutating func noteChange(_ section: PipelineSection) {
    revisions[section.rawValue] &+= 1
  }

  private mutating func closeAll() -> [IncidentEvent] {
    var events: [IncidentEvent] = []
    for window in assembler.finish() { close(window, &events) }
    var coarser: [(window: Window, level: Int)] = []
    rollUp.finish { coarser.append(($0, $1)) }
    judge(&coarser, &events)
    return events
  }

  private mutating func close(_ window: Window, _ events: inout [IncidentEvent]) {
    tally.count(window)
    noteChange(.judging)
    noteChange(.hour)
    var coarser: [(window: Window, level: Int)] = []
    rollUp.add(window) { coarser.append(($0, $1)) }
    judge(&coarser, &events)
    let directory = directory
    events += analyst.take(window, level: 0, directory: directory)
    judgeRunning(level: 1, until: window.end, &events)
  }

  /// Judges those principals of a coarser window that is still open whose evidence has risen.
  private mutating func judgeRunning(
    level: Int, until moment: Timestamp, _ events: inout [IncidentEvent]
  ) {
    let rising = rollUp.rising(level: level) { WindowRecorder.weight($0, level: level) }
    guard let (window, places) = rising else { return }
    events += analyst.takeRunning(
      window, places: places, level: level, until: moment, directory: directory)
  }

  /// Judges coarser windows that are complete, and gives their memory back.
  private mutating func judge(
    _ coarser: inout [(window: Window, level: Int)], _ events: inout [IncidentEvent]
  ) {
    let directory = directory
    if !coarser.isEmpty {
      noteChange(.day)
      noteChange(.hour)
      noteChange(.judging)
    }
    for (window, level) in coarser {
      droppedFromCoarser += window.principals.overflow
      if level == coarsest { tally.countPrincipals(window) }
      events += analyst.take(window, level: level, directory: directory)
      if level < coarsest { judgeRunning(level: level + 1, until: window.end, &events) }
    }
    while let (window, level) = coarser.popLast() { rollUp.recycle(window, level: level) }
  }
}
