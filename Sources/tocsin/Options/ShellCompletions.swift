/// What shells complete, made from the option table and the manuals:
/// `tocsin --completions bash > /usr/share/bash-completion/completions/tocsin`.
enum ShellCompletions {
  /// The shells there are completions for.
  enum Shell: String, CaseIterable, Sendable {
    case bash
    case fish
    case zsh
  }

  /// The script for a shell.
  static func script(for shell: Shell, commands: [any Command.Type]) -> String {
    let manuals = commands.map { $0.manual }
    return switch shell {
    case .bash: bash(manuals)
    case .fish: fish(manuals)
    case .zsh: zsh(manuals)
    }
  }

  private static func bash(_ manuals: [Manual]) -> String {
    let cases = manuals.map { manual in
      "    \(manual.name)) options='\(spellings(manual.options))' ;;"
    }
    let words = choices(manuals).map { option, words in
      "    --\(option)) words='\(words.joined(separator: " "))' ;;"
    }
    return """
      _tocsin() {
        local word=${COMP_WORDS[COMP_CWORD]} options= words=
        case ${COMP_WORDS[1]} in
      \(cases.joined(separator: "\n"))
        esac
        case ${COMP_WORDS[COMP_CWORD-1]} in
      \(words.joined(separator: "\n"))
        esac
        ((COMP_CWORD > 1)) || words='\(names(manuals)) \(spellings([]))'
        [[ $words || $word != -* ]] || words=$options
        if [[ $words ]]; then
          mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
        else
          mapfile -t COMPREPLY < <(compgen -f -- "$word")
        fi
      }
      complete -o filenames -F _tocsin tocsin

      """
  }

  private static func fish(_ manuals: [Manual]) -> String {
    var lines = manuals.map { manual in
      "complete -c tocsin -n __fish_use_subcommand -a \(manual.name)"
        + " -d \(quoted(manual.summary))"
    }
    for manual in manuals {
      for option in manual.options + OptionTable.ofTheProgram {
        let short = option.short.map { " -s \($0)" } ?? ""
        let words = words(of: option).map { " -xa \(quoted($0.joined(separator: " ")))" }
        lines.append(
          "complete -c tocsin -n '__fish_seen_subcommand_from \(manual.name)'\(short)"
            + " -l \(option.name)\(words ?? (option.takesValue ? " -r" : ""))"
            + " -d \(quoted(option.help))")
      }
    }
    return "complete -c tocsin -n __fish_use_subcommand -f\n" + lines.joined(separator: "\n") + "\n"
  }

  private static func zsh(_ manuals: [Manual]) -> String {
    let list = manuals.map { quoted("\($0.name):\($0.summary)") }
    let cases = manuals.map { manual in
      let options = (manual.options + OptionTable.ofTheProgram).map { option in
        let help = option.help.replacing("[", with: "(").replacing("]", with: ")")
        let action = words(of: option).map { "(\($0.joined(separator: " ")))" } ?? "_files"
        let value = option.placeholder.map { "=[\(help)]:\($0):\(action)" } ?? "[\(help)]"
        return quoted(option.spelling + value)
      }
      return "    \(manual.name)) _arguments \(options.joined(separator: " ")) '*:file:_files' ;;"
    }
    return """
      #compdef tocsin
      _tocsin() {
        if ((CURRENT == 2)); then
          local -a commands=(\(list.joined(separator: " ")))
          _describe command commands
          return
        fi
        local command=$words[2]
        shift words; ((CURRENT--))
        case $command in
      \(cases.joined(separator: "\n"))
        esac
      }
      compdef _tocsin tocsin

      """
  }

  private static func names(_ manuals: [Manual]) -> String {
    manuals.map(\.name).joined(separator: " ")
  }

  private static func spellings(_ options: [Option]) -> String {
    (options + OptionTable.ofTheProgram).map(\.spelling).joined(separator: " ")
  }

  /// The options whose values are a choice of words, each once.
  private static func choices(_ manuals: [Manual]) -> [(String, [String])] {
    var seen = Set<String>()
    return (manuals.flatMap(\.options) + OptionTable.ofTheProgram).compactMap { option in
      guard let words = words(of: option), seen.insert(option.name).inserted else { return nil }
      return (option.name, words)
    }
  }

  private static func words(of option: Option) -> [String]? {
    if case .words(let words) = option.completion { words } else { nil }
  }

  /// Text in single quotes, for any of the shells.
  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}

extension ValueKind<ShellCompletions.Shell> {
  /// The name of a shell.
  static let shell = ValueKind(
    wants: "one of " + ShellCompletions.Shell.allCases.map(\.rawValue).joined(separator: ", "),
    words: ShellCompletions.Shell.allCases.map(\.rawValue)
  ) { ShellCompletions.Shell(rawValue: $0) }
}
