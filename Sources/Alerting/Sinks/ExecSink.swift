/// A command of one's own: started for each alert, without a shell, with `tocsin.alert/1` on its
/// standard input.
public struct ExecSink: AlertSink {
  private let command: ChildProcess

  /// A sink.
  /// - Parameters:
  ///   - path: The command's absolute path.
  ///   - arguments: Its arguments; nothing from a log is ever among them.
  ///   - timeout: Seconds that it may take.
  public init(path: String, arguments: [String] = [], timeout: Double = 30) {
    command = ChildProcess(path: path, arguments: arguments, timeout: timeout)
  }

  /// Runs the command. Its exit code says how it went (sysexits.h): 0 delivered, 65 (EX_DATAERR)
  /// that it will never take this alert, anything else that it is to be tried again.
  public func deliver(_ alert: Alert) async -> Delivery {
    let (end, said) = command.run(input: alert.ndjson())
    let words = said.isEmpty ? "" : " (\(said))"
    let name = PrintableText.make(command.path)
    switch end {
    case .exited(0): return .delivered
    case .exited(65): return .refused(reason: "\(name) refused the alert\(words).")
    case .exited(let code):
      return .tryAgain(reason: "\(name) ended with exit code \(code)\(words).", after: nil)
    case .signalled(let number):
      return .tryAgain(reason: "\(name) was ended by signal \(number)\(words).", after: nil)
    case .timedOut:
      let seconds = Figures.value(command.timeout)
      return .tryAgain(
        reason: "\(name) took longer than \(seconds) seconds and was ended.", after: nil)
    case .notStarted(let reason):
      return .tryAgain(reason: "\(name) cannot be started: \(reason).", after: nil)
    }
  }
}
