import Foundation
import Testing

/// What is made from the option table besides the help: the shells' completions and the manual page.
@Suite(.enabled(if: Tocsin.isBuilt, "the program was not built: `swift build`"))
struct DerivedTextTests {
  static let completions = [
    ("tocsin pars", "parse"),
    ("tocsin --ver", "--version"),
    ("tocsin parse --si", "--since"),
    (
      "tocsin formats --",
      "--format --markdown --trusted-proxies --duration-unit --time-zone --help --version"
    ),
    ("tocsin parse --format combine", "combined"),
    ("tocsin analyze --min-severity h", "high"),
    ("tocsin parse rotat", "rotated.log"),
  ]

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")), arguments: completions)
  func bashCompletes(_ typed: String, _ expected: String) throws {
    let folder = try Folder()
    try folder.write("rotated.log", "")
    try folder.write(
      "try.sh",
      """
      . ./completions
      COMP_WORDS=(\(typed)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _tocsin
      echo "${COMPREPLY[@]}"
      """)
    let outcome = try Tocsin.shell(
      #""$tocsin" --completions bash > completions && bash try.sh"#, in: folder)
    #expect(outcome.output == expected + "\n")
    #expect(outcome.errors == "")
  }

  @Test(arguments: ["bash", "fish", "zsh"])
  func everyShellKnowsEveryCommand(_ shell: String) throws {
    let script = try Tocsin.run(["--completions", shell]).output
    for command in HelpTests.commands { #expect(script.contains(command)) }
  }

  @Test func theManualPageHoldsEveryCommandAndEscapesItsHyphens() throws {
    let page = try Tocsin.run(["--man"]).output
    #expect(page.hasPrefix(".TH TOCSIN 1 "))
    for command in HelpTests.commands { #expect(page.contains("\n.SS tocsin \(command) ")) }
    #expect(page.contains("\n\\fB\\-q\\fR, \\fB\\-\\-quiet\\fR\n"))
    // A line that begins with a full stop is a request to the formatter; only these are meant.
    let requests = page.split(separator: "\n").filter { $0.hasPrefix(".") }
      .map { $0.split(separator: " ")[0] }
    let meant = [".TH", ".SH", ".SS", ".B", ".I", ".PP", ".TP", ".RS", ".RE", ".nf", ".fi"]
    #expect(Set(requests.map(String.init)).subtracting(meant) == [])
  }
}
