import AccessLog
import Engine

/// What the commands that read logs have in common: which logs, in which format, from when to when.
struct InputSettings: Sendable {
  /// The options that say it; a command lists them among its own.
  static let options = [OptionTable.format, OptionTable.since, OptionTable.until]
    + ReadingOptions.options

  /// Files, folders, patterns and `-`, as typed.
  let paths: [String]
  /// The format of all logs; nil to detect each one's.
  let format: FormatChoice?
  /// How lines are read.
  let reader: ReaderOptions
  /// Requests before it are left out.
  let since: Timestamp?
  /// Requests from it on are left out.
  let until: Timestamp?

  /// From what was typed.
  init(_ arguments: TypedArguments, now: Timestamp) throws(UsageError) {
    paths = try arguments.files()
    format = try FormatChoice(arguments)
    reader = try ReadingOptions.reader(arguments)
    since = try arguments.value(OptionTable.since, as: .moment(now: now))
    until = try arguments.value(OptionTable.until, as: .moment(now: now))
    if let since, let until, until <= since {
      throw UsageError(
        "Nothing lies between --since \(since.rfc3339) and --until \(until.rfc3339).",
        command: arguments.command)
    }
  }

  /// The stretch of time asked for.
  var filter: TimeFilter { TimeFilter(since: since, until: until) }
}
