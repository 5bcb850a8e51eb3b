import AccessLog

/// A format that was given on the command line: a name, or a server's own format text.
struct FormatChoice: Sendable {
  /// As it was typed.
  let text: String
  private let prototype: any LineParser

  /// The format that `--format` means; nil if it was not given.
  init?(_ arguments: TypedArguments) throws(UsageError) {
    guard let text = arguments.text(OptionTable.format) else { return nil }
    self.text = text
    do throws(FormatError) {
      prototype = try FormatCompiler.parser(for: text)
    } catch {
      let place = error.column > 1 ? ", column \(error.column)" : ""
      let stop = error.reason.hasSuffix("?") ? "" : "."
      throw UsageError(
        "Option '\(OptionTable.format.spelling)'\(place): \(error.reason)\(stop)",
        command: arguments.command)
    }
  }

  /// A parser that has seen no line yet. (Parsers are values; this is a copy.)
  func makeParser() -> any LineParser { prototype }
}
