/// One option of the command line, defined once: the parser, the help, the man page and the shell
/// completions are all made from this.
struct Option: Sendable, Hashable {
  /// What an option's value is, for shells that can complete it.
  enum Completion: Sendable, Hashable {
    case nothing
    case file
    case words([String])
  }

  /// The long name, without its dashes.
  var name: String
  /// The one-letter name, if it has one.
  var short: Character?
  /// What stands for the value in the help (`SECONDS`); nil for a switch, which takes none.
  var placeholder: String?
  /// What it does, as a sentence without a final stop.
  var help: String
  /// What a shell may offer for the value.
  var completion: Completion

  /// An option; without a placeholder it is a switch.
  init(
    _ name: String, short: Character? = nil, _ placeholder: String? = nil, help: String,
    completion: Completion = .nothing
  ) {
    self.name = name
    self.short = short
    self.placeholder = placeholder
    self.help = help
    self.completion = completion
  }

  /// True where a value follows.
  var takesValue: Bool { placeholder != nil }
  /// As it is typed and talked about: `--window`.
  var spelling: String { "--" + name }
  /// As the help lists it: `-o, --output MODEL`.
  var usage: String {
    (short.map { "-\($0), " } ?? "    ") + spelling + (placeholder.map { " " + $0 } ?? "")
  }
}
