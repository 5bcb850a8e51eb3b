/// Text that makes a shell on the server run something.
///
/// What it looks like: `8.8.8.8; cat /etc/passwd`, `| id`, `` `whoami` ``, `$(curl http://…)`,
/// `& net user x y /add`, `() { :;}; /bin/bash`. What normal looks most like it: lists with
/// semicolons, `rock & roll`, prices with `$`, code in backticks, sentences with *cat*, *find*,
/// *time*, matrix parameters (`;id=5`). A command wants a joint that runs it and what follows a
/// command: an option, a path, an end.
///
/// OWASP API8:2023, ATT&CK T1059. Grammar: POSIX.1-2017 Shell Command Language; cmd.exe reference.
enum CommandInjection: RuleFamily {
  static let sign = Sign.commandInjection

  /// Programs that make a whole value worth reading, when it begins with them.
  private static let starts: [StaticString] = [
    "cat ", "ls", "wget", "curl", "ping", "net ", "perl", "python", "bash", "sh", "nc ", "php",
    "cmd",
    "id", "whoami", "uname", "type ", "dir", "sleep", "echo ", "rm ", "chmod", "ps", "which ",
    "ll ",
    "env", "netstat", "ifconfig", "ipconfig", "nslookup", "time ", "reg ", "pwd", "cp ", "mv ",
    "nmap",
    "telnet", "ssh", "scp", "tftp", "mkdir", "touch ", "kill ", "su", "vi", "head ", "tail ",
    "more ",
    "grep", "awk", "sed", "find ", "node ", "ruby", "gcc", "tar ", "powershell", "systeminfo",
    "tasklist", "certutil",
  ]

  static let phrases: [Phrase] =
    starts.map { Phrase($0, 0, left: .end, in: [.value, .name]) } + [
      .gate(";"), .gate("|"), .gate("&"), .gate("`"), .gate("$("), .gate("\n"), .gate("\r"),
      .gate("<("), .gate(">("), .gate("${ifs"), .gate("$ifs"), .gate("{"), .gate("/bin/"),
      .gate("/?"), .gate("?/"), .gate("/*"), .gate("*/"), .gate("$["),
      .gate("time ", in: .value), .gate("sudo ", in: .value), .gate("nohup ", in: .value),
      .gate("exec ", in: .value), .gate("env ", in: .value), .gate("xargs ", in: .value),
      .gate("busybox ", in: .value), .gate("setsid ", in: .value), .gate("$_"), .gate("$$"),
      .gate("$!"), .gate("$-"), .gate("$#"), .gate("$shell"),
      .gate("${shell"), .gate("if/i"),
      Phrase("$shell -c", 100), Phrase("${shell} -c", 100), Phrase("; .shell ", 60),
      Phrase(".exe -", 30),
      .gate("\\n"), .gate("for "), .gate("if "), .gate("[", in: .value),
      .gate("'", in: .value), .gate("\"", in: .value), .gate("''", in: .value),
      .gate("\"\"", in: .value), .gate("$@"), .gate("$*"), Phrase("() { :", 100, in: .all),
      Phrase("() { _;", 100, in: .all),
      Phrase("(){ :", 80, in: .all),
      Phrase("(){:", 80, in: .all), Phrase("{ :;}", 100, in: .all),
      Phrase("{ :; }", 100, in: .all), Phrase("/bin/sh", 60, right: .word),
      Phrase("/bin/bash", 60, right: .word), Phrase("/bin/cat", 60, right: .word),
      Phrase("/bin/bash", 60, right: .word, in: .agent),
      Phrase("/bin/sh", 60, right: .word, in: .agent),
      Phrase("/dev/tcp/", 100, in: .all), Phrase("/dev/udp/", 100, in: .all),
      Phrase("/dev/null", 60), Phrase("2>&1", 70), Phrase("cmd.exe", 80, in: .all),
      Phrase("cmd /c", 100, in: .all), Phrase("cmd+/c", 100), Phrase("powershell", 50),
      Phrase("powershell -e", 100, in: .all), Phrase("powershell -c", 100, in: .all),
      Phrase("powershell -n", 100, in: .all), Phrase("powershell -w", 100, in: .all),
      Phrase("powershell -f", 60), Phrase("powershell -i", 60),
      Phrase("powershell.exe", 90, in: .all),
      Phrase("invoke-expression", 90), Phrase("invoke-webrequest", 90),
      Phrase("downloadstring(", 90),
      Phrase("new-object", 70), Phrase("-encodedcommand", 90), Phrase("%comspec%", 70),
      Phrase("%systemroot%", 80), Phrase("net user ", 70), Phrase("net localgroup", 100),
      Phrase("hkey_", 60), Phrase("hklm\\", 80), Phrase("/bin/id", 60), Phrase("${ifs", 90),
      Phrase("$ifs", 80), Phrase("; wget http", 100, in: .agent),
      Phrase(";wget http", 100, in: .agent),
      Phrase("$(curl", 100, in: .agent), Phrase("; curl http", 100, in: .agent),
      Phrase("`id`", 90, in: .agent), Phrase("<!--#exec", 100), Phrase("<!--#include", 90),
      Phrase("<!--#echo", 70), Phrase("chmod 777", 60), Phrase("chmod +x", 60),
      Phrase("rm -rf", 40), Phrase("rm -rf /", 60),
      Phrase("nc -l", 90), Phrase("nc -e", 100), Phrase(" -e /bin/", 100), Phrase("/tmp/", 30),
      Phrase("bash -i", 80), Phrase("bash -c", 80), Phrase("$shell", 60), Phrase(":|:&", 100),
      Phrase(":(){", 100), Phrase("$(($(", 60), Phrase("\\nid\\n", 60),
      Phrase("sh -c", 80, left: .word), Phrase("sh -i", 90, left: .word),
      Phrase("python -c", 100), Phrase("perl -e", 90), Phrase("php -r", 90), Phrase("ruby -e", 90),
      Phrase("echo -e", 40), Phrase("nslookup ", 50), Phrase("uname -", 90), Phrase("ls -la", 30),
      Phrase("ls -l", 20), Phrase("cat /etc", 80), Phrase("cat ../", 60), Phrase("type c:\\", 80),
      Phrase("dir c:", 70), Phrase("systeminfo", 40), Phrase("$home/", 40), Phrase("~+", 10),
      Phrase("/etc/init.d/", 40), Phrase("mkfifo", 80), Phrase("ping -c", 80),
      Phrase("ping -n", 80),
      Phrase("ping -i", 80), Phrase("net view", 60), Phrase("-o /tmp", 60), Phrase("|id", 40),
      Phrase("!-1", 40),
      Phrase("echo ${", 40),
      Phrase("%programfiles%", 80),
    ]

  static func judge(_ text: Text, _ evidence: inout Evidence) {
    switch text.field {
    case .value, .name: ShellCommand(text).judge(&evidence)
    case .path: inPath(text, &evidence)
    case .agent, .referer:
      // These hold semicolons and brackets by nature; one that begins with a joint does not.
      if ";|&`$".utf8.contains(text[0]) { ShellCommand(text).judge(&evidence) }
      return
    }
    BatchGrammar(text).judge(&evidence)
    wildcards(text, &evidence)
    dotCommand(text, &evidence)
    substitution(text, &evidence)
  }

  /// In a path only what no path has: a separator with a blank or a substitution behind it.
  private static func inPath(_ text: Text, _ evidence: inout Evidence) {
    guard
      text.bytes.contains(where: {
        $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: " ")
      })
        || text.contains("$(") || text.contains("${ifs")
    else { return }
    ShellCommand(text).judge(&evidence)
  }

  /// `;\n.shell nc …`, `.system id`: the commands of sqlite3's shell, which begin a line with a dot.
  private static func dotCommand(_ text: Text, _ evidence: inout Evidence) {
    for name in [
      ".shell", ".system", ".import", ".load", ".output", ".databases", ".once", ".read",
    ]
      as [StaticString]
    {
      guard let start = text.firstIndex(of: name) else { continue }
      var before = start
      var isLine = false
      while before > 0 {
        let byte = text[before - 1]
        if text.has("\\n", at: before - 2) {
          isLine = true
          before -= 2
        } else if byte == 0x0a || byte == UInt8(ascii: ";") {
          isLine = true
          before -= 1
        } else if byte == 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          before -= 1
        } else {
          break
        }
      }
      let end = start + name.utf8CodeUnitCount
      let isCommand = end >= text.count || text[end].isSpace
      if isLine, before == 0, isCommand { evidence.add(databaseShell, text, start..<end) }
    }
  }

  /// `<(cat file)`, `>(tee log)`: a process for a file, joined to nothing before it.
  private static func substitution(_ text: Text, _ evidence: inout Evidence) {
    for index in text.bytes.indices
    where text[index + 1] == UInt8(ascii: "(")
      && (text[index] == UInt8(ascii: "<") || text[index] == UInt8(ascii: ">"))
    {
      guard index == 0 || text[index - 1].isSpace || text[index - 1] == UInt8(ascii: "=") else {
        continue
      }
      let end = text.wordEnd(index + 2)
      guard ShellWord.table.meaning(of: index + 2..<end, in: text) != nil,
        text.firstIndex(of: ")", from: end) != nil, text[end].isSpace || text[end] == 0x29
      else { continue }
      evidence.add(processFile, text, index..<end)
    }
  }

  /// `/e?c/p*sswd`, `/???/?s`, `/etc/[p]asswd`, `/[e//]tc`: a path that only a shell completes.
  private static func wildcards(_ text: Text, _ evidence: inout Evidence) {
    guard text.field == .value, let slash = text.bytes.firstIndex(of: UInt8(ascii: "/")) else {
      return
    }
    let bare = ShellText.bare(text).0
    for path in ["/etc/passwd", "/etc/shadow", "/bin/sh", "/bin/bash", "/bin/cat"] as [StaticString]
    where bare.contains(path) && !text.contains(path) {
      evidence.add(hiddenPath, text, slash..<text.count)
    }
    for folder in ["/etc/", "/usr/", "/bin/", "/usr/bin/"] as [StaticString] {
      guard let start = text.firstIndex(of: folder) else { continue }
      let next = text[start + folder.utf8CodeUnitCount]
      if next == UInt8(ascii: "["), text.bytes[start...].contains(UInt8(ascii: "]")) {
        evidence.add(hiddenPath, text, start..<text.count)
      }
    }
    if bracketsSlash(text) { evidence.add(hiddenPath, text, slash..<text.count) }
    guard !text.contains("/*") || text.contains("/*/") || closesBeforeItOpens(text) else { return }
    var marks = 0
    var letters = 0
    var slashes = 0
    for index in slash..<text.count {
      switch text[index] {
      case UInt8(ascii: "?"), UInt8(ascii: "*"): marks += 1
      case UInt8(ascii: "/"): slashes += 1
      case UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: ":"), UInt8(ascii: "."): return
      default: letters += text[index].isLetter ? 1 : 0
      }
    }
    if slashes >= 2, marks >= 2, letters <= 12, letters > 0 {
      evidence.add(wildcardPath, text, slash..<text.count)
      if marks >= 4, letters <= 3 { evidence.add(hiddenPath, text, slash..<text.count) }
    }
  }

  /// `/[e//]tc`, `/a[a//]c`: one letter of a path in brackets, with slashes that nothing matches. A route
  /// (`/posts/[id]/edit`) has none inside, and no letter behind.
  private static func bracketsSlash(_ text: Text) -> Bool {
    var from = 0
    while let open = text.firstIndex(of: "[", from: from) {
      from = open + 1
      guard open > 0, text[open - 1] == UInt8(ascii: "/") || text[open - 1].isWord,
        let close = text.firstIndex(of: "]", from: open, before: open + 24)
      else { continue }
      let inner = text.bytes[(open + 1)..<close]
      let isPath = text.bytes[..<open].contains(UInt8(ascii: "/"))
      if isPath, inner.contains(UInt8(ascii: "/")), text[open + 1].isLetter,
        text[close + 1].isLetter,
        inner.allSatisfy({ $0.isWord || $0 == UInt8(ascii: "/") })
      {
        return true
      }
    }
    return false
  }

  /// `/et*/*wd`: what would end a comment stands before what would begin one, and none ends behind.
  private static func closesBeforeItOpens(_ text: Text) -> Bool {
    guard let open = text.firstIndex(of: "/*"), let close = text.firstIndex(of: "*/") else {
      return false
    }
    return close < open && text.firstIndex(of: "*/", from: open + 2) == nil
  }

  private static let databaseShell = Rule(sign, 100, "a command of a database's shell")
  private static let processFile = Rule(sign, 100, "a process in place of a file")
  private static let wildcardPath = Rule(sign, 80, "a path spelled with wildcards")
  private static let hiddenPath = Rule(sign, 100, "a path hidden from all but a shell")
}
