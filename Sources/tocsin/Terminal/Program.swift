import Engine

/// From the command line to an exit code. The one place where errors are printed.
enum Program {
  /// The version, as `--version` prints it and alerts may name it.
  static let version = "0.1.0"

  /// Runs what the words ask for.
  /// - Parameter words: The command line without the program's name.
  static func run(_ words: [String], _ surroundings: Surroundings) async -> ExitCode {
    do {
      let arguments = try ArgumentParser.parse(words, commands: CommandTable.all)
      if let answer = try answer(to: arguments) { return try show(answer) }
      var surroundings = surroundings
      if let path = arguments.text(OptionTable.config) {
        surroundings.configuration = try Configuration.load(path)
      }
      let command = try command(for: arguments, surroundings)
      return try await command.run(surroundings)
    } catch let error as UsageError {
      Messages.error(error.message + "\n" + error.pointer)
      return .usage
    } catch is ReaderGone {
      return .done
    } catch {
      Messages.error(message(of: error))
      return .failure
    }
  }

  /// What the options that ask about the program itself print; nil if none was given.
  private static func answer(to arguments: TypedArguments) throws(UsageError) -> String? {
    if arguments.has(OptionTable.help) {
      let command = CommandTable.all.first { $0.manual.name == arguments.command }
      return command.map { HelpText.of($0.manual) }
        ?? HelpText.ofTheProgram(commands: CommandTable.all)
    }
    if let shell = try arguments.value(OptionTable.completions, as: .shell) {
      return ShellCompletions.script(for: shell, commands: CommandTable.all)
    }
    if arguments.has(OptionTable.man) { return ManualPage.text(commands: CommandTable.all) }
    return arguments.has(OptionTable.version) ? "tocsin \(version)\n" : nil
  }

  private static func command(
    for arguments: TypedArguments, _ surroundings: Surroundings
  ) throws(UsageError) -> any Command {
    guard let command = CommandTable.all.first(where: { $0.manual.name == arguments.command })
    else { throw .noCommand(known: CommandTable.all.map { $0.manual.name }) }
    return try command.init(arguments, surroundings: surroundings)
  }

  private static func show(_ text: String) throws -> ExitCode {
    var output = OutputStream.standardOutput()
    try output.write(text)
    try output.flush()
    return .done
  }

  /// The sentences of an error, whichever room it comes from.
  static func message(of error: any Error) -> String {
    (error as? Failure)?.message ?? "\(error)"
  }
}
