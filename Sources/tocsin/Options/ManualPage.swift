/// The manual page in roff (man(7)), made from the option table and the manuals:
/// `tocsin --man > tocsin.1`.
enum ManualPage {
  /// The whole page.
  static func text(commands: [any Command.Type]) -> String {
    let manuals = commands.map { $0.manual }
    return ([head] + manuals.map(section) + [exits(manuals)]).joined()
  }

  private static let head = """
    .TH TOCSIN 1 "" "tocsin \(Program.version)" "User Commands"
    .SH NAME
    tocsin \\- ring when API traffic turns abnormal or somebody breaks in
    .SH SYNOPSIS
    .B tocsin
    .I COMMAND
    [\\fIOPTIONS\\fR] [\\fIFILE\\fR…]
    .SH DESCRIPTION
    Tocsin reads API access logs, learns what is normal, and rings when traffic turns abnormal or
    somebody breaks in.
    .SH COMMANDS

    """

  private static func section(_ manual: Manual) -> String {
    var text = ".SS tocsin \(manual.name) \(escaped(manual.operands))\n"
    text += manual.discussion.map { escaped($0) + "\n" }.joined(separator: ".PP\n")
    for option in manual.options { text += item(option) }
    for example in manual.examples {
      text += ".PP\nExample: \(escaped(example.purpose)):\n.PP\n.RS 4\n.nf\n"
      text += escaped(example.call) + "\n.fi\n.RE\n"
    }
    return text
  }

  private static func item(_ option: Option) -> String {
    let short = option.short.map { "\\fB\\-\($0)\\fR, " } ?? ""
    let value = option.placeholder.map { " \\fI\(escaped($0))\\fR" } ?? ""
    return ".TP\n\(short)\\fB\(escaped(option.spelling))\\fR\(value)\n\(escaped(option.help)).\n"
  }

  private static func exits(_ manuals: [Manual]) -> String {
    var text = ".SH EXIT STATUS\n"
    for code in [ExitCode.nothingFound, .alerts, .failure] {
      let meanings = manuals.flatMap { manual in
        manual.exits.filter { $0.code == code }.map { "\(manual.name): \($0.meaning)" }
      }
      guard !meanings.isEmpty else { continue }
      text += ".TP\n\(code.rawValue)\n\(escaped(meanings.joined(separator: "; "))).\n"
    }
    return text + ".TP\n\(ExitCode.usage.rawValue)\nThe command line is wrong.\n"
  }

  /// Backslashes and hyphens as themselves, and no line that starts as a request.
  private static func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }
}
