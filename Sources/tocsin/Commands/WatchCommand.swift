import Alerting
import Engine
import Foundation

/// `tocsin watch FILE…`: follows live logs and delivers alerts until it is stopped.
struct WatchCommand: Command {
  static let manual = Manual(
    name: "watch",
    summary: "Follow live logs and deliver alerts until stopped",
    operands: "FILE…",
    discussion: [
      "Follows logs as they grow, through rotation in all its forms, and hands each alert to the"
        + " sinks as soon as its window of time is over. FILE may be a log, a folder, a pattern such"
        + " as '/var/log/nginx/*.log', or '-' for standard input; what turns up later is followed"
        + " too. Without a sink in the configuration alerts go to standard output, for people, or"
        + " with --alerts as one JSON object a line.",
      "What has to survive a restart is kept in the state directory (--state): after any end, even by"
        + " kill -9, the next start goes on where this one was. Without --model what is normal is"
        + " learned from the traffic itself; what needs no history rings at once.",
      "SIGTERM and SIGINT end it with the state saved; SIGHUP reads the configuration anew and opens"
        + " files anew; SIGUSR1 writes the status to standard error and to status.json in the state"
        + " directory, where it is also written every ten seconds.",
    ],
    options: [
      OptionTable.config, OptionTable.format, OptionTable.state, OptionTable.fromStart,
      OptionTable.alerts,
    ] + RunOptions.judging + [
      OptionTable.window, OptionTable.threads, OptionTable.maxMemory, OptionTable.metrics,
      OptionTable.quiet,
    ],
    examples: [
      .init(
        purpose: "watch a server's logs with the sinks of a configuration",
        call: "tocsin watch --config tocsin.json5 '/var/log/nginx/*access.log'"),
      .init(
        purpose: "watch what another program prints",
        call: "journalctl -f -o cat -u api | tocsin watch --alerts - -"),
    ],
    exits: [
      .init(code: .nothingFound, meaning: "it was stopped, or its standard input ended"),
      .init(code: .failure, meaning: "it could not start, or the state could not be kept"),
    ])

  private let plan: WatchPlan
  private let arguments: TypedArguments

  init(_ arguments: TypedArguments, surroundings: Surroundings) throws(UsageError) {
    self.arguments = arguments
    plan = try WatchPlan(arguments, surroundings)
  }

  func run(_ surroundings: Surroundings) async throws -> ExitCode {
    // Before anything else: a signal that comes early must not end the process by itself.
    let requests = LiveRequests()
    let signals = SignalHandlers(requests)
    defer { signals.stop() }
    let directory = try StateDirectory(plan.statePath)
    let settings = try plan.settings(in: directory)
    let voice = WatchVoice(isQuiet: plan.isQuiet)
    let outbox = try Outbox(directory: directory.path)
    let sinks = plan.sinks()
    let hub = DeliveryHub(
      sinks: sinks, routing: Routing(everythingTo: sinks.map(\.name)), outbox: outbox,
      report: voice.report)
    let store = CheckpointStore(directory)
    let start = WatchStart(store, settings, fromStart: plan.isFromStart, voice)
    let notifier = ServiceNotifier(environment: ProcessInfo.processInfo.environment)
    let run = WatchRun(
      settings, follower: start.follower, delivery: hub, store: store, saved: start.saved,
      surroundings: LiveSurroundings(
        say: voice.say, note: voice.note,
        alive: { notifier.signOfLife(at: TailSettings.steadyClock()) }))
    signals.wakes(start.follower)
    notifier.send(.ready)
    run.run(requests) { reload(run, hub, notifier, voice) }
    notifier.send(.stopping)
    let left = await hub.stop(deadline: 1)
    if left > 0 { voice.note("\(left) alerts wait in the outbox for the next start.") }
    return .done
  }

  /// Reads the configuration anew; a bad one is refused with its reason, and the former one stays.
  private func reload(
    _ run: WatchRun, _ hub: DeliveryHub, _ notifier: ServiceNotifier, _ voice: WatchVoice
  ) {
    notifier.send(.reloading(monotonicMicroseconds: UInt64(TailSettings.steadyClock() * 1e6)))
    defer { notifier.send(.ready) }
    guard let path = arguments.text(OptionTable.config) else { return }
    do {
      var surroundings = Surroundings.current()
      surroundings.configuration = try Configuration.load(path)
      let new = try WatchPlan(arguments, surroundings)
      let sinks = new.sinks()
      run.adopt(try new.settings(in: nil))
      hub.reload(sinks: sinks, routing: Routing(everythingTo: sinks.map(\.name)))
      voice.note("The configuration was read anew. \(new.whatNeedsRestart(from: plan))")
    } catch {
      voice.say("The configuration stays as it was: \(Program.message(of: error))")
    }
  }
}
