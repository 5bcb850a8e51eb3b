import AccessLog
import Engine
import Foundation

/// What a run finds around it, looked at once at its start.
struct Surroundings: Sendable {
  /// The moment of the start; what `--since 7d` counts back from.
  var now: Timestamp
  /// True where standard input is a person's keyboard.
  var inputIsTerminal: Bool
  /// True where a person reads standard output.
  var outputIsTerminal: Bool
  /// True where a person reads standard error, and progress may be drawn there.
  var errorsAreTerminal: Bool
  /// True where colour is welcome: on a terminal, unless `NO_COLOR` is set (no-color.org) or the
  /// terminal is dumb.
  var color: Bool
  /// The terminal's width in columns; 80 where there is none.
  var columns: Int
  /// What the file that `--config` names says; an option wins over it.
  var configuration: Configuration?

  /// What is around this process.
  static func current() -> Surroundings {
    let environment = ProcessInfo.processInfo.environment
    let output = isatty(STDOUT_FILENO) == 1
    let colorIsUnwanted = environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
    return Surroundings(
      now: Timestamp(seconds: Int64(Date().timeIntervalSince1970)),
      inputIsTerminal: isatty(STDIN_FILENO) == 1, outputIsTerminal: output,
      errorsAreTerminal: isatty(STDERR_FILENO) == 1, color: output && !colorIsUnwanted,
      columns: columns())
  }

  private static func columns() -> Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
