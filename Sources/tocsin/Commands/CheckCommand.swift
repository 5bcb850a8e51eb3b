import AccessLog
import Alerting
import Engine
import Foundation

/// `tocsin check [--config FILE] [--send-test-alert]`: whether the configuration, the logs and the
/// sinks are as they have to be.
struct CheckCommand: Command {
  static let manual = Manual(
    name: "check",
    summary: "Check the configuration, the logs and the sinks",
    operands: "",
    discussion: [
      "Reads the configuration, looks at each log that it names, and makes each sink with its"
        + " secrets, without sending anything.",
      "With --send-test-alert it sends each sink a test alert and its end, and says what the"
        + " receiver answered.",
    ],
    options: [OptionTable.config, OptionTable.sendTestAlert],
    examples: [
      .init(purpose: "is the configuration right", call: "tocsin check --config tocsin.json5"),
      .init(
        purpose: "does the pager ring",
        call: "tocsin check --config tocsin.json5 --send-test-alert"),
    ],
    exits: [
      .init(code: .done, meaning: "all is well"),
      .init(code: .failure, meaning: "something is wrong; every problem is printed"),
    ])

  private let sendsTestAlert: Bool

  init(_ arguments: TypedArguments, surroundings: Surroundings) throws(UsageError) {
    if let word = arguments.operands.first { throw .extraOperand(word, command: "check") }
    guard surroundings.configuration != nil else {
      throw .missingOption(OptionTable.config, command: "check")
    }
    sendsTestAlert = arguments.has(OptionTable.sendTestAlert)
  }

  func run(_ surroundings: Surroundings) async throws -> ExitCode {
    guard let configuration = surroundings.configuration else { return .failure }
    var checks = [CheckLine(.well, "configuration", "every key and value is known")]
    checks += configuration.sources.map(CheckCommand.check)
    let transport = RecordingTransport(SystemTransport())
    do {
      let context = SinkContext(transport: transport, stateDirectory: nil)
      let settings = configuration.delivery
      let routing = try settings.routing.make(for: settings.sinks)
      for sink in settings.sinks
      where !routing.router.routes.contains(where: { $0.sink == sink.name }) {
        checks.append(CheckLine(.doubt, "sink \(sink.name)", "no route leads to it"))
      }
      for sink in settings.sinks {
        let (made, check) = CheckCommand.make(sink, context)
        guard sendsTestAlert, let made else {
          checks.append(check)
          continue
        }
        checks.append(await CheckCommand.test(sink, made, transport, surroundings.now))
      }
    } catch {
      checks.append(CheckLine(.wrong, "routing", "\(error)"))
    }
    var output = OutputStream.standardOutput()
    for check in checks { try output.write(check.text + "\n") }
    try output.flush()
    return checks.contains { $0.verdict == .wrong } ? .failure : .done
  }

  private static func check(_ source: Configuration.Source) -> CheckLine {
    let name = PrintableText.make(source.path)
    if source.path == "-" { return CheckLine(.well, name, "standard input") }
    let catalogue = InputCatalogue([source.path])
    if let problem = catalogue.problems.first { return CheckLine(.wrong, name, "\(problem)") }
    for file in catalogue.files {
      do throws(SourceProblem) {
        _ = try file.open()
      } catch {
        return CheckLine(.wrong, name, "\(error)")
      }
    }
    let count = catalogue.files.count
    guard count > 0 else { return CheckLine(.doubt, name, "there is no log yet") }
    return CheckLine(.well, name, "\(count) \(count == 1 ? "log" : "logs")")
  }

  private static func make(
    _ settings: SinkSettings, _ context: SinkContext
  ) -> (sink: DeliveryHub.Sink?, check: CheckLine) {
    let name = "sink \(settings.name)"
    do throws(SettingsError) {
      let sink = try settings.make(context)
      return (sink, CheckLine(.well, name, "\(settings.type), ready to be sent to"))
    } catch {
      return (nil, CheckLine(.wrong, name, error.description))
    }
  }

  /// Sends a test alert and its end.
  private static func test(
    _ settings: SinkSettings, _ sink: DeliveryHub.Sink, _ transport: RecordingTransport,
    _ now: Timestamp
  ) async -> CheckLine {
    let name = "sink \(settings.name)"
    for alert in TestAlert.conversation(at: now) {
      let delivery = await sink.sink.deliver(alert)
      let answer = transport.takeAnswer().map { ": it answered \($0)" } ?? ""
      switch delivery {
      case .delivered:
        if alert.event == .resolved { return CheckLine(.well, name, settings.proof + answer) }
      case .refused(let reason): return CheckLine(.wrong, name, reason)
      case .tryAgain(let reason, _):
        return CheckLine(.wrong, name, reason + " It would be tried again.")
      case .receiverGone:
        return CheckLine(.wrong, name, "the receiver does not want to be called any more" + answer)
      }
    }
    return CheckLine(.well, name, settings.proof)
  }
}

/// A line of what was checked.
struct CheckLine: Sendable {
  /// How it is.
  enum Verdict: String, Sendable {
    case well = "ok"
    case doubt = "note"
    case wrong = "problem"
  }

  let verdict: Verdict
  private let subject: String
  private let finding: String

  init(_ verdict: Verdict, _ subject: String, _ finding: String) {
    self.verdict = verdict
    self.subject = subject
    self.finding = finding
  }

  var text: String {
    let word = verdict.rawValue + String(repeating: " ", count: 9 - verdict.rawValue.count)
    return "\(word)\(PrintableText.make(subject)): \(PrintableText.make(finding))"
  }
}
