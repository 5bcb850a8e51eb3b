import AccessLog
import Engine

/// What the options say about how lines are read, other than their format.
enum ReadingOptions {
  /// The options that say it.
  static let options = [
    OptionTable.trustedProxies, OptionTable.durationUnit, OptionTable.timeZone,
  ]

  /// The reader's settings, from what was typed, else from the configuration.
  static func reader(
    _ arguments: TypedArguments, _ configuration: Configuration?
  ) throws(UsageError) -> ReaderOptions {
    var reader = ReaderOptions()
    reader.trustedProxies = configuration?.trustedProxies ?? []
    if let text = arguments.text(OptionTable.trustedProxies) {
      do throws(NetworkList.Mistake) {
        reader.trustedProxies = try NetworkList.read(text)
      } catch {
        throw UsageError(
          "Option '\(OptionTable.trustedProxies.spelling)' wants networks such as"
            + " 10.0.0.0/8,2001:db8::/32: \(error.reason).",
          command: arguments.command)
      }
    }
    reader.durationUnit =
      try arguments.value(OptionTable.durationUnit, as: .durationUnit)
      ?? configuration?.durationUnit
    reader.zone =
      try arguments.value(OptionTable.timeZone, as: .zone) ?? configuration?.timeZone
    return reader
  }
}
