/// The text of `--help`, made from the option table and the manuals.
enum HelpText {
  /// The width to wrap at, whatever the terminal: 80 columns minus a margin.
  private static let width = 79
  /// Where the descriptions of options start if they fit beside the option.
  private static let column = 28

  /// What the program is, and its commands.
  static func ofTheProgram(commands: [any Command.Type]) -> String {
    let names = commands.map { $0.manual }
    let longest = names.map(\.name.count).max() ?? 0
    let list = names.map { manual in
      "  " + manual.name.padded(to: longest) + "  " + manual.summary
    }
    return """
      Tocsin reads API access logs, learns what is normal, and rings when traffic
      turns abnormal or somebody breaks in.

      Usage: tocsin COMMAND [OPTIONS] [FILE…]

      Commands:
      \(list.joined(separator: "\n"))

      Options:
      \(options(OptionTable.ofTheProgram + OptionTable.withoutCommand))

      'tocsin COMMAND --help' tells more about each command.

      """
  }

  /// What a command does, its options, examples and exit codes.
  static func of(_ manual: Manual) -> String {
    let usage = "Usage: tocsin \(manual.name) [OPTIONS] \(manual.operands)"
    let examples = manual.examples.map { "  # \($0.purpose)\n  \($0.call)" }
    let exits = (manual.exits + [.init(code: .usage, meaning: "the command line is wrong")]).map {
      hanging("  " + String($0.code.rawValue).padded(to: 4), $0.meaning, indent: 6)
    }
    return [
      usage, manual.discussion.map { wrapped($0, indent: 0) }.joined(separator: "\n\n"),
      "Options:\n" + options(manual.options + OptionTable.ofTheProgram),
      "Examples:\n" + examples.joined(separator: "\n"),
      "Exit codes:\n" + exits.joined(separator: "\n"),
    ].joined(separator: "\n\n") + "\n"
  }

  private static func options(_ options: [Option]) -> String {
    options.map { option in
      let usage = "  " + option.usage
      return usage.count < column - 1
        ? hanging(usage.padded(to: column), option.help, indent: column)
        : usage + "\n" + wrapped(option.help, indent: column)
    }.joined(separator: "\n")
  }

  /// Text behind a head, its further lines indented.
  private static func hanging(_ head: String, _ text: String, indent: Int) -> String {
    head + wrapped(text, indent: indent).drop { $0 == " " }
  }

  /// Text broken at spaces, each line indented.
  static func wrapped(_ text: String, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, indent + line.count + 1 + word.count > width {
        lines.append(margin + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [margin + line]).joined(separator: "\n")
  }
}

extension String {
  /// The text with spaces behind it up to that many characters.
  func padded(to count: Int) -> String {
    self + String(repeating: " ", count: max(0, count - self.count))
  }
}
