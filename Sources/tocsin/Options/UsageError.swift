import Alerting

/// A command line that cannot be meant: printed with a pointer to the help, exit code 64.
struct UsageError: Error, Equatable {
  /// What is wrong, as one or two sentences.
  var message: String
  /// The command whose help to look at; nil for the program's own.
  var command: String?

  /// An error of that message.
  init(_ message: String, command: String? = nil) {
    self.message = message
    self.command = command
  }

  /// Where to read on.
  var pointer: String {
    "See '" + ["tocsin", command, "--help"].compactMap { $0 }.joined(separator: " ") + "'."
  }
}

/// The sentences for what can be wrong with a command line.
extension UsageError {
  static func unknownOption(_ typed: String, known: [Option], command: String?) -> UsageError {
    let near = Suggestion.nearest(to: typed, among: known.map(\.spelling))
    return UsageError(
      "Unknown option '\(typed)'." + Suggestion.sentence(near), command: command)
  }

  static func unknownCommand(_ typed: String, known: [String]) -> UsageError {
    if let near = Suggestion.nearest(to: typed, among: known) {
      return UsageError("Unknown command '\(typed)'." + Suggestion.sentence(near))
    }
    let advice =
      typed.contains(where: { $0 == "." || $0 == "/" })
      ? " The command comes first: 'tocsin \(known.first ?? "COMMAND") \(typed)'."
      : " The commands are \(list(known))."
    return UsageError("Unknown command '\(typed)'." + advice)
  }

  static func noCommand(known: [String]) -> UsageError {
    UsageError("Say what to do. The commands are \(list(known)).")
  }

  static func missingValue(_ option: Option, command: String?) -> UsageError {
    UsageError(
      "Option '\(option.spelling)' needs a value:"
        + " \(option.spelling) \(option.placeholder ?? "").",
      command: command)
  }

  static func unwantedValue(_ option: Option, command: String?) -> UsageError {
    UsageError("Option '\(option.spelling)' takes no value.", command: command)
  }

  /// - Parameter task: The command with its task, where only some of its tasks take the option.
  static func notTaken(
    _ option: Option, command: String, task: String? = nil, takers: [String]
  ) -> UsageError {
    let owners = takers.isEmpty ? "'tocsin' alone" : list(takers.map { "'tocsin \($0)'" })
    return UsageError(
      "Option '\(option.spelling)' belongs to \(owners), not to 'tocsin \(task ?? command)'.",
      command: command)
  }

  static func unfitValue(
    _ option: Option, wants: String, got: String, near: String? = nil, command: String?
  ) -> UsageError {
    UsageError(
      "Option '\(option.spelling)' wants \(wants), not '\(got)'." + Suggestion.sentence(near),
      command: command)
  }

  static func missingOption(_ option: Option, command: String) -> UsageError {
    UsageError(
      "'tocsin \(command)' needs \(option.spelling) \(option.placeholder ?? "").",
      command: command)
  }

  static func missingOperand(_ what: String, command: String) -> UsageError {
    UsageError("'tocsin \(command)' needs \(what).", command: command)
  }

  static func unfitOperand(_ typed: String, words: [String], command: String) -> UsageError {
    let choice = words.map { "'\($0)'" }.joined(separator: " or ")
    let near = Suggestion.nearest(to: typed, among: words)
    return UsageError(
      "'tocsin \(command)' wants \(choice), not '\(typed)'." + Suggestion.sentence(near),
      command: command)
  }

  static func extraOperand(_ typed: String, command: String) -> UsageError {
    UsageError("'tocsin \(command)' has no use for '\(typed)'.", command: command)
  }

  /// "a", "a and b", "a, b and c".
  private static func list(_ words: [String]) -> String {
    words.count < 2
      ? words.joined()
      : words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  }
}
