import AccessLog
import Engine

/// What the commands that read logs have in common: which logs, in which format, from when to when.
struct InputSettings: Sendable {
  /// The options that say it; a command lists them among its own.
  static let options =
    [OptionTable.config, OptionTable.format, OptionTable.since, OptionTable.until]
    + ReadingOptions.options

  /// Files, folders, patterns and `-`, as typed, or those of the configuration.
  let paths: [String]
  /// The format of all logs; nil to detect each one's.
  let format: FormatChoice?
  /// The formats of single logs, by their path as the configuration writes it.
  let formats: [String: FormatChoice]
  /// How lines are read.
  let reader: ReaderOptions
  /// Requests before it are left out.
  let since: Timestamp?
  /// Requests from it on are left out.
  let until: Timestamp?

  /// From what was typed.
  init(_ arguments: TypedArguments, _ surroundings: Surroundings) throws(UsageError) {
    let configuration = surroundings.configuration
    let sources = arguments.operands.isEmpty ? configuration?.sources ?? [] : []
    paths = try sources.isEmpty ? arguments.files() : sources.map(\.path)
    format = try FormatChoice(arguments) ?? configuration?.format
    let own = sources.compactMap { source in source.format.map { (source.path, $0) } }
    // An option wins over all that the file says.
    formats =
      arguments.has(OptionTable.format) ? [:] : Dictionary(own, uniquingKeysWith: { $1 })
    reader = try ReadingOptions.reader(arguments, configuration)
    let now = surroundings.now
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
