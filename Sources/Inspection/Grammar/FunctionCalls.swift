/// Looks for calls that run something: `system('id')`, `eval(…)`, `$a(…)`, `(sy.(st).em)('id')`.
struct FunctionCalls {
  private let text: Text

  init(_ text: Text) { self.text = text }

  /// Adds what speaks for a call.
  func judge(_ evidence: inout Evidence) {
    for index in text.bytes.indices where text[index] == UInt8(ascii: "(") {
      named(index, &evidence)
      computed(index, &evidence)
    }
  }

  /// Adds what only shows without blanks and comments: names in brackets, names put together, and
  /// calls whose name a comment kept apart from its arguments.
  func judgeDense(_ evidence: inout Evidence, comments: Bool) {
    for open in text.bytes.indices where text[open] == UInt8(ascii: "(") && open > 0 {
      let before = text[open - 1]
      if ")]".utf8.contains(before), bracketsName(before: open) {
        evidence.add(CallRule.computed, text, open - 1..<open)
      }
      if before == UInt8(ascii: "\""), open > 2, text[open - 2].isWord,
        text[open + 1] == UInt8(ascii: "'") || text.bytes[..<open].contains(UInt8(ascii: ")"))
      {
        evidence.add(CallRule.computed, text, open - 1..<open)
      }
      guard comments else { continue }
      var start = open
      while start > 0, text[start - 1].isWord { start -= 1 }
      if before.isWord, FunctionCalls.table.meaning(of: start..<open, in: text) == .runs {
        evidence.add(CallRule.commentedRun, text, start..<open)
      }
      let isVariable = start > 0 && text[start - 1] == UInt8(ascii: "$") && before.isWord
      if isVariable || before == UInt8(ascii: "]") && subscriptsVariable(open - 1)
        || before == UInt8(ascii: ")") && text[open + 1] == UInt8(ascii: "'")
      {
        evidence.add(CallRule.computed, text, start..<open)
      }
    }
  }

  private func named(_ open: Int, _ evidence: inout Evidence) {
    var end = open
    while end > 0, text[end - 1].isSpace { end -= 1 }
    if end > 1, text[end - 1] == UInt8(ascii: "/"), text[end - 2] == UInt8(ascii: "*") {
      var start = end - 2
      while start > 1, !text.has("/*", at: start - 2) { start -= 1 }
      end = max(start - 2, 0)
    }
    var start = end
    while start > 0, text[start - 1].isWord { start -= 1 }
    guard end > start, let sort = FunctionCalls.table.meaning(of: start..<end, in: text) else {
      return
    }
    let argument = text.skipSpaces(open + 1)
    let next = text[argument]
    let takesCode =
      next == UInt8(ascii: "'") || next == UInt8(ascii: "\"") || next == UInt8(ascii: "$")
      || next == UInt8(ascii: "`")
    let innerEnd = text.wordEnd(argument)
    let nests =
      text[innerEnd] == UInt8(ascii: "(")
      && FunctionCalls.table.meaning(of: argument..<innerEnd, in: text) != nil
    switch sort {
    case .runs:
      let isMember = start > 0 && text[start - 1] == UInt8(ascii: ".")
      let loads = text.has("require", at: start) || text.has("include", at: start)
      if takesCode || nests {
        evidence.add(isMember || loads ? CallRule.likely : CallRule.runs, text, start..<open)
      } else if next == UInt8(ascii: ")") {
        evidence.add(CallRule.bare, text, start..<open)
      } else if text[end] == UInt8(ascii: "(")
        || text[start == 0 ? 0 : start - 1] == UInt8(ascii: "@")
      {
        let close = text[text.count - 1]
        let isWhole = start == 0 && (close == UInt8(ascii: ")") || close == UInt8(ascii: ";"))
        evidence.add(isWhole ? CallRule.likely : CallRule.bare, text, start..<open)
      }
      if end < open, text[end] != UInt8(ascii: " ") {
        evidence.add(CallRule.commented, text, start..<open)
      }
    case .helper:
      evidence.add(takesCode || nests ? CallRule.likely : CallRule.bare, text, start..<open)
    }
    if start > 0, text[start - 1] == UInt8(ascii: "@") || text[start - 1] == UInt8(ascii: ";") {
      evidence.add(CallRule.joined, text, start..<open)
    }
  }

  /// True for words that begin a statement of PHP.
  static func isStatement(_ text: Text, _ range: Range<Int>) -> Bool {
    if table.meaning(of: range, in: text) != nil { return true }
    return text.has("php", at: range.lowerBound) && range.count == 3
  }

  /// True for `(system)` or `[system][0]` before an offset: the name of a function in brackets.
  private func bracketsName(before open: Int) -> Bool {
    var start = max(0, open - 24)
    while start < open {
      guard text[start].isWord, start == 0 || !text[start - 1].isWord else { start += 1; continue }
      let end = text.wordEnd(start)
      if start > 0, end < open, "([".utf8.contains(text[start - 1]), ")]".utf8.contains(text[end]),
        FunctionCalls.table.meaning(of: start..<end, in: text) == .runs
      {
        return true
      }
      start = end
    }
    return false
  }

  /// A call through a variable or a computed name.
  private func computed(_ open: Int, _ evidence: inout Evidence) {
    let before = text.lastSolid(before: open)
    guard before >= 0 else { return }
    let argument = text.skipSpaces(open + 1)
    let hasArgument =
      text[argument] == UInt8(ascii: "'") || text[argument] == UInt8(ascii: "\"")
      || text[argument].isWord || text[argument] == UInt8(ascii: "$")
    if before == open - 1, ")]".utf8.contains(text[before]), bracketsName(before: open) {
      evidence.add(CallRule.computed, text, before..<open)
    }
    let takesText =
      text[argument] == UInt8(ascii: "'") || text[argument] == UInt8(ascii: "\"")
      || text[argument] == UInt8(ascii: "$")
    switch text[before] {
    case UInt8(ascii: ")"), UInt8(ascii: "'"), UInt8(ascii: "\""):
      // `('sys'.'tem')('id')`, `(sy.(st).em)('id')`, `"system"('id')`
      guard before == open - 1, before > 2,
        text[before] == UInt8(ascii: ")") || text[before - 1].isWord
      else { return }
      let isStatement = text[text.count - 1] == UInt8(ascii: ";") && hasArgument
      if takesText || isStatement { evidence.add(CallRule.computed, text, before..<open) }
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      let isText = before == open - 1 && takesText
      if isText || hasArgument && subscriptsVariable(before) {
        evidence.add(CallRule.computed, text, before..<open)
      }
    default:
      var start = before + 1
      while start > 0, text[start - 1].isWord { start -= 1 }
      if start > 0, text[start - 1] == UInt8(ascii: "$"), before >= start {
        let isStatement = hasArgument && text[text.count - 1] == UInt8(ascii: ";")
        let runs = takesText || isStatement
        evidence.add(runs ? CallRule.computed : CallRule.variable, text, start - 1..<open)
      }
      if start > 2, text.has("::$", at: start - 3) {
        evidence.add(CallRule.computed, text, start..<open)
      }
    }
  }

  /// True if the bracket that closes at an offset belongs to a variable: `$_[…]`, `${…}`,
  /// `$a[1][2]`. Looks back 64 bytes at most.
  private func subscriptsVariable(_ close: Int) -> Bool {
    var index = close
    let first = max(0, close - 64)
    while index >= first {
      let isOpen = text[index] == UInt8(ascii: "[") || text[index] == UInt8(ascii: "{")
      if isOpen, index > 0 {
        var start = index
        while start > 0, text[start - 1].isWord { start -= 1 }
        if start > 0, text[start - 1] == UInt8(ascii: "$") { return true }
      }
      index -= 1
    }
    return false
  }

  private enum Sort: Sendable { case runs, helper }

  private static let table = WordTable<Sort>([
    (
      """
      system exec passthru shell_exec popen proc_open pcntl_exec eval assert create_function
      call_user_func call_user_func_array include include_once require require_once phpinfo
      preg_replace unserialize file_get_contents file_put_contents base64_decode execfile compile
      """, .runs
    ),
    (
      """
      gzinflate gzuncompress str_rot13 rawurldecode convert_uuencode chr pack unpack array_map
      array_filter usort ob_start curl_exec curl_init fopen readfile file scandir opendir getenv
      ini_set putenv posix_getpwuid get_cfg_var php_uname symlink move_uploaded_file parse_str
      extract preg_match is_callable func_get_args register_shutdown_function mb_ereg_replace
      proc_nice apache_setenv dl show_source highlight_file echo print die var_dump print_r intval
      strip_tags is_array is_int is_string is_numeric is_object is_null is_float method_exists
      addslashes stripslashes htmlspecialchars urldecode urlencode bzdecompress gzdecode
      """, .helper
    ),
  ])
}

/// What the reader of calls looks for.
enum CallRule {
  static let runs = Rule(.codeInjection, 100, "a call that runs what it is given")
  static let likely = Rule(.codeInjection, 60, "what may be a call that runs something")
  static let bare = Rule(.codeInjection, 30, "a function of a programming language, called")
  static let commented = Rule(.codeInjection, 70, "a comment between a function and its arguments")
  static let commentedRun = Rule(
    .codeInjection, 100, "a comment between what runs code and its arguments")
  static let joined = Rule(.codeInjection, 50, "a call joined to a value")
  static let computed = Rule(.codeInjection, 100, "a call by a computed name")
  static let variable = Rule(.codeInjection, 20, "a variable called as a function")
}
