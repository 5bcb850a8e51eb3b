/// Turns words into `TypedArguments`, GNU-style: `--name VALUE`, `--name=VALUE`, `-x`, `-xVALUE`,
/// `-xy` for switches, `--` ends the options, `-` is an operand, options stand anywhere.
///
/// The first operand is the command. Whether an option takes a value never depends on the command,
/// so options may stand before it.
struct ArgumentParser {
  private let commands: [any Command.Type]
  private let table: [Option]
  private var typed = TypedArguments()
  private var given: [Option] = []

  private init(commands: [any Command.Type]) {
    self.commands = commands
    self.table = OptionTable.all(of: commands)
  }

  /// What was typed, checked against the commands there are.
  /// - Parameter words: The command line without the program's name.
  static func parse(
    _ words: [String], commands: [any Command.Type]
  ) throws(UsageError) -> TypedArguments {
    var parser = ArgumentParser(commands: commands)
    try parser.read(words)
    try parser.checkOptionsBelong()
    return parser.typed
  }

  private mutating func read(_ words: [String]) throws(UsageError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        for operand in rest { try take(operand: operand) }
        return
      }
      if word.hasPrefix("--") {
        try take(long: word, rest: &rest)
      } else if word.hasPrefix("-"), word != "-" {
        try take(shorts: word.dropFirst(), rest: &rest)
      } else {
        try take(operand: word)
      }
    }
  }

  private mutating func take(operand: String) throws(UsageError) {
    guard typed.command == nil else {
      typed.operands.append(operand)
      return
    }
    let names = commands.map { $0.manual.name }
    guard names.contains(operand) else { throw .unknownCommand(operand, known: names) }
    typed.command = operand
  }

  private mutating func take(
    long word: String, rest: inout ArraySlice<String>
  ) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let spelling = String(parts[0])
    guard let option = table.first(where: { $0.spelling == spelling }) else {
      throw .unknownOption(spelling, known: optionsToSuggest, command: typed.command)
    }
    try take(option, attached: parts.count > 1 ? String(parts[1]) : nil, rest: &rest)
  }

  private mutating func take(
    shorts: Substring, rest: inout ArraySlice<String>
  ) throws(UsageError) {
    var letters = shorts
    while let letter = letters.popFirst() {
      guard let option = table.first(where: { $0.short == letter }) else {
        throw .unknownOption("-\(letter)", known: [], command: typed.command)
      }
      guard option.takesValue else {
        try take(option, attached: nil, rest: &rest)
        continue
      }
      return try take(option, attached: letters.isEmpty ? nil : String(letters), rest: &rest)
    }
  }

  private mutating func take(
    _ option: Option, attached: String?, rest: inout ArraySlice<String>
  ) throws(UsageError) {
    if option.takesValue {
      guard let value = attached ?? rest.popFirst(), !value.isEmpty else {
        throw .missingValue(option, command: typed.command)
      }
      typed.values[option.name] = value
    } else {
      guard attached == nil else { throw .unwantedValue(option, command: typed.command) }
      typed.values[option.name] = ""
    }
    given.append(option)
  }

  /// An option that the command does not take is an error, not a silence.
  private func checkOptionsBelong() throws(UsageError) {
    guard let command = typed.command else { return }
    let taken = Set(optionsToSuggest.map(\.name))
    for option in given where !taken.contains(option.name) {
      let takers = commands.map { $0.manual }.filter { $0.options.contains(option) }.map(\.name)
      throw .notTaken(option, command: command, takers: takers)
    }
  }

  /// The options of the command if it is known by now, else all.
  private var optionsToSuggest: [Option] {
    guard let command = commands.first(where: { $0.manual.name == typed.command }) else {
      return table
    }
    return command.manual.options + OptionTable.ofTheProgram
  }
}
