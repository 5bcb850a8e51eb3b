/// E-mail, handed to the system's own `sendmail` (Postfix, Exim, msmtp …), which knows how to reach
/// the world and tries again by itself.
public struct MailSink: AlertSink {
  /// Where the program usually is.
  public static let program = "/usr/sbin/sendmail"

  private let command: ChildProcess
  private let payload: MailPayload

  /// A sink.
  /// - Parameters:
  ///   - from: The sender's address.
  ///   - to: The recipients' addresses.
  ///   - program: The absolute path of `sendmail`.
  public init(
    from: MailAddress, to: [MailAddress], program: String = MailSink.program, timeout: Double = 60
  ) {
    command = ChildProcess(
      path: program, arguments: ["-i", "-f", from.text] + to.map(\.text), timeout: timeout)
    payload = MailPayload(from: from, to: to)
  }

  /// Hands the message over. The exit codes are those of sysexits.h.
  public func deliver(_ alert: Alert) async -> Delivery {
    let (end, said) = command.run(input: payload.make(alert))
    let words = said.isEmpty ? "" : " (\(said))"
    switch end {
    case .exited(0): return .delivered
    // EX_USAGE, EX_DATAERR, EX_NOUSER, EX_NOHOST, EX_NOPERM: the same message would fail again.
    case .exited(let code) where [64, 65, 67, 68, 77].contains(code):
      return .refused(reason: "sendmail refused the message with exit code \(code)\(words).")
    case .exited(let code):
      return .tryAgain(reason: "sendmail ended with exit code \(code)\(words).", after: nil)
    case .signalled(let number):
      return .tryAgain(reason: "sendmail was ended by signal \(number)\(words).", after: nil)
    case .timedOut:
      return .tryAgain(reason: "sendmail took too long and was ended.", after: nil)
    case .notStarted(let reason):
      return .tryAgain(
        reason: "\(PrintableText.make(command.path)) cannot be started: \(reason).", after: nil)
    }
  }
}
