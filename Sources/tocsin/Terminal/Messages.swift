import Alerting

/// What is said to a person beside the output, on standard error.
enum Messages {
  /// An error: why the run ended.
  static func error(_ message: String) { write("tocsin: ", message) }

  /// Something worth knowing about the run; a line for each.
  static func note(_ messages: [String]) {
    for message in messages { write("tocsin: ", message) }
  }

  private static func write(_ prefix: String, _ message: String) {
    var errors = OutputStream.standardError()
    // A file's name in the message may be as hostile as a log line.
    let lines = message.split(separator: "\n").map { PrintableText.make(String($0)) }
    // Standard error is the last place to complain at: if it is gone too, the exit code says it.
    try? errors.write(prefix + lines.joined(separator: "\n") + "\n")
    try? errors.flush()
  }
}
