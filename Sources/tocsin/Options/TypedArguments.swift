import Alerting

/// The command line as it was typed: which command, which options with which text, what else.
/// What it means is the command's business (`value(_:as:)`).
struct TypedArguments: Sendable, Equatable {
  /// The command's name; nil where none was given (`tocsin --help`).
  var command: String?
  /// The text of each option given, by the option's name; the last one counts. Switches have "".
  var values: [String: String] = [:]
  /// Everything that is neither command nor option.
  var operands: [String] = []

  /// True if the option was given.
  func has(_ option: Option) -> Bool { values[option.name] != nil }

  /// The option's text as it was typed.
  func text(_ option: Option) -> String? { values[option.name] }

  /// The option's value as it is meant, nil where the option was not given.
  func value<Value>(
    _ option: Option, as kind: ValueKind<Value>
  ) throws(UsageError) -> Value? {
    guard let text = values[option.name] else { return nil }
    guard let value = kind.read(text) else {
      throw .unfitValue(
        option, wants: kind.wants, got: text,
        near: Suggestion.nearest(to: text, among: kind.words), command: command)
    }
    return value
  }

  /// The operands of a command that reads at least one file.
  func files() throws(UsageError) -> [String] {
    guard !operands.isEmpty else {
      throw .missingOperand(
        "a FILE; '-' stands for standard input", command: command ?? "")
    }
    return operands
  }
}
