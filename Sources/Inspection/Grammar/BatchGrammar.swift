/// Reads the FOR and IF of Windows' command processor, which no sentence has.
///
/// `for /f "tokens=1" %a in ('dir') do …`, `if not exist x (…)`, `if "%a%"=="b" echo`
/// (Microsoft, Windows Commands: for, if).
struct BatchGrammar {
  private let text: Text

  init(_ text: Text) { self.text = text }

  /// Adds what speaks for batch commands.
  func judge(_ evidence: inout Evidence) {
    if let start = text.firstIndex(of: "for "), isBoundary(start) { loop(start, &evidence) }
    if let start = text.firstIndex(of: "if "), isBoundary(start) { condition(start, &evidence) }
  }

  private func isBoundary(_ start: Int) -> Bool { start == 0 || !text[start - 1].isWord }

  private func loop(_ start: Int, _ evidence: inout Evidence) {
    let next = text.skipSpaces(start + 4)
    let hasSwitch =
      text[next] == UInt8(ascii: "/") && "dflr".utf8.contains(text[next + 1])
      && text[next + 2].isSpace
    let variable = text.firstIndex(of: "%", from: next)
    let set = text.firstIndex(of: " in ", from: next)
    guard let variable, let set, variable < set else { return }
    let body = text.firstIndex(of: "do ", from: set) != nil || text.contains(")do")
    if text[text.skipSpaces(set + 4)] == UInt8(ascii: "("), body || hasSwitch {
      evidence.add(BatchGrammar.loopRule, text, start..<set + 4)
    }
  }

  private func condition(_ start: Int, _ evidence: inout Evidence) {
    var next = text.skipSpaces(start + 3)
    var marks = 0
    if text.has("/i ", at: next) {
      next = text.skipSpaces(next + 3)
      marks += 2
    }
    if text.has("not ", at: next) {
      next = text.skipSpaces(next + 4)
      marks += 1
    }
    for word in ["exist ", "defined ", "errorlevel ", "cmdextversion "] as [StaticString]
    where text.has(word, at: next) {
      marks += word.utf8CodeUnitCount > 8 ? 2 : 1
    }
    if text[next] == UInt8(ascii: "%") || text[next + 1] == UInt8(ascii: "%")
      || text[next + 1] == UInt8(ascii: "!")
    {
      marks += 1
    }
    if text.contains("==") {
      marks += 1
      if text.contains("%~") || text.contains("%\"") || text.contains("!\"") { marks += 1 }
    }
    if marks > 0, text[text.count - 1] == UInt8(ascii: "(") { marks += 1 }
    for word in [" equ ", " neq ", " lss ", " leq ", " gtr ", " geq "] as [StaticString]
    where text.contains(word) { marks += 2 }
    for word in [" echo ", " goto ", " cmd", " @echo", "(cmd", "(echo"] as [StaticString]
    where text.firstIndex(of: word, from: next) != nil { marks += 2 }
    if marks >= 3 {
      evidence.add(BatchGrammar.conditionRule, text, start..<text.count)
    } else if marks == 2 {
      evidence.add(BatchGrammar.likelyCondition, text, start..<text.count)
    }
  }

  private static let loopRule = Rule(.commandInjection, 100, "a loop of Windows' command processor")
  private static let conditionRule = Rule(
    .commandInjection, 100, "a condition of Windows' command processor")
  private static let likelyCondition = Rule(
    .commandInjection, 50, "what may be a condition of a command processor")
}
