import AccessLog
import Engine

/// A format that was given on the command line or in the configuration: a name, or a server's own
/// format text.
typealias FormatChoice = Configuration.Format

extension FormatChoice {
  /// The format that `--format` means; nil if it was not given.
  init?(_ arguments: TypedArguments) throws(UsageError) {
    guard let text = arguments.text(OptionTable.format) else { return nil }
    do throws(FormatError) {
      try self.init(text)
    } catch {
      let place = error.column > 1 ? ", column \(error.column)" : ""
      let stop = error.reason.hasSuffix("?") ? "" : "."
      throw UsageError(
        "Option '\(OptionTable.format.spelling)'\(place): \(error.reason)\(stop)",
        command: arguments.command)
    }
  }
}
