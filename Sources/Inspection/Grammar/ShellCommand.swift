/// Looks for commands where a shell would run them.
struct ShellCommand {
  let text: Text
  let tricks: Int

  /// The text as it was sent.
  let original: Text

  /// Offset of the last backtick, −1 if there is none.
  let lastBacktick: Int

  /// Reads a text with its disguises taken off.
  init(_ original: Text) {
    (text, tricks) = ShellText.bare(original)
    lastBacktick = text.bytes.lastIndex(of: UInt8(ascii: "`")) ?? -1
    self.original = original
  }

  /// Adds what speaks for a command.
  func judge(_ evidence: inout Evidence) {
    var found = false
    var isQuoting = false
    for index in text.bytes.indices {
      // Every other backtick closes what the one before has opened.
      if text[index] == UInt8(ascii: "`") {
        isQuoting.toggle()
        if !isQuoting || text[index + 1] == UInt8(ascii: "`") { continue }
      }
      guard let start = commandStart(index) else { continue }
      found = command(start.0, behind: start.1, at: index, &evidence) || found
    }
    bareCommand(&evidence)
    if found, tricks > 0 {
      evidence.add(ShellRule.disguise, text, 0..<text.count)
    }
    if tricks > 1 { evidence.add(ShellRule.tricks, text, 0..<text.count) }
  }

  /// What brings a command to run.
  enum Joint { case pipe, semicolon, ampersand, line, substitution, brace }

  func commandStart(_ index: Int) -> (Int, Joint)? {
    // Of a run of joints the last one is read.
    guard !ShellCommand.isJoint(text[index + 1]) else { return nil }
    let joint: Joint
    switch text[index] {
    case UInt8(ascii: "|"): joint = .pipe
    case UInt8(ascii: ";"): joint = .semicolon
    case UInt8(ascii: "&"): joint = .ampersand
    case 0x0a, 0x0d: joint = .line
    case UInt8(ascii: "`"):
      guard index == 0 || lastBacktick > index else { return nil }
      joint = .substitution
    case UInt8(ascii: "("):
      guard index > 0, "$<>".utf8.contains(text[index - 1]) else { return nil }
      joint = .substitution
    case UInt8(ascii: "{"):
      guard isBraceList(index) else { return nil }
      joint = .brace
    default: return nil
    }
    var start = index + 1
    let limit = min(text.count, start + 32)
    while isFiller(text[start]), start < limit { start += 1 }
    return (start, joint)
  }

  /// `{cat,/etc/passwd}`, `{,id}`: a list in braces, without blanks, which a shell takes apart.
  func isBraceList(_ open: Int) -> Bool {
    guard open == 0 || text[open - 1] != UInt8(ascii: "$"),
      let close = text.firstIndex(of: "}", from: open, before: open + 256)
    else { return false }
    let inner = text.bytes[(open + 1)..<close]
    return inner.contains(UInt8(ascii: ","))
      && !inner.contains { $0.isSpace || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "(") }
  }

  private static func isJoint(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "|") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "&")
  }

  func isFiller(_ byte: UInt8) -> Bool {
    byte.isSpace || "|;&`($!@'\"{,".utf8.contains(byte)
  }

  /// A program's name, with a folder before it or not: its name, and whether it had a folder.
  func program(_ start: Int) -> (Range<Int>, ShellWord, Bool)? {
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
    if isCmdlet(name) { return (start..<end, .program, isAbsolute) }
    if let word = ShellWord.table.meaning(of: name, in: text) {
      return (start..<end, isAbsolute ? .program : word, isAbsolute)
    }
    return isAbsolute && !name.isEmpty ? (name, .program, true) : nil
  }

  /// `get-childitem`, `invoke-command`: PowerShell's verbs with a noun.
  func isCmdlet(_ name: Range<Int>) -> Bool {
    guard let dash = text.firstIndex(of: "-", from: name.lowerBound, before: name.upperBound),
      name.upperBound - dash > 4
    else { return false }
    return ShellWord.verbs.meaning(of: name.lowerBound..<dash, in: text) ?? false
  }

  private static let folders: [StaticString] = [
    "/usr/local/bin/", "/usr/sbin/", "/usr/bin/", "/bin/", "/sbin/", "usr/bin/",
    "c:\\windows\\system32\\", "c:/windows/system32/",
  ]

  /// What stands behind a program's name.
  enum Argument { case none, sentence, option, path, address, separator, other }

  func argument(_ end: Int) -> Argument {
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
    case UInt8(ascii: "~"), UInt8(ascii: "\\"), UInt8(ascii: "%"): return .path
    case UInt8(ascii: "*"): return text[start + 1].isWord ? .other : .path
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

  /// `net user x`, `net view`: two words that make one command.
  func isTwoWordCommand(_ name: Range<Int>) -> Bool {
    guard name.count == 3, text.has("net ", at: name.lowerBound) else { return false }
    let second = text.skipSpaces(name.upperBound)
    let words: [StaticString] = ["user", "view", "localgroup", "group", "share", "use ", "start"]
    return words.contains { text.has($0, at: second) }
  }

  func command(
    _ start: Int, behind joint: Joint, at index: Int, _ evidence: inout Evidence
  ) -> Bool {
    guard let (name, sort, isAbsolute) = program(start) else { return false }
    var word = sort
    var argument = argument(name.upperBound)
    if isTwoWordCommand(name) { (word, argument) = (.program, .option) }
    if text[name.upperBound] == UInt8(ascii: ","), joint != .brace { return false }
    if argument == .sentence,
      word == .word || text[name.upperBound].isWord
        || text[name.upperBound] == UInt8(ascii: "=") || text[name.upperBound] == UInt8(ascii: ":")
    {
      return false
    }
    let rule = rule(joint, word, argument, name, index, isAbsolute)
    let range = index..<name.upperBound
    evidence.add(rule, text, range)
    if rule.weight >= ShellRule.likelyJoined.weight {
      let isWhole = joint == .substitution || joint == .brace || joint == .line
      if isWhole, isFirst(index) || text[index - 1] == UInt8(ascii: "$") {
        evidence.add(ShellRule.whole, text, range)
      }
      if text.role.contains(.command) || text.role.contains(.host) {
        evidence.add(ShellRule.commandRole, text, range)
      }
    }
    return rule.weight >= ShellRule.likelyJoined.weight
  }

  /// True if nothing but blanks, quotes and closing brackets stands before.
  func isFirst(_ index: Int) -> Bool {
    var before = text.lastSolid(before: index)
    while before >= 0, ShellCommand.isJoint(text[before]) || text[before].isSpace { before -= 1 }
    return before < 0 || "'\")".utf8.contains(text[before])
  }

  /// True if nothing but blanks, quotes and joints stands before.
  func beginsValue(_ index: Int) -> Bool {
    var before = index - 1
    while before >= 0,
      text[before].isSpace || ShellCommand.isJoint(text[before])
        || "'\"".utf8.contains(text[before])
    {
      before -= 1
    }
    return before < 0
  }

  /// How much a joint, a name and what stands behind it say together.
  func rule(
    _ joint: Joint, _ word: ShellWord, _ argument: Argument, _ name: Range<Int>, _ index: Int,
    _ isAbsolute: Bool
  ) -> Rule {
    let isTelling =
      isAbsolute || argument == .path || argument == .option || argument == .address
    if word == .program {
      if argument == .sentence {
        return beginsValue(index) ? ShellRule.joined : ShellRule.programInProse
      }
      let isOther = isBetweenPipes(name, index) || isAlternative(index) && !isTelling
      if joint == .pipe, isOther { return ShellRule.likelyJoined }
      switch joint {
      case .pipe, .line, .brace: return ShellRule.joined
      case .substitution:
        return isQuotedInProse(name, index) ? ShellRule.programInProse : ShellRule.joined
      case .semicolon:
        // `;rm` at the end: also what a list of short names looks like.
        let isShort = argument == .none && !isFirst(index) && name.count < 4
        return isShort && !isAbsolute ? ShellRule.likelyJoined : ShellRule.joined
      case .ampersand:
        let isList = index > 0 && text[index - 1] != UInt8(ascii: "&") && !isFirst(index)
        return isList && !isTelling ? ShellRule.likelyJoined : ShellRule.joined
      }
    }
    // A word behind a sentence is a word: "one; two; three and find".
    if !isTelling, isProse(before: index) { return ShellRule.joinedWord }
    switch joint {
    case .pipe:
      if isBetweenPipes(name, index) {
        let isTight = text[name.upperBound] == UInt8(ascii: "|") && text[index + 1].isLetter
        return isTight ? ShellRule.likelyJoined : ShellRule.joinedWord
      }
      return isTelling || isFirst(index) || argument == .separator || argument == .none
        ? ShellRule.joined : ShellRule.likelyJoined
    case .semicolon, .ampersand:
      if isTelling || isFirst(index) { return ShellRule.joined }
      if argument == .separator, joint == .semicolon { return ShellRule.likelyJoined }
      return argument == .none && joint == .semicolon && text[index + 1].isLetter
        ? ShellRule.likelyJoined : ShellRule.joinedWord
    case .substitution:
      return isQuotedInProse(name, index) ? ShellRule.joinedWord : ShellRule.likelyJoined
    case .brace: return ShellRule.likelyJoined
    case .line:
      let isAlone = beginsValue(index) && argument != .sentence
      return isTelling || isAlone ? ShellRule.likelyJoined : ShellRule.joinedWord
    }
  }

  /// `a | time | host`: a table's row, or a word in bars.
  func isBetweenPipes(_ name: Range<Int>, _ index: Int) -> Bool {
    let next = text.skipSpaces(name.upperBound)
    return text[next] == UInt8(ascii: "|") && (next > name.upperBound || !isFirst(index))
  }

  /// `curl | wget`: one word or another, with blanks around the bar.
  func isAlternative(_ index: Int) -> Bool {
    guard index > 0, text[index - 1].isSpace, text[index + 1].isSpace else { return false }
    var before = text.lastSolid(before: index)
    guard before >= 0 else { return false }
    while before >= 0, text[before].isLetter || text[before] == UInt8(ascii: "-") { before -= 1 }
    return before < 0 ? text[index - 2].isLetter : text[before].isSpace
  }

  /// A command in backticks or brackets that a sentence talks about.
  func isQuotedInProse(_ name: Range<Int>, _ index: Int) -> Bool {
    if isProse(before: index) || index > 0 && text[index - 1] == UInt8(ascii: "[") { return true }
    var end = name.upperBound
    while end < text.count, text[end] != UInt8(ascii: "`"), text[end] != UInt8(ascii: ")") {
      end += 1
    }
    while ".,:;".utf8.contains(text[end + 1]) { end += 1 }
    return text[end + 1] == 0x20 && text[end + 2].isLetter
  }

  /// True if several words stand before: a sentence that quotes a command.
  func isProse(before index: Int) -> Bool {
    var words = 0
    for offset in max(0, index - 64)..<min(index, text.count)
    where text[offset].isSpace && offset > 0 && text[offset - 1].isLetter { words += 1 }
    return words >= 1
  }
}
