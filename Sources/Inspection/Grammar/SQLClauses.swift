/// What the clauses of a query give away: UNION SELECT, ORDER BY a number, functions of databases.
extension SQLGrammar {
  func clause(_ word: SQLWord, _ index: Int, _ evidence: inout Evidence) {
    switch word {
    case .union: union(index, &evidence)
    case .select: select(index, &evidence)
    case .where, .having: filter(index, &evidence)
    case .orderGroup: order(index, &evidence)
    case .wait: wait(index, &evidence)
    case .like: like(index, &evidence)
    case .caseWhen: caseWhen(index, &evidence)
    case .attackFunction where callEnd(index) != nil: call(index, &evidence)
    case .function where isCall(index): plainCall(index, &evidence)
    case .in: inClause(index, &evidence)
    case .limit where brokeOut:
      if kind(index + 1) == .number { add(SQLRule.tail, index, &evidence) }
    case .statement where index == 0: statement(index, &evidence)
    case .into: into(index, &evidence)
    default: break
    }
  }

  func union(_ index: Int, _ evidence: inout Evidence) {
    var next = index + 1
    if word(next) == .all { next += 1 }
    while kind(next) == .open { next += 1 }
    guard word(next) == .select || word(next) == .values else { return }
    var item = next + 1
    if word(item) == .all { item += 1 }
    while kind(item) == .open { item += 1 }
    let first = token(item)
    let isList =
      first?.isLiteral ?? false || first?.kind == .variable || kind(item) == .arithmetic
      || kind(item + 1) == .comma || isCall(item)
    let rule = isList ? SQLRule.union : next > index + 1 ? SQLRule.unionAll : SQLRule.unionWord
    add(rule, index, &evidence)
    if brokeOut { add(SQLRule.union, index, &evidence) }
  }

  func select(_ index: Int, _ evidence: inout Evidence) {
    // 'select' in quotes is a word that somebody quotes.
    if index == 1, lexer.breakout == tokens[index].range.lowerBound { return }
    let item = word(index + 1) == .all ? index + 2 : index + 1
    let isNested = kind(index - 1) == .open
    let first = token(item)
    let startsList =
      first?.isLiteral ?? false || first?.kind == .variable || kind(item) == .arithmetic
      || kind(item + 1) == .comma || kind(item + 1) == .dot
      || (first?.word == .attackFunction || first?.word == .function) && callEnd(item) != nil
      || kind(item) == .open || first?.word == .caseWhen
    if startsList { add(SQLRule.selectList, index, &evidence) }
    if isNested && startsList { add(SQLRule.nestedSelect, index, &evidence) }
    guard let from = tokens[index...].firstIndex(where: { $0.word == .from }) else { return }
    guard kind(from + 1) != nil else { return }
    if startsList || isNested { add(SQLRule.selectFrom, from, &evidence) }
    if tokens[from...].contains(where: { $0.word == .where }) {
      add(SQLRule.selectWhere, from, &evidence)
    }
  }

  func filter(_ index: Int, _ evidence: inout Evidence) {
    let start = skipOpens(index + 1)
    guard let left = token(start) else { return }
    if let word = left.word, word == .attackFunction || word == .function, let end = callEnd(start),
      comparison(end) != nil
    {
      return add(SQLRule.filterFunction, index, &evidence)
    }
    guard left.isLiteral, let end = operandEnd(start), let right = comparison(end),
      token(skipOpens(right))?.isLiteral ?? false
    else { return }
    let joins = index > 0 || text[0].isSpace
    add(joins ? SQLRule.tautology : SQLRule.filterOnly, index, &evidence)
  }

  func order(_ index: Int, _ evidence: inout Evidence) {
    guard word(index + 1) == .by else { return }
    guard let column = token(index + 2) else { return }
    if column.kind == .number || column.kind == .open || callEnd(index + 2) != nil {
      add(SQLRule.orderBy, index, &evidence)
      if isEnd(index + 3), index + 3 < tokens.count { add(SQLRule.cutOff, index, &evidence) }
      if index > 0 ? !isProse(index - 1) : text[0].isSpace { add(SQLRule.tail, index, &evidence) }
    }
  }

  func wait(_ index: Int, _ evidence: inout Evidence) {
    guard let next = token(index + 1) else { return }
    if text.has("delay", at: next.range.lowerBound) || text.has("time", at: next.range.lowerBound) {
      add(SQLRule.delay, index, &evidence)
    }
  }

  func like(_ index: Int, _ evidence: inout Evidence) {
    let right = skipOpens(index + 1)
    if word(right) == .select { return add(SQLRule.subquery, index, &evidence) }
    if word(right) == .attackFunction, callEnd(right) != nil, index > 0 {
      return add(SQLRule.functionCondition, right, &evidence)
    }
    if kind(index + 1) == .string || kind(index + 1) == .open, index <= 1 || brokeOut {
      add(SQLRule.tail, index, &evidence)
    }
  }

  func caseWhen(_ index: Int, _ evidence: inout Evidence) {
    guard text.has("case", at: tokens[index].range.lowerBound) else { return }
    let words = tokens[index...].filter { $0.word == .caseWhen }
    if words.count >= 3 { add(SQLRule.caseWhen, index, &evidence) }
    if constantsCompared(skipOpens(index + 2)) { add(SQLRule.constantCase, index, &evidence) }
  }

  /// True for `6620=3092` at an index.
  func constantsCompared(_ index: Int) -> Bool {
    guard token(index)?.isLiteral ?? false, let end = operandEnd(index) else { return false }
    return kind(end) == .comparison && token(end + 1)?.isLiteral ?? false
  }

  /// A database's own function, called: more telling with a literal or a query inside.
  func call(_ index: Int, _ evidence: inout Evidence) {
    guard let open = callEnd(index).map({ _ in tokens[index...].firstIndex { $0.kind == .open } }),
      let open
    else { return }
    let argument = skipOpens(open + 1)
    let name = tokens[index].range
    if text.isTimeFunction(name) {
      let timed = token(argument)?.kind == .number || word(argument) == .select
      add(timed ? SQLRule.timeFunction : SQLRule.functionCall, index, &evidence)
      let isWhole = index == 0 && closing(open).map { isEnd($0 + 1) } ?? true
      if timed && isWhole || word(index - 1) == .select { add(SQLRule.onlyTime, index, &evidence) }
      return
    }
    if constantsCompared(argument) { add(SQLRule.constantArgument, index, &evidence) }
    add(SQLRule.functionCall, index, &evidence)
    if word(argument) == .select || token(argument)?.word == .attackFunction {
      add(SQLRule.nestedSelect, index, &evidence)
    }
    // `char(113)+char(113)`, `chr(66)||chr(67)`: a string spelled to avoid quotes.
    if let end = closing(open), kind(end + 1) == .logic || kind(end + 1) == .arithmetic,
      let following = token(end + 2), following.word == .attackFunction,
      following.range.count == name.count
    {
      add(SQLRule.spelledString, index, &evidence)
    }
  }

  func plainCall(_ index: Int, _ evidence: inout Evidence) {
    let argument = skipOpens(index + 2)
    let inner = token(argument)
    if text.has("if", at: tokens[index].range.lowerBound), tokens[index].range.count == 2 {
      if inner?.isLiteral ?? false || inner?.word == .select || callEnd(argument) != nil,
        comparison(argument + 1) != nil || callEnd(argument) != nil
      {
        let isTernary = tokens[index...].contains { $0.kind == .comma }
        add(isTernary ? SQLRule.ifCall : SQLRule.functionCall, index, &evidence)
      }
    } else if inner?.word == .select {
      add(SQLRule.nestedSelect, index, &evidence)
    } else if brokeOut {
      add(SQLRule.functionCall, index, &evidence)
    }
  }

  func inClause(_ index: Int, _ evidence: inout Evidence) {
    if kind(index + 1) == .open, word(skipOpens(index + 1)) == .select {
      add(SQLRule.subquery, index, &evidence)
    }
    if let next = token(index + 1), text.has("boolean mode", at: next.range.lowerBound), brokeOut {
      add(SQLRule.booleanMode, index, &evidence)
    }
  }

  func into(_ index: Int, _ evidence: inout Evidence) {
    guard let next = token(index + 1) else { return }
    if next.kind == .variable || next.word == .attackFunction {
      add(SQLRule.into, index, &evidence)
    }
  }

  func variable(_ index: Int, _ evidence: inout Evidence) {
    let range = tokens[index].range
    guard range.count > 2, text[range.lowerBound + 1] == UInt8(ascii: "@") else { return }
    add(SQLRule.systemVariable, index, &evidence)
  }

  func cast(_ index: Int, _ evidence: inout Evidence) {
    guard let type = token(index + 1), text.isColumnType(type.range) else { return }
    add(SQLRule.cast, index, &evidence)
    let before = word(index - 1)
    if index > 0,
      kind(index - 1) == .string || kind(index - 1) == .close || before == .function
        || before == .attackFunction
    {
      add(SQLRule.castLiteral, index, &evidence)
    }
  }

  /// `'{"a":1}' -> 'a'`, `'{…}' ?| array[…]`: PostgreSQL's and SQLite's operators on JSON text.
  func jsonOperator(_ index: Int, _ evidence: inout Evidence) {
    let range = tokens[index].range
    guard
      text[range.lowerBound + 1] == UInt8(ascii: "{")
        || text[range.lowerBound + 1] == UInt8(ascii: "[")
    else { return }
    let next = text.skipSpaces(range.upperBound)
    let operators: [StaticString] = ["->", "#>", "@>", "<@", "?|", "?&", "@?", "? '", "@@", "#-"]
    guard operators.contains(where: { text.has($0, at: next) }) else { return }
    add(SQLRule.jsonOperator, index, &evidence)
    if kind(index - 1) == .logic { add(SQLRule.comparison, index, &evidence) }
  }

  /// `'||'`, `'+'`: a string cut in two around an expression.
  func concatenation(_ index: Int, _ evidence: inout Evidence) {
    guard brokeOut, let breakout = lexer.breakout, index == 1 || kind(index - 1) == .string else {
      return
    }
    if word(skipOpens(index + 1)) == .select {
      return add(SQLRule.concatenation, index, &evidence)
    }
    guard let next = token(index + 1), next.kind == .string else { return }
    // `"+"` is also how people quote a sign: behind a blank, or with a sentence going on.
    let before = breakout > 1 ? text[breakout - 2] : 0
    let isQuoted = before != 0 && !before.isWord && before != UInt8(ascii: "%")
    let goesOn = text.bytes[next.range].contains(0x20)
    if !isQuoted, !goesOn { add(SQLRule.concatenation, index, &evidence) }
  }
}
