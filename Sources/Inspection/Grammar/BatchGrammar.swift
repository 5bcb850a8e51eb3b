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
    if let start = text.firstIndex(of: "if ") ?? text.firstIndex(of: "if/i "), isBoundary(start) {
      condition(start, &evidence)
    }
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
    var next = text.skipSpaces(start + 2)
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
      let operand = text.skipSpaces(next + word.utf8CodeUnitCount)
      var end = operand
      while end < text.count, !text[end].isSpace { end += 1 }
      let behind = text.skipSpaces(end)
      // A number, a file, or the command right behind the name.
      if text[operand].isDigit || text.bytes[operand..<end].contains(UInt8(ascii: "."))
        || text.has("set ", at: behind) || text.has("(set ", at: behind)
      {
        marks += 1
      }
    }
    if comparesMarked(next) { marks += 1 }
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

  /// `"%1"=="/?"`, `(%1)==(x)`, `[%1]==[x]`: both sides in the same marks, for empty values.
  private func comparesMarked(_ start: Int) -> Bool {
    guard let equals = text.firstIndex(of: "==", from: start), equals > start + 1 else {
      return false
    }
    let pairs: [(UInt8, UInt8)] = [(0x22, 0x22), (0x28, 0x29), (0x5b, 0x5d)]
    return pairs.contains { open, close in
      text[start] == open && text[equals - 1] == close && text[equals + 2] == open
    }
  }

  private static let loopRule = Rule(.commandInjection, 100, "a loop of Windows' command processor")
  private static let conditionRule = Rule(
    .commandInjection, 100, "a condition of Windows' command processor")
  private static let likelyCondition = Rule(
    .commandInjection, 50, "what may be a condition of a command processor")
}
