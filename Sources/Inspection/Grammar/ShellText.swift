/// Takes the disguise off a shell command: what a shell would throw away before it runs it.
///
/// `c''at`, `c\at`, `w"h"oami`, `ca$@t`, `cat${IFS}/etc`, `{cat,/etc/passwd}`, `/bi[n]/sh`, `ca^t`
/// all lose what only hides them (POSIX.1-2017, Shell Command Language §2.2 and §2.6).
enum ShellText {
  /// The text without its disguise, and how many tricks were undone.
  static func bare(_ text: Text) -> (Text, tricks: Int) {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var tricks = 0
    var index = 0
    while index < text.count {
      let (length, replacement, isTrick) = step(text, index, behind: output.last ?? 0)
      if isTrick { tricks += 1 }
      if let replacement { output.append(replacement) }
      index += length
    }
    return (Text(output, field: text.field, role: text.role, traits: text.traits), tricks)
  }

  /// How many bytes to take, what to put for them, and whether hiding was their only purpose.
  private static func step(_ text: Text, _ index: Int, behind: UInt8) -> (Int, UInt8?, Bool) {
    let byte = text[index]
    let next = text[index + 1]
    switch byte {
    case UInt8(ascii: "\\"):
      if next == UInt8(ascii: "n"),
        index == 0 || text[index + 2] == UInt8(ascii: "/") || index + 2 >= text.count
      {
        return (2, 0x0a, false)
      }
      return next.isLetter && behind.isLetter ? (1, nil, true) : (1, byte, false)
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      if next == byte, behind.isWord, text[index + 2].isWord { return (2, nil, true) }
      return behind.isLetter && next.isLetter ? (1, nil, false) : (1, byte, false)
    case UInt8(ascii: "^"):
      return behind.isLetter && next.isLetter ? (1, nil, true) : (1, byte, false)
    case UInt8(ascii: "$"): return variable(text, index, behind)
    case UInt8(ascii: "["):
      if text[index + 2] == UInt8(ascii: "]"), next.isWord,
        behind.isWord || behind == UInt8(ascii: "/")
      {
        return (3, next, true)
      }
      return (1, byte, false)
    case UInt8(ascii: "<"), UInt8(ascii: ">"):
      // A process without a command, in the middle of a name.
      return behind.isLetter && text.has("()", at: index + 1) && text[index + 3].isLetter
        ? (3, nil, true) : (1, byte, false)
    case UInt8(ascii: "+"): return (1, 0x20, false)
    case UInt8(ascii: "`"):
      return next == byte && behind.isWord ? (2, nil, true) : (1, byte, false)
    case 0x09: return (1, 0x20, false)
    default: return (1, byte, false)
    }
  }

  private static func variable(_ text: Text, _ index: Int, _ behind: UInt8) -> (Int, UInt8?, Bool) {
    if text.has("${ifs", at: index), let close = text.firstIndex(of: "}", from: index) {
      return (close + 1 - index, 0x20, true)
    }
    if text.has("$ifs$9", at: index) { return (6, 0x20, true) }
    if text.has("$ifs", at: index) { return (4, 0x20, true) }
    let inWord = behind.isWord || behind == UInt8(ascii: "/")
    if inWord, text.has("$()", at: index) { return (3, nil, true) }
    // Parameters that are empty where commands are run: $_ $! $- $# and the number of the process.
    if inWord, "_$!-#".utf8.contains(text[index + 1]), text[index + 2].isLetter {
      return (2, nil, true)
    }
    if inWord,
      text[index + 1] == UInt8(ascii: "@") || text[index + 1] == UInt8(ascii: "*")
        || text[index + 1] == UInt8(ascii: "?")
    {
      return (2, nil, text[index + 2].isLetter)
    }
    if inWord, text[index + 1] == UInt8(ascii: "{"),
      let close = text.firstIndex(of: "}", from: index, before: index + 16),
      text[close + 1].isLetter
    {
      return (close + 1 - index, nil, true)
    }
    return (1, UInt8(ascii: "$"), false)
  }
}
