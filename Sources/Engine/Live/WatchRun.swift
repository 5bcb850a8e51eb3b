import AccessLog
import Alerting
import Detection
import Reporting
import Traffic

/// `tocsin watch`: the same engine over logs that grow. Alerts are handed in as soon as their window has
/// closed; what the future depends on is kept in checkpoints.
///
/// One turn: take what there is to read, let time pass where nothing came, keep the state, say how it
/// goes. Everything happens on the thread that calls; only the disk and the sinks have others.
public final class WatchRun {
  /// What it was told.
  public internal(set) var settings: LiveSettings
  /// How it goes.
  public internal(set) var health = LiveHealth()

  let follower: any LogFollowing
  let delivery: any AlertDelivery
  let store: CheckpointStore?
  let surroundings: LiveSurroundings
  var pipeline: TrafficPipeline
  var account = Accounting()
  var model: (hash: String, file: String) = ("", "")
  var clock: EventClock
  var saving = SavingSchedule()
  var lastStatus = -Double.infinity
  /// What was said last about files of the status that could not be written, by path.
  var saidAboutStatus: [String: String] = [:]
  private var timesLearned: Int

  /// Seconds for which lines are taken before the run looks up: a stop must be quick, and the state be
  /// kept while it catches up with old logs.
  static let secondsInARow = 0.2

  /// A run.
  /// - Parameters:
  ///   - saved: What an earlier run left; nil to begin anew.
  ///   - store: Where checkpoints go; nil to keep none.
  public init(
    _ settings: LiveSettings, follower: any LogFollowing, delivery: any AlertDelivery,
    store: CheckpointStore?, saved: SavedRun? = nil, surroundings: LiveSurroundings
  ) {
    self.settings = settings
    self.follower = follower
    self.delivery = delivery
    self.store = store
    self.surroundings = surroundings
    pipeline =
      saved?.pipeline
      ?? TrafficPipeline(model: settings.run.model?.model, settings: settings.run.pipeline)
    model = (saved?.model?.hash ?? settings.run.model?.hash ?? "", saved?.modelFile ?? "")
    account = saved?.account ?? Accounting()
    timesLearned = pipeline.timesLearned
    clock = EventClock(latest: pipeline.latestTime, now: surroundings.steady())
    health.start(at: surroundings.steady(), lines: account.lines)
    if pipeline.isLearning { surroundings.note(learningSentence) }
  }

  /// Runs until it is asked to stop, or nothing can come any more.
  /// - Parameter reload: Reads the configuration anew.
  public func run(_ requests: LiveRequests, reload: () -> Void = {}) {
    save()
    while !requests.isStopping {
      turn(requests)
      for request in requests.take() { answer(request, reload) }
      if follower.hasEnded {
        finish()
        break
      }
      if !requests.isStopping { follower.wait(seconds: restSeconds) }
    }
    save(mustWait: true)
    writeStatus()
  }

  /// One turn.
  func turn(_ requests: LiveRequests? = nil) {
    let end = surroundings.steady() + Self.secondsInARow
    var isIdle = true
    while requests?.isStopping != true, let part = follower.next() {
      take(part)
      isIdle = false
      if surroundings.steady() >= end { break }
    }
    if isIdle { letTimePass() }
    for message in follower.takeMessages() { surroundings.say(message) }
    saveIfDue()
    if surroundings.steady() - lastStatus >= settings.statusSeconds { writeStatus() }
    surroundings.alive()
  }

  /// Seconds that may be waited for lines before something else has to be done.
  private var restSeconds: Double { pipeline.latestTime.isAbsent ? 1 : 0.25 }

  // MARK: - Lines

  private func take(_ part: TailedBatch) {
    let number = pipeline.addSource(part.name)
    account.lines += part.lines
    account.requests += part.range.count
    account.skipped += part.skipped
    account.malformed += part.malformed
    saving.isDirty = true
    let events = pipeline.take(
      part.batch, part.range, verdicts: part.verdicts, source: number,
      malformed: part.malformedLines(source: number))
    let now = surroundings.steady()
    if let first = part.range.lazy.map({ part.batch.requests[$0].time }).first(where: {
      !$0.isAbsent
    }) {
      clock.arrived(first: first, latest: pipeline.latestTime, now: now)
    }
    health.took(part.lines, now: now)
    tell(events)
    noteLearning()
  }

  /// Where no line comes windows are closed by the clock.
  private func letTimePass() {
    guard let time = clock.time(at: surroundings.steady()) else { return }
    let before = pipeline.settledTime
    let events = pipeline.advance(to: time)
    if pipeline.settledTime != before { saving.isDirty = true }
    tell(events)
    noteLearning()
  }

  /// Ends the input where it has an end: a pipe.
  private func finish() {
    tell(pipeline.finish())
    saving.isDirty = true
  }

  // MARK: - Alerts

  private func tell(_ events: [IncidentEvent]) {
    for event in events {
      let alert = settings.run.alert(event, model: model.hash.isEmpty ? nil : model.hash)
      guard alert.severity >= settings.run.minimumSeverity else { continue }
      let submission = delivery.submit(alert)
      health.alerts += 1
      if submission.problem != nil { saving.mayLoseAlerts = true }
      if submission.problem != saving.saidAboutAlerts, let problem = submission.problem {
        surroundings.say(problem)
      }
      saving.saidAboutAlerts = submission.problem
    }
  }

  // MARK: - Learning

  private func noteLearning() {
    guard pipeline.timesLearned != timesLearned else { return }
    timesLearned = pipeline.timesLearned
    keepModel(timesLearned)
  }

  private var learningSentence: String {
    "There is no model: what is normal is learned from the first day of traffic, and again from the"
      + " first week and two. Until then only what needs no history rings: attacks that a request"
      + " proves, guessed passwords, scans and walks. 'tocsin train' makes a model from older logs."
  }

  // MARK: - Requests

  private func answer(_ request: LiveRequests.Request, _ reload: () -> Void) {
    switch request {
    case .stop: break
    case .reload:
      reload()
      follower.reopen()
      delivery.reopen()
    case .status:
      writeStatus()
      for line in status().lines { surroundings.say(line) }
    }
  }
}
