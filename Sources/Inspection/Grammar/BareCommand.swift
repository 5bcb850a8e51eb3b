/// Commands without a joint: values that are command lines as they stand.
extension ShellCommand {
  /// A command without a joint: the whole value is one.
  func bareCommand(_ evidence: inout Evidence) {
    var start = 0
    while text[start].isSpace || "'\"@".utf8.contains(text[start]) && start < text.count {
      start += 1
    }
    prefixed(start, &evidence)
    guard let (name, sort, isAbsolute) = program(start), !text[name.upperBound].isWord else {
      return
    }
    var word = sort
    var argument = argument(name.upperBound)
    if isTwoWordCommand(name) { (word, argument) = (.program, .option) }
    if isAbsolute { evidence.add(ShellRule.absolute, text, name) }
    bareArgument(argument, word, name, &evidence)
    let runs = text.role.contains(.command) || text.role.contains(.host)
    let isWord = word == .word && (argument == .none || argument == .sentence)
    if runs, !isWord { evidence.add(ShellRule.commandRole, text, name) }
    if start > 0, argument == .none, word == .program { evidence.add(ShellRule.option, text, name) }
    let isRun = argument == .separator || argument == .path || argument == .option
    if isAbsolute, isRun || text.has("/usr/bin/id", at: start) {
      evidence.add(ShellRule.absoluteRun, text, name)
    }
    if isHidden(name) {
      evidence.add(ShellRule.disguise, text, name)
      evidence.add(ShellRule.hiddenName, text, name)
    } else if tricks > 0, isRun || argument == .address {
      evidence.add(ShellRule.disguise, text, name)
    } else if tricks > 0, argument == .other, word == .program || text.has("ping", at: start) {
      evidence.add(ShellRule.disguise, text, name)
      evidence.add(ShellRule.hiddenName, text, name)
    }
  }

  /// `time sh -c id`, `sudo cat /etc/shadow`: a program that runs another one, with arguments that no
  /// sentence has.
  private func prefixed(_ start: Int, _ evidence: inout Evidence) {
    let end = text.wordEnd(start)
    guard ShellCommand.prefixes.meaning(of: start..<end, in: text) != nil, text[end].isSpace,
      let (name, word, _) = program(text.skipSpaces(end)), !text[name.upperBound].isWord
    else { return }
    var isTelling = false
    switch argument(name.upperBound) {
    case .option, .path, .address: isTelling = true
    case .other where word == .program:
      // A host's name, not a version.
      let first = text.skipSpaces(name.upperBound)
      isTelling = text[first].isLetter
    default: break
    }
    if isTelling { evidence.add(ShellRule.prefixed, text, start..<name.upperBound) }
  }

  private static let prefixes = WordTable<Bool>([
    ("time sudo nohup exec env command nice xargs setsid stdbuf busybox doas eval builtin", true)
  ])

  /// True if the name reads so only without what a shell throws away.
  func isHidden(_ name: Range<Int>) -> Bool {
    name.contains { text[$0] != original[$0] }
      || original[name.upperBound] == UInt8(ascii: "'")
        && original[name.upperBound + 1] == UInt8(ascii: "'")
  }

  func bareArgument(
    _ argument: Argument, _ word: ShellWord, _ name: Range<Int>, _ evidence: inout Evidence
  ) {
    switch argument {
    case .option:
      let whole = isCommandLine(name.upperBound)
      evidence.add(whole ? ShellRule.commandLine : ShellRule.option, text, name)
      if whole,
        ["/etc/", "/var/", "/tmp/", "/home/", "/root/", "/proc/", "c:\\"].contains(where: {
          (folder: StaticString) in text.contains(folder)
        })
      {
        evidence.add(ShellRule.secretPath, text, name)
      }
    case .path:
      evidence.add(word == .program ? ShellRule.path : ShellRule.wordPath, text, name)
      if isCommandLine(name.upperBound) { evidence.add(ShellRule.onlyPath, text, name) }
      if text.contains("/etc/passwd") || text.contains("/etc/shadow") {
        evidence.add(ShellRule.onlyPath, text, name)
        evidence.add(ShellRule.secretPath, text, name)
      }
    case .address:
      evidence.add(word == .program ? ShellRule.address : ShellRule.wordPath, text, name)
    case .separator where word == .program:
      if text.bytes.contains(UInt8(ascii: "|")) || text.bytes.contains(UInt8(ascii: ";")) {
        evidence.add(ShellRule.option, text, name)
      }
    default: break
    }
  }

  /// True if only options, paths and numbers follow: no word of a sentence.
  func isCommandLine(_ start: Int) -> Bool {
    var index = start
    while index < text.count {
      index = text.skipSpaces(index)
      let first = text[index]
      var end = index
      while end < text.count, !text[end].isSpace { end += 1 }
      let word = text.bytes[index..<end]
      let letters = word.filter(\.isLetter).count
      let isPath = word.contains { "/\\.:=".utf8.contains($0) }
      if letters >= 2, !isPath, first != UInt8(ascii: "-") { return false }
      index = end
    }
    return true
  }

}
