import AccessLog
import Alerting
import Reporting

/// When the state is to be kept.
struct SavingSchedule {
  /// True if something has changed since the last checkpoint was taken. At the start it has: where the
  /// logs stood then must be known after a kill, or rotated files would be taken for older ones.
  var isDirty = true
  /// When the last one was taken, by the steady clock.
  var last = -Double.infinity
  /// True while alerts have been decided that are not safe on the disk: a checkpoint behind them would
  /// lose them in a crash.
  var mayLoseAlerts = false
  /// What was said last about checkpoints that could not be written.
  var said: String?
  /// What was said last about alerts that could not be kept.
  var saidAboutAlerts: String?

  /// Seconds until the next checkpoint after one of such a cost.
  static func interval(_ cost: CheckpointStore.Cost, _ settings: LiveSettings) -> Double {
    max(
      settings.checkpointSeconds, cost.takingSeconds / settings.checkpointShare,
      3 * cost.writingSeconds)
  }
}

extension WatchRun {
  /// Takes a checkpoint if it is time to.
  func saveIfDue() {
    guard let store, !store.isBusy else { return }
    sayHowSavingGoes(store)
    guard saving.isDirty else { return }
    let now = surroundings.steady()
    guard now - saving.last >= SavingSchedule.interval(store.cost, settings) else { return }
    save()
  }

  /// Takes a checkpoint.
  /// - Parameter mustWait: True to return only when it is on the disk, or could not be written.
  func save(mustWait: Bool = false) {
    guard let store else { return }
    if mustWait { store.flush() }
    sayHowSavingGoes(store)
    if saving.mayLoseAlerts, delivery.status().allSatisfy({ $0.waiting == 0 }) {
      saving.mayLoseAlerts = false
    }
    guard saving.isDirty, !saving.mayLoseAlerts else { return }
    let isTaken = store.save(
      &pipeline, positions: follower.positions(), account: account, model: model,
      settings: settings.run.pipeline)
    guard isTaken else { return }
    saving.isDirty = false
    saving.last = surroundings.steady()
    guard mustWait else { return }
    store.flush()
    sayHowSavingGoes(store)
  }

  /// Says that checkpoints fail, and that they work again; each once.
  private func sayHowSavingGoes(_ store: CheckpointStore) {
    let problem = store.cost.problem
    if problem != nil { saving.isDirty = true }
    guard problem != saving.said else { return }
    saving.said = problem
    surroundings.say(
      problem.map {
        "\($0) Detection goes on; a restart would read again from the last checkpoint."
      }
        ?? "The state is kept again.")
  }

  /// Keeps a model that was learned from the run's own input, and names alerts by it.
  func keepModel(_ number: Int) {
    guard let learned = pipeline.model else { return }
    surroundings.note("What is normal was learned from \(learned.history.words) of traffic.")
    guard let store else { return }
    let name = "\(CheckpointStore.modelPrefix)\(number).model"
    do {
      let file = try ModelFile.write(learned, to: store.directory.file(name))
      model = (file.hash, name)
    } catch {
      surroundings.say("\(error)")
    }
  }
}

extension WatchRun {
  /// Goes on with other settings, as far as they can be changed on the way: what is told, and where the
  /// status goes. How traffic is counted and judged stays.
  public func adopt(_ new: LiveSettings) {
    settings.run.minimumSeverity = new.run.minimumSeverity
    settings.run.redact = new.run.redact
    settings.run.pseudonyms = new.run.pseudonyms
    settings.run.config = new.run.config
    settings.statusFile = new.statusFile ?? settings.statusFile
    settings.metricsFile = new.metricsFile
  }
}
