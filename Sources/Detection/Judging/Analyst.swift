import AccessLog
import Scoring
import Traffic

/// The one engine of batch, live and replay: takes windows in, tells incidents.
///
/// With a model it judges each window at once. Without one it first gathers history:
///
/// - over historic logs it judges nothing meanwhile, so that an attack in the first hour is not taken
///   for normal: when the input ends, or the history is long enough, or its memory is used up, it
///   learns robustly from what it gathered, goes through it again from its beginning, and judges from
///   then on as it goes;
/// - live (`Settings.isLive`) nobody waits two weeks for a web shell: windows are judged at once by
///   what needs no history. It learns when a day has been gathered, again after a week, and at the
///   end of the history; what is open then stays open, and what is past is not told again.
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
    /// True where only a model is wanted: stretches of history are learned one after the other and
    /// joined, so that months take no more memory than two weeks.
    public var isTraining = false
    /// Training: learns a second time without what was found in the history (`Quarantine`).
    public var hasQuarantine = false
    /// True where alerts are wanted as things happen, while history is still gathered.
    public var isLive = false
    /// Live, it learns from so many seconds of history for the first time, and so on: a day shows
    /// each hour once, a week each weekday.
    public var milestones: [Int64] = [86_400, 7 * 86_400]

    /// Whom to pass over.
    public var knownGood = KnownGood()

    /// The defaults.
    public init() {}
  }

  /// How it works.
  public let settings: Settings
  /// How often it has learned a model from the input.
  public private(set) var timesLearned = 0
  /// Set while history is gathered.
  private var learner: Learner?
  /// Set from then on, and live from the beginning.
  private var judge: Judge?
  private var history: [WindowRecord] = []
  /// Memory that the history holds, in bytes, roughly.
  private(set) var historyBytes = 0
  private let recorder = WindowRecorder()
  /// Training with a quarantine: what was left out of learning.
  public private(set) var leftOut = LeftOut()
  /// Training: what the stretches before this one have shown.
  private var trained: Model?
  private var end = Timestamp.absent
  /// The beginning of the history gathered; a pause longer than all that is wanted is no part of it,
  /// nor is a damaged stamp at a log's beginning.
  private var historyStart = Timestamp.absent

  /// An analyst.
  /// - Parameter model: What is normal; nil to learn it from the input first.
  public init(model: Model?, settings: Settings = Settings()) {
    self.settings = settings
    if model == nil {
      learner = Learner(levels: settings.levels, windowSeconds: settings.windowSeconds)
    }
    if model != nil || settings.isLive { judge = makeJudge(model) }
  }

  private func makeJudge(_ model: Model?, replays: Bool = false) -> Judge {
    var judge = Judge(
      model: model, budget: settings.budget, windowSeconds: settings.windowSeconds,
      replays: replays)
    judge.knownGood = KnownGoodFilter(settings.knownGood)
    return judge
  }

  /// What was passed over as known good, one sentence for each reason.
  public var silenced: [String] { judge?.knownGood.sentences ?? [] }

  /// What is normal, as known by now; nil while history is gathered.
  public var model: Model? { judge?.model }
  /// True while history is gathered.
  public var isLearning: Bool { learner != nil }
  /// The length of the history gathered so far, in seconds; 0 where none is gathered any more.
  public var gatheredSeconds: Int64 {
    guard isLearning, !historyStart.isAbsent else { return 0 }
    return (end.microseconds &- historyStart.microseconds) / 1_000_000
  }

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
    let events = judge?.take(record, directory: directory) ?? []
    guard learner != nil else { return events }
    learner?.learnPrincipals(window, level: level)
    gather(record)
    let length = (record.span.end.microseconds &- historyStart.microseconds) / 1_000_000
    if length > settings.historySeconds || historyBytes > settings.historyBytes {
      if settings.isTraining {
        trained = learn(directory: directory)
        startStretch()
        return []
      }
      return events + learnAndJudge(directory)
    }
    if settings.isLive, timesLearned < settings.milestones.count,
      length >= settings.milestones[timesLearned]
    {
      learnLive(directory)
    }
    return events
  }

  /// Takes a coarser window in that is still open, for those whose evidence has risen (see
  /// `RollUp.rising`), and answers what is to be told. Nothing is learned from it.
  /// - Parameters:
  ///   - places: Where they stand in the window.
  ///   - moment: Up to when the window is filled.
  public mutating func takeRunning(
    _ window: Window, places: [Int], level: Int, until moment: Timestamp, directory: Directory
  ) -> [IncidentEvent] {
    let record = recorder.running(window, places: places, level: level, until: moment)
    let events = judge?.take(record, directory: directory) ?? []
    // What a live run has judged is not judged again; the whole window will be learned from.
    guard learner != nil, !settings.isLive else { return events }
    gather(record)
    return events
  }

  /// Adds a window to the history: live, without what only judging needs.
  private mutating func gather(_ record: WindowRecord) {
    var kept = record
    if settings.isLive {
      learner?.learnHabits(record)
      kept = record.numbersOnly
    }
    history.append(kept)
    historyBytes += kept.footprint
  }

  /// Says what the passing of time alone brings about.
  public mutating func advance(to now: Timestamp, directory: Directory) -> [IncidentEvent] {
    judge?.advance(to: now, directory: directory) ?? []
  }

  /// Ends the input: learns if it has not yet, and resolves what is open.
  public mutating func finish(directory: Directory) -> [IncidentEvent] {
    let events = settings.isLive ? [] : learnAndJudge(directory)
    return events + (judge?.finish(at: end, directory: directory) ?? [])
  }

  /// Learns from the history gathered so far, without judging it: what `tocsin train` wants.
  public mutating func learn(directory: Directory) -> Model? {
    guard let learner else { return model }
    let learned = learner.model(history, directory: directory)
    let latest = settings.hasQuarantine ? learnAgain(learned, learner, directory) : learned
    guard let trained else { return latest }
    guard let latest else { return trained }
    // Stretches follow each other, and their windows are alike.
    return (try? trained.merged(with: latest)) ?? latest
  }

  private mutating func learnAgain(
    _ model: Model?, _ learner: Learner, _ directory: Directory
  ) -> Model? {
    guard let model else { return nil }
    var quarantine = Quarantine(
      history, judge: makeJudge(model, replays: true), directory: directory)
    let (clean, leftOut) = quarantine.clean(history)
    self.leftOut.add(leftOut)
    return learner.model(clean, directory: directory) ?? model
  }

  private mutating func startStretch() {
    learner = Learner(levels: settings.levels, windowSeconds: settings.windowSeconds)
    history = []
    historyBytes = 0
    historyStart = end
  }

  private mutating func learnLive(_ directory: Directory) {
    timesLearned += 1
    if let model = learner?.model(history, directory: directory) { judge?.adopt(model) }
  }

  /// Learns for good. What was gathered is judged now where it was not when it came.
  private mutating func learnAndJudge(_ directory: Directory) -> [IncidentEvent] {
    guard let learner else { return [] }
    let model = learner.model(history, directory: directory)
    timesLearned += 1
    self.learner = nil
    let gathered = history
    history = []
    historyBytes = 0
    guard judge == nil else {
      if let model { judge?.adopt(model) }
      return []
    }
    judge = makeJudge(model, replays: true)
    return gathered.flatMap {
      judge?.take($0, directory: directory, isLearned: true) ?? []
    }
  }
}

extension Analyst: Snapshotting {
  /// All but the history and the model, as it is kept over a restart. The analyst that it is read into
  /// was made with the model that was in use.
  public mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    try archive.value(&timesLearned)
    try archive.optional(
      &learner,
      new: Learner(levels: settings.levels, windowSeconds: settings.windowSeconds))
    var isJudging = judge != nil
    try archive.flag(&isJudging)
    if isJudging {
      var judge = self.judge ?? makeJudge(nil)
      try judge.snapshot(&archive)
      if archive.isReading { self.judge = judge }
    }
    try archive.value(&historyBytes)
    try archive.value(&end)
    try archive.value(&historyStart)
  }

  /// How many windows of history are held; 0 where none is gathered any more.
  public var historyCount: Int { history.count }

  /// The history from a window on: it only grows until it is dropped as a whole, so a checkpoint
  /// need only write what is new.
  /// - Parameter first: The first window not yet written.
  public mutating func snapshotHistory(
    from first: Int, _ archive: inout SnapshotArchive
  ) throws(SnapshotError) {
    var part = archive.isReading ? [] : Array(history.dropFirst(first))
    try archive.parts(&part, new: WindowRecord.blank)
    if archive.isReading { history += part }
  }
}
