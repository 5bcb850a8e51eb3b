import AccessLog
import Alerting
import Detection
import Foundation

/// `tocsin outbox list|retry|drop [ALERT-ID]`: what waits for whom, and what will not be delivered by
/// itself any more.
struct OutboxCommand: Command {
  static let manual = Manual(
    name: "outbox",
    summary: "List alerts that wait or were not delivered, try them again or drop them",
    operands: "list|retry|drop [ALERT-ID…]",
    discussion: [
      "'list' shows each alert that waits for a sink, and each dead letter: an alert that its sink"
        + " refused for good, or that was dropped because it waited too long or too many waited.",
      "'retry' puts dead letters back into the outbox, 'drop' forgets dead letters and waiting"
        + " alerts: those with the ids given, or all of them. While 'tocsin watch' uses the outbox"
        + " they leave it a note, which it takes up within half a minute.",
    ],
    options: [OptionTable.config, OptionTable.state, OptionTable.sink],
    examples: [
      .init(purpose: "what was not delivered", call: "tocsin outbox list --state /var/lib/tocsin"),
      .init(
        purpose: "the chat is back: try again what it refused",
        call: "tocsin outbox retry --sink ops --state /var/lib/tocsin"),
    ],
    exits: [
      .init(code: .done, meaning: "done"),
      .init(code: .failure, meaning: "the state directory could not be read or written"),
    ])

  private enum Task: String, CaseIterable { case list, retry, drop }

  private let task: Task
  private let ids: [String]
  private let sink: String?
  private let directory: String

  init(_ arguments: TypedArguments, surroundings: Surroundings) throws(UsageError) {
    let words = Task.allCases.map(\.rawValue)
    guard let word = arguments.operands.first else {
      throw .missingOperand("'list', 'retry' or 'drop'", command: "outbox")
    }
    guard let task = Task(rawValue: word) else {
      throw .unfitOperand(word, words: words, command: "outbox")
    }
    self.task = task
    ids = Array(arguments.operands.dropFirst())
    sink = arguments.text(OptionTable.sink)
    guard let state = arguments.text(OptionTable.state) ?? surroundings.configuration?.state else {
      throw .missingOption(OptionTable.state, command: "outbox")
    }
    directory = state
  }

  func run(_ surroundings: Surroundings) async throws -> ExitCode {
    var output = OutputStream.standardOutput()
    guard FileManager.default.fileExists(atPath: directory) else {
      throw Failure("There is no state directory \(PrintableText.make(directory)).")
    }
    if task == .list {
      for line in list() { try output.write(line + "\n") }
    } else {
      try output.write(try change() + "\n")
    }
    try output.flush()
    return .done
  }

  private func isMeant(_ alert: Alert, _ name: String) -> Bool {
    (ids.isEmpty || ids.contains(alert.id)) && (sink == nil || sink == name)
  }

  private func list() -> [String] {
    let outbox = OutboxListing(directory: directory)
    var lines: [String] = []
    for (name, alert) in outbox.waiting where isMeant(alert, name) {
      lines.append("waiting  \(name)  \(OutboxCommand.line(alert))")
    }
    for letter in outbox.deadLetters where isMeant(letter.alert, letter.sink) {
      lines.append("dead     \(letter.sink)  \(OutboxCommand.line(letter.alert))")
      lines.append("         \(letter.reason)")
    }
    return lines.isEmpty ? ["Nothing waits, and there are no dead letters."] : lines
  }

  private static func line(_ alert: Alert) -> String {
    "\(alert.id)  \(alert.event.rawValue)  \(UTCTime.readable(alert.time)) UTC  \(alert.title)"
  }

  private func change() throws -> String {
    let action = task == .retry ? OutboxRequest.Action.retry : .drop
    let requests = (ids.isEmpty ? [nil] : ids.map { Optional($0) }).map {
      OutboxRequest(action, id: $0, sink: sink)
    }
    let done = task == .retry ? "to be tried again by the next 'tocsin watch'" : "dropped"
    do {
      let outbox = try Outbox(directory: directory)
      var count = 0
      for request in requests {
        count += try outbox.perform(request, at: Date().timeIntervalSince1970)
      }
      return "\(count) \(count == 1 ? "alert" : "alerts") \(done)."
    } catch {
      // Somebody else uses it: whoever that is takes the request up.
      guard Outbox.isInUse(directory: directory) else { throw error }
      for request in requests { try request.leave(in: directory) }
      return "'tocsin watch' is running: it takes this up within half a minute."
    }
  }
}
