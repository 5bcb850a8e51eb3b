/// What a condition gives away: a comparison that needs no table, a function that only takes time.
extension SQLGrammar {
  /// `or 1=1`, `and 'a'='a`, `|| sleep(5)`, `where 1707=1707`: what stands behind a logic word.
  func condition(_ index: Int, _ evidence: inout Evidence) {
    if text[tokens[index].range.lowerBound] == UInt8(ascii: "|") { concatenation(index, &evidence) }
    let start = skipOpens(index + 1)
    guard let left = token(start) else { return }
    let behindValue = index > 0 && !isProse(index - 1)
    if left.word == .select, kind(start - 1) == .open {
      return add(SQLRule.subquery, start, &evidence)
    }
    if let word = left.word, word == .attackFunction || word == .function || word == .exists,
      let close = callEnd(start)
    {
      if word == .attackFunction || brokeOut || behindValue && word == .exists {
        add(SQLRule.functionCondition, start, &evidence)
      }
      if comparison(close) != nil { add(SQLRule.functionComparison, start, &evidence) }
      return
    }
    guard let end = operandEnd(start) else { return }
    let opens = tokens[index..<start].filter { $0.kind == .open }.count
    if let right = comparison(end, closing: brokeOut ? .max : opens) {
      let rightStart = skipOpens(right)
      if left.isLiteral, token(rightStart)?.isLiteral ?? false || isSame(start, rightStart) {
        let weight = behindValue || brokeOut || index == 0
        add(weight ? SQLRule.tautology : SQLRule.comparison, start, &evidence)
      } else if isSame(start, rightStart), index == 0 || behindValue || brokeOut {
        add(SQLRule.tautology, start, &evidence)
      } else if word(rightStart) == .select || word(rightStart) == .attackFunction {
        add(SQLRule.subquery, rightStart, &evidence)
      } else if brokeOut {
        add(SQLRule.brokenCondition, start, &evidence)
        if left.isLiteral { add(SQLRule.comparison, start, &evidence) }
      } else if left.isLiteral {
        add(SQLRule.comparison, start, &evidence)
      }
    } else if left.isLiteral, isEnd(end), behindValue || brokeOut {
      let commented = kind(end) == .comment || left.word == .constant
      let isHidden =
        text.firstIndex(
          of: "/*", from: tokens[index].range.upperBound, before: left.range.lowerBound) != nil
      let isTelling = commented && brokeOut || isHidden
      add(isTelling ? SQLRule.tautology : SQLRule.constantCondition, start, &evidence)
    }
  }

  /// True if two tokens are the same name: `x=x`.
  func isSame(_ a: Int, _ b: Int) -> Bool {
    guard let first = token(a), let second = token(b), first.range.count == second.range.count,
      first.word == .other
    else { return false }
    return text.bytes[first.range] == text.bytes[second.range]
  }

  /// True if the token is a plain word of a sentence: "this or that".
  func isProse(_ index: Int) -> Bool {
    switch kind(index) {
    case .word(.other), .word(.function), .other: true
    default: false
    }
  }

  /// The index behind a comparison operator at `index`, nil if there is none.
  func comparison(_ index: Int, closing opens: Int = .max) -> Int? {
    var index = index
    var closes = 0
    while kind(index) == .close, closes < opens {
      index += 1
      closes += 1
    }
    if kind(index) == .not { index += 1 }
    switch kind(index) {
    case .comparison, .word(.like), .word(.between): return index + 1
    case .word(.in): return kind(index + 1) == .open ? index + 1 : nil
    case .word(.is):
      let value = kind(index + 1) == .not ? index + 2 : index + 1
      return word(value) == .constant ? value : nil
    default: return nil
    }
  }

  /// The index behind a literal, a name with dots, or a call.
  func operandEnd(_ index: Int) -> Int? {
    guard let first = token(index) else { return nil }
    if first.isLiteral || first.kind == .variable { return arithmeticEnd(index + 1) }
    guard first.word != nil else { return nil }
    var end = index + 1
    while kind(end) == .dot { end += 2 }
    if kind(end) == .open { return closing(end).map { $0 + 1 } ?? tokens.count }
    return end
  }

  func arithmeticEnd(_ index: Int) -> Int {
    var index = index
    while kind(index) == .arithmetic, token(index + 1)?.isLiteral ?? false { index += 2 }
    return index
  }

  func callEnd(_ index: Int) -> Int? {
    var end = index + 1
    while kind(end) == .dot { end += 2 }
    guard kind(end) == .open else { return nil }
    return closing(end).map { $0 + 1 } ?? tokens.count
  }

  func closing(_ open: Int) -> Int? {
    var depth = 0
    for index in open..<tokens.count {
      if tokens[index].kind == .open { depth += 1 }
      if tokens[index].kind == .close { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }
}
