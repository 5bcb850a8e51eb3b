/// Reads what stands between the brackets of template languages.
///
/// A bare name between brackets (`{{name}}`, `${id}`) is a placeholder that somebody forgot to fill
/// and common on the web; arithmetic, calls and members of the runtime are not.
struct Template {
  private let text: Text

  init(_ text: Text) { self.text = text }

  /// Adds what speaks for an expression that is meant to be evaluated.
  func judge(_ evidence: inout Evidence) {
    for (open, close) in Template.brackets {
      var from = 0
      var found = 0
      while let start = text.firstIndex(of: open, from: from) {
        let inner = start + open.utf8CodeUnitCount
        let limit = min(text.count, inner + Template.longest)
        let end = text.firstIndex(of: close, from: inner, before: limit) ?? limit
        expression(inner..<max(end, inner), closed: end < limit, &evidence)
        from = inner
        found += 1
        // Past a few, only what no other bracket opens in: the innermost ones.
        if found > Template.most { from = lastOpen(open, inner, end) }
      }
    }
  }

  private static let brackets: [(StaticString, StaticString)] = [
    ("{{", "}}"), ("${", "}"), ("#{", "}"), ("<%=", "%>"), ("<%", "%>"), ("{%", "%}"), ("*{", "}"),
    ("@(", ")"), ("[[${", "}]]"), ("~{", "}"), ("{#", "}"), ("#set(", ")"), ("{php}", "{/php}"),
  ]

  /// The last place before `end` where the bracket opens, or `end`.
  private func lastOpen(_ open: StaticString, _ start: Int, _ end: Int) -> Int {
    var index = end - open.utf8CodeUnitCount
    while index > start, !text.has(open, at: index) { index -= 1 }
    return index > start ? index : max(end, start)
  }

  /// Longer expressions are read by their beginning.
  private static let longest = 512
  /// How many brackets of a sort are read with all that they contain.
  private static let most = 16

  private func expression(_ range: Range<Int>, closed: Bool, _ evidence: inout Evidence) {
    guard !range.isEmpty else { return }
    if let product = arithmetic(range) { evidence.add(TemplateRule.arithmetic, text, product) }
    let inner = text.bytes[range]
    let hasCall = inner.contains(UInt8(ascii: "("))
    let hasMember = inner.contains(UInt8(ascii: ".")) || inner.contains(UInt8(ascii: "["))
    let hasQuote = inner.contains(UInt8(ascii: "'")) || inner.contains(UInt8(ascii: "\""))
    let hasNumber =
      inner.split(separator: UInt8(ascii: "(")).dropFirst().first?.first?.isDigit ?? false
    if hasCall, hasMember || hasQuote || hasNumber {
      evidence.add(TemplateRule.call, text, range)
    } else if hasCall, !hasSpaceWord(range) {
      evidence.add(TemplateRule.plainCall, text, range)
    }
    if inner.contains(UInt8(ascii: "|")), hasMember && hasQuote {
      evidence.add(TemplateRule.filter, text, range)
    }
    if text.bytes[range].contains(UInt8(ascii: "@")), closed, hasCall || hasMember {
      evidence.add(TemplateRule.runtime, text, range)
    }
    for word in Template.runtime
    where text.firstIndex(of: word, from: range.lowerBound, before: range.upperBound) != nil {
      evidence.add(TemplateRule.runtime, text, range)
    }
  }

  private func hasSpaceWord(_ range: Range<Int>) -> Bool {
    text.bytes[range].contains(0x20) && !text.bytes[range].contains(UInt8(ascii: ";"))
  }

  /// `7*7`, `7*'7'`, `191 + 5`: digits, an operator, digits, and nothing else.
  private func arithmetic(_ range: Range<Int>) -> Range<Int>? {
    var digits = 0
    var operators = 0
    for index in range {
      switch text[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "%"),
        UInt8(ascii: "-"):
        operators += 1
      case UInt8(ascii: " "), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "("),
        UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "="):
        break
      default: return nil
      }
    }
    return digits >= 2 && operators >= 1 ? range : nil
  }

  private static let runtime: [StaticString] = [
    "__", "config", "self.", "request.", "settings.", "globals", "java.", "runtime", "process",
    "constructor", "import ", "system", "include", "debug", "dump(", "env.", "class", "exec",
    "session.", "application.", "$on", "kernel", "file.", "cycler", "lipsum", "namespace(",
    "range.", "get_user_file", "freemarker", "execute", "?new", "php", "_self",
  ]
}

/// What the template grammar looks for.
enum TemplateRule {
  static let arithmetic = Rule(.codeInjection, 100, "a template expression that only calculates")
  static let call = Rule(.codeInjection, 80, "a template expression with a call")
  static let plainCall = Rule(.codeInjection, 40, "what may be a call in a template")
  static let filter = Rule(.codeInjection, 60, "a template expression with a filter")
  static let runtime = Rule(
    .codeInjection, 70, "a template expression that reaches for the runtime")
}
