/// A request to a script that an intruder left behind, or for one.
///
/// What it looks like: `/c99.php`, `/uploads/shell.php?cmd=id`, `/wso2.php`. What normal looks most
/// like it: `/shell` as a page of its own, `cmd=` as an application's parameter (`cmd=list`). It
/// takes a script with such a name, or a script and a command to run.
///
/// OWASP API8:2023, ATT&CK T1505.003.
enum WebshellAccess: RuleFamily {
  static let sign = Sign.webshellAccess
  static let phrases: [Phrase] = [
    .gate(".php", in: .path), .gate(".asp", in: .path), .gate(".jsp", in: .path),
    .gate("shell", in: .path), Phrase("c99shell", 100, in: .path),
    Phrase("r57shell", 100, in: .path),
    Phrase("b374k", 100), Phrase("weevely", 90), Phrase("china-chopper", 90),
    Phrase("webshell", 60),
    Phrase("phpspy", 90, in: .path), Phrase("antichat", 60, in: .path), Phrase("r57.txt", 80),
    Phrase("c99.txt", 80), Phrase("fx29sh", 100), Phrase("safe0ver", 100), Phrase("cgitelnet", 90),
  ]

  static func judge(_ text: Text, _ evidence: inout Evidence) {
    guard text.field == .path else { return }
    let bytes = text.bytes
    let end = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.count
    let start = (bytes[..<end].lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
    guard let dot = bytes[start..<end].lastIndex(of: UInt8(ascii: ".")), isScript(text, dot, end)
    else {
      return
    }
    if names.meaning(of: start..<dot, in: text) != nil {
      evidence.add(knownShell, text, start..<end)
    } else if let word = text.firstIndex(of: "shell", from: start, before: dot),
      word == start || !text[word - 1].isLetter
    {
      let isWhole = word + 5 == dot || text[word + 5] == UInt8(ascii: "_") || text[word + 5].isDigit
      evidence.add(isWhole ? namedShell : likelyShell, text, start..<end)
    }
  }

  private static func isScript(_ text: Text, _ dot: Int, _ end: Int) -> Bool {
    for ending in [
      ".php", ".asp", ".aspx", ".jsp", ".jspx", ".phtml", ".php5", ".php7", ".ashx",
      ".cgi", ".pl", ".cfm",
    ] as [StaticString]
    where text.has(ending, at: dot) && dot + ending.utf8CodeUnitCount == end { return true }
    return false
  }

  private static let names = WordTable<Bool>([
    (
      """
      c99 c100 r57 wso wso2 alfa alfa-rex alfacgiapi alfanew indoxploit b374k mini adminer-shell cmd
      cmdasp aspxspy webadmin phpspy antak locus7s gaza zaco erne simattacker nstview mysql_shell
      php-backdoor backdoor knull angel r00t 0byte 0x mar mah marijuana sym symlink up1 bypass gel4y
      wp-22 wp-conflg wp-l0gin leaf priv8 k2ll33d config.bak-shell ss s72 kacak
      """, true
    )
  ])

  private static let knownShell = Rule(sign, 100, "the name of a known web shell")
  private static let namedShell = Rule(sign, 100, "a script that calls itself a shell")
  private static let likelyShell = Rule(sign, 40, "a script with shell in its name")
  /// Used where a whole request is at hand: a script and a command for it.
  static let scriptCommand = Rule(sign, 100, "a script asked to run a command")
}
