import AccessLog
import Scoring
import Traffic

/// The one engine of batch, live and replay: takes windows in, tells incidents.
///
/// With a model it judges each window at once. Without one it first gathers history and judges
/// nothing, so that an attack in the first hour is not taken for normal: when the input ends, or the
/// history is long enough, or its memory is used up, it learns robustly from what it gathered, goes
/// through it again from its beginning, and judges from then on as it goes.
public struct Analyst: Sendable {
  /// How it works.
  public struct Settings: Sendable {
    /// Bearable false alarms a week.
    public var budget = AlarmBudget(perWeek: 1)
    /// Length of the finest windows in seconds.
    public var windowSeconds: Int64 = 60
    /// Levels of windows in all.
    public var levels = 3
    /// The longest history gathered before learning, in seconds: two weeks show each weekday twice.
    public var historySeconds: Int64 = 14 * 86_400
    /// The most memory for it, in bytes.
    public var historyBytes = 256 << 20

    /// The defaults.
    public init() {}
  }

  /// How it works.
  public let settings: Settings
  /// Set while history is gathered.
  private var learner: Learner?
  /// Set from then on.
  private var judge: Judge?
  private var history: [WindowRecord] = []
  private var historyBytes = 0
  private let recorder = WindowRecorder()
  private var end = Timestamp.absent
  /// The beginning of the history gathered; a pause longer than all that is wanted is no part of it,
  /// nor is a damaged stamp at a log's beginning.
  private var historyStart = Timestamp.absent

  /// An analyst.
  /// - Parameter model: What is normal; nil to learn it from the input first.
  public init(model: Model?, settings: Settings = Settings()) {
    self.settings = settings
    if let model {
      judge = Judge(
        model: model, budget: settings.budget, windowSeconds: settings.windowSeconds)
    } else {
      learner = Learner(levels: settings.levels, windowSeconds: settings.windowSeconds)
    }
  }

  /// What is normal, as known by now; nil while history is gathered.
  public var model: Model? { judge?.model }

  /// Takes the next window in and answers what is to be told.
  /// - Parameters:
  ///   - window: A complete window; windows of one level come in the order of time.
  ///   - level: 0 for the finest.
  ///   - directory: The names behind its numbers.
  public mutating func take(_ window: Window, level: Int, directory: Directory) -> [IncidentEvent] {
    let record = recorder.record(window, level: level)
    let pause = (record.span.start.microseconds &- end.microseconds) / 1_000_000
    if end.isAbsent || pause > settings.historySeconds { historyStart = record.span.start }
    if end.isAbsent || record.span.end > end { end = record.span.end }
    guard learner != nil else { return judge?.take(record, directory: directory) ?? [] }
    learner?.learnPrincipals(window, level: level)
    history.append(record)
    historyBytes += record.footprint
    let length = (record.span.end.microseconds &- historyStart.microseconds) / 1_000_000
    guard length > settings.historySeconds || historyBytes > settings.historyBytes else {
      return []
    }
    return learnAndJudge(directory)
  }

  /// Ends the input: learns if it has not yet, and resolves what is open.
  public mutating func finish(directory: Directory) -> [IncidentEvent] {
    let events = learnAndJudge(directory)
    return events + (judge?.finish(at: end) ?? [])
  }

  /// Learns from the history gathered so far, without judging it: what `tocsin train` wants.
  public mutating func learn(directory: Directory) -> Model? {
    guard let learner else { return model }
    return learner.model(history, directory: directory)
  }

  private mutating func learnAndJudge(_ directory: Directory) -> [IncidentEvent] {
    guard let learner else { return [] }
    let model = learner.model(history, directory: directory)
    self.learner = nil
    judge = Judge(model: model, budget: settings.budget, windowSeconds: settings.windowSeconds)
    let gathered = history
    history = []
    historyBytes = 0
    return gathered.flatMap {
      judge?.take($0, directory: directory, isLearned: true) ?? []
    }
  }
}
