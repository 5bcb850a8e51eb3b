/// How much the name of a program says by itself.
enum ShellWord: Sendable {
  /// No word of any language: `wget`, `ifconfig`.
  case program
  /// A word too: `cat`, `find`, `id`.
  case word

  static let table = WordTable<ShellWord>([
    (
      """
      wget curl ifconfig ipconfig netstat nslookup whoami uname chmod chown bash zsh ksh dash csh
      tcsh ash powershell pwsh cmd certutil bitsadmin ncat netcat socat nc perl python python2
      python3 ruby php lua gcc rmdir mkdir ls ps rm cp mv grep egrep awk sed xargs tar gzip gunzip
      ssh scp sftp ftp tftp telnet rsync dig traceroute tracert arp crontab sudo su useradd usermod
      passwd systeminfo tasklist taskkill schtasks wmic regedit reg regsvr32 rundll32 mshta cscript
      wscript icacls vssadmin fodhelper getent lsof pwd printenv ipcs mknod mkfifo dd nohup setsid
      base64 xxd od strings hexdump busybox openssl nmap tcpdump iptables systemctl apt yum pip npm
      lwp-download lynx fetch axel aria2c msiexec nltest ifconfig hostnamectl lscpu lsblk df du
      mysqldump psql mysql sqlite3 redis-cli kubectl docker gdb strace tclsh irb jjs rbash gawk mawk
      nawk sh ll w3m elinks vim ed ex vi nano lsattr chattr dmesg uptime netsh attrib xcopy robocopy
      findstr dir ver svn git hping3 phpinfo python3.10 bzip2 zcat zgrep shutdown reboot fdisk
      insmod modprobe visudo chroot unshare nsenter capsh setarch stdbuf pkexec doas ipmitool
      """, .program
    ),
    (
      """
      cat id echo type find sort head tail more less time date env set host net who w last kill at
      ping ping6 sleep touch make test eval exec source which whereis man print printf export tee cut
      file stat node java route finger mail write wall history jobs fg bg alias unset umask ulimit
      true false service mount link join split paste comm diff cmp nice run start del copy move ren
      md cd erase call for if rc expr timeout watch tac rev nl fold column look locate
      """, .word
    ),
  ])
}

/// Looks for commands where a shell would run them.
struct ShellCommand {
  private let text: Text
  private let tricks: Int

  /// Reads a text with its disguises taken off.
  init(_ original: Text) { (text, tricks) = ShellText.bare(original) }

  /// Adds what speaks for a command.
  func judge(_ evidence: inout Evidence) {
    var found = false
    for index in text.bytes.indices {
      guard let start = commandStart(index) else { continue }
      found = command(start.0, behind: start.1, at: index, &evidence) || found
    }
    bareCommand(&evidence)
    if found || text.role.contains(.command), tricks > 0 {
      evidence.add(ShellRule.disguise, text, 0..<text.count)
    }
    if tricks > 1 { evidence.add(ShellRule.tricks, text, 0..<text.count) }
  }

  /// What brings a command to run.
  private enum Joint { case pipe, semicolon, ampersand, line, substitution, brace }

  private func commandStart(_ index: Int) -> (Int, Joint)? {
    let joint: Joint
    switch text[index] {
    case UInt8(ascii: "|"): joint = .pipe
    case UInt8(ascii: ";"): joint = .semicolon
    case UInt8(ascii: "&"): joint = .ampersand
    case 0x0a, 0x0d: joint = .line
    case UInt8(ascii: "`"): joint = .substitution
    case UInt8(ascii: "("):
      guard index > 0, "$<>".utf8.contains(text[index - 1]) else { return nil }
      joint = .substitution
    case UInt8(ascii: "{"): joint = .brace
    default: return nil
    }
    var start = index + 1
    while isFiller(text[start]), start < text.count { start += 1 }
    return (start, joint)
  }

  private func isFiller(_ byte: UInt8) -> Bool {
    byte.isSpace || "|;&`($!@'\"{,".utf8.contains(byte)
  }

  /// A program's name, with a folder before it or not: its name, and whether it had a folder.
  private func program(_ start: Int) -> (Range<Int>, ShellWord, Bool)? {
    var start = start
    var isAbsolute = false
    for folder in ShellCommand.folders where text.has(folder, at: start) {
      start += folder.utf8CodeUnitCount
      isAbsolute = true
      break
    }
    var end = start
    while text[end].isWord || text[end] == UInt8(ascii: "-") || text[end] == UInt8(ascii: ".") {
      end += 1
    }
    var name = start..<end
    while name.count > 1, text[name.upperBound - 1] == UInt8(ascii: ".") {
      name = start..<name.upperBound - 1
    }
    if text.has(".exe", at: name.upperBound - 4) { name = start..<name.upperBound - 4 }
    if let word = ShellWord.table.meaning(of: name, in: text) {
      return (start..<end, isAbsolute ? .program : word, isAbsolute)
    }
    return isAbsolute && !name.isEmpty ? (name, .program, true) : nil
  }

  private static let folders: [StaticString] = [
    "/usr/local/bin/", "/usr/sbin/", "/usr/bin/", "/bin/", "/sbin/", "usr/bin/", "./",
    "c:\\windows\\system32\\", "c:/windows/system32/",
  ]

  /// What stands behind a program's name.
  private enum Argument { case none, sentence, option, path, address, separator, other }

  private func argument(_ end: Int) -> Argument {
    if end >= text.count { return .none }
    switch text[end] {
    case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "`"),
      UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), 0x0a,
      UInt8(ascii: "}"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "#"):
      return .separator
    case UInt8(ascii: ","): return .other
    default: break
    }
    guard text[end].isSpace || text[end] == UInt8(ascii: "/") || text[end] == UInt8(ascii: "\\")
    else {
      return .sentence
    }
    let start = text.skipSpaces(end)
    if start >= text.count { return .none }
    if text.has("http", at: start) || text.has("ftp:", at: start) { return .address }
    switch text[start] {
    case UInt8(ascii: "/"):
      return text[end].isSpace ? .path : .sentence
    case UInt8(ascii: "~"), UInt8(ascii: "\\"), UInt8(ascii: "*"), UInt8(ascii: "%"): return .path
    case UInt8(ascii: "."):
      return text[start + 1] == UInt8(ascii: "/") || text[start + 1] == 0x2e ? .path : .other
    case UInt8(ascii: "-"):
      return text[start + 1].isWord || text[start + 1] == 0x2d ? .option : .other
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return .other
    case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "`"),
      UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"):
      return .separator
    case UInt8(ascii: "$"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "@"),
      UInt8(ascii: "["):
      return .other
    default:
      if text[start + 1] == UInt8(ascii: ":") { return .path }
      let word = text.wordEnd(start)
      return text[word] == UInt8(ascii: ".") && text[word + 1].isLetter ? .other : .sentence
    }
  }

  private func command(
    _ start: Int, behind joint: Joint, at index: Int, _ evidence: inout Evidence
  ) -> Bool {
    guard let (name, word, isAbsolute) = program(start) else { return false }
    let argument = argument(name.upperBound)
    if argument == .sentence,
      word == .word || text[name.upperBound].isWord
        || text[name.upperBound] == UInt8(ascii: "=")
    {
      return false
    }
    // `;id=5`, `;rm`: matrix parameters (RFC 3986 §3.3) and lists of short names.
    let isFirst =
      index == 0 || text.lastSolid(before: index) < 0
      || "'\")".utf8.contains(
        text[text.lastSolid(before: index)])
    let isShort = argument == .none && !isFirst && name.count < 4 && joint == .semicolon
    let isListed =
      joint == .ampersand && index > 0 && text[index - 1] != UInt8(ascii: "&") && !isFirst
    let range = index..<name.upperBound
    switch (joint, word) {
    case (.pipe, _), (.substitution, .program), (.line, .program):
      evidence.add(ShellRule.joined, text, range)
    case (.substitution, .word), (.brace, _), (.line, .word):
      evidence.add(
        argument == .sentence ? ShellRule.joinedWord : ShellRule.likelyJoined, text, range)
      if index == 0 || isFirst || text[index - 1] == UInt8(ascii: "$") {
        evidence.add(ShellRule.whole, text, range)
      }
    case (.semicolon, .program), (.ampersand, .program):
      let isPlain = (isShort || isListed) && argument != .path && argument != .option && !isAbsolute
      evidence.add(isPlain ? ShellRule.likelyJoined : ShellRule.joined, text, range)
    case (.semicolon, .word), (.ampersand, .word):
      let isCommand =
        isFirst || argument == .path || argument == .option || argument == .address
        || argument == .separator
      evidence.add(isCommand ? ShellRule.joined : ShellRule.likelyJoined, text, range)
    }
    if text.role.contains(.command) || text.role.contains(.host) {
      evidence.add(ShellRule.commandRole, text, range)
    }
    return true
  }

  /// A command without a joint: the whole value is one.
  private func bareCommand(_ evidence: inout Evidence) {
    var start = text.skipSpaces(0)
    while "'\"@".utf8.contains(text[start]) { start += 1 }
    guard let (name, word, isAbsolute) = program(start), !text[name.upperBound].isWord else {
      return
    }
    let argument = argument(name.upperBound)
    let runs = text.role.contains(.command) || text.role.contains(.host)
    if isAbsolute { evidence.add(ShellRule.absolute, text, name) }
    switch argument {
    case .option: evidence.add(ShellRule.option, text, name)
    case .path: evidence.add(word == .program ? ShellRule.path : ShellRule.wordPath, text, name)
    case .address:
      evidence.add(word == .program ? ShellRule.address : ShellRule.wordPath, text, name)
    case .separator
    where text.bytes.contains(UInt8(ascii: "|")) || text.bytes.contains(UInt8(ascii: ";")):
      evidence.add(ShellRule.option, text, name)
    default: break
    }
    if runs {
      switch argument {
      case .none: if word == .program { evidence.add(ShellRule.commandRole, text, name) }
      case .sentence: if word == .program { evidence.add(ShellRule.commandRole, text, name) }
      default: evidence.add(ShellRule.commandRole, text, name)
      }
    }
    if isAbsolute,
      argument == .separator || argument == .path || argument == .option
        || argument == .none && text.has("/usr/bin/id", at: start)
    {
      evidence.add(ShellRule.absoluteRun, text, name)
    }
  }
}

/// What the shell grammar looks for.
enum ShellRule {
  static let joined = Rule(.commandInjection, 100, "a command joined to a value")
  static let likelyJoined = Rule(.commandInjection, 60, "what may be a command behind a separator")
  static let joinedWord = Rule(.commandInjection, 20, "a word that is a command behind a separator")
  static let whole = Rule(.commandInjection, 50, "a command in place of a value")
  static let commandRole = Rule(.commandInjection, 60, "a command where a command is run")
  static let absolute = Rule(.commandInjection, 60, "a program by its full path")
  static let absoluteRun = Rule(.commandInjection, 50, "a program by its full path, to be run")
  static let option = Rule(.commandInjection, 50, "a program's name with an option")
  static let path = Rule(.commandInjection, 70, "a program's name with a path")
  static let wordPath = Rule(.commandInjection, 40, "a word that is a command with a path")
  static let address = Rule(.commandInjection, 80, "a download command with an address")
  static let disguise = Rule(.commandInjection, 60, "a command in disguise")
  static let tricks = Rule(.commandInjection, 50, "several tricks of a shell's quoting")
}
