import Testing

/// What `--help` and `--version` print.
@Suite(.enabled(if: Tocsin.isBuilt, "the program was not built: `swift build`"))
struct HelpTests {
  /// The commands that the program's help lists.
  static let commands: [String] = {
    guard let help = try? Tocsin.run(["--help"]).output,
      let start = help.range(of: "Commands:\n"), let end = help.range(of: "\n\nOptions:")
    else { return [] }
    return help[start.upperBound..<end.lowerBound].split(separator: "\n").compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
  }()

  @Test func theProgramListsItsCommands() throws {
    #expect(
      HelpTests.commands == [
        "analyze", "watch", "train", "backtest", "explain", "parse", "formats", "score", "check",
        "outbox",
      ])
  }

  @Test(arguments: ["-V", "--version"])
  func theVersionIsOneLine(_ option: String) throws {
    let outcome = try Tocsin.run([option])
    #expect(outcome.output == "tocsin 0.1.0\n")
    #expect(outcome.errors == "")
    #expect(outcome.code == 0)
  }

  @Test(arguments: commands)
  func everyCommandExplainsItself(_ command: String) throws {
    let outcome = try Tocsin.run([command, "--help"])
    #expect(outcome.output.hasPrefix("Usage: tocsin \(command) [OPTIONS] "))
    for part in ["\n\nOptions:\n", "\n\nExamples:\n  # ", "\n\nExit codes:\n  0   ", "\n  64  "] {
      #expect(outcome.output.contains(part))
    }
    #expect(outcome.errors == "")
    #expect(outcome.code == 0)
  }

  @Test(arguments: commands)
  func helpFitsATerminal(_ command: String) throws {
    let help = try Tocsin.run([command, "--help"]).output
    let prose = help.components(separatedBy: "\n\nExamples:")[0]
    #expect(prose.split(separator: "\n").allSatisfy { $0.count < 80 })
  }

  @Test(arguments: commands)
  func helpComesBeforeComplaints(_ command: String) throws {
    let outcome = try Tocsin.run([command, "-h"])
    #expect(outcome.code == 0)
  }

  @Test func theHelpOfACommandIsExact() throws {
    let help = try Tocsin.run(["parse", "--help"]).output
    let options = help.components(separatedBy: "Options:\n")[1].components(separatedBy: "\n\n")[0]
    #expect(
      options == """
          -c, --config FILE         Read settings from this file (JSON5, see
                                    Documentation/Configuration.md); options win
          -f, --format NAME|TEMPLATE
                                    The logs' format: a name from 'tocsin formats', or
                                    the server's own format text, such as nginx's
                                    log_format; detected for each file otherwise
              --since TIME          Only requests from this time on: 2026-03-02,
                                    2026-03-02T10:00:00Z, or 7d for seven days ago
              --until TIME          Only requests before this time
              --trusted-proxies CIDR[,CIDR…]
                                    Believe X-Forwarded-For and Forwarded as far as
                                    these proxies wrote them, such as
                                    10.0.0.0/8,2001:db8::/32; none by default
              --duration-unit UNIT  What durations are counted in: s, ms, us or ns; the
                                    format's own unit otherwise
              --time-zone ZONE      The zone of times that say none: +02:00 or
                                    Europe/Berlin; UTC otherwise
          -q, --quiet               Print nothing but errors and what was asked for
          -h, --help                Show this help
          -V, --version             Show the version
        """)
  }
}
