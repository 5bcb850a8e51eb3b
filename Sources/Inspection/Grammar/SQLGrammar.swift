/// Reads a stream of SQL tokens for the shapes that injections have and sentences have not.
struct SQLGrammar {
  private let text: Text
  private let lexer: SQLLexer
  private var tokens: [SQLToken] { lexer.tokens }
  /// True where a quote has closed the application's own string.
  private let brokeOut: Bool

  /// Reads a text in one context, nil if that context does not apply.
  init?(_ text: Text, _ context: SQLLexer.Context) {
    guard let lexer = SQLLexer(text, context) else { return nil }
    self.text = text
    self.lexer = lexer
    brokeOut = lexer.breakout != nil
  }

  /// Adds what speaks against the text in this context.
  func judge(_ evidence: inout Evidence) {
    if lexer.inlineComments > 0 && holdsKeyword { add(SQLRule.inlineComment, 0, &evidence) }
    if lexer.hasVersionComment { add(SQLRule.versionComment, 0, &evidence) }
    if brokeOut { breakout(&evidence) }
    for index in tokens.indices {
      switch tokens[index].kind {
      case .logic: condition(index, &evidence)
      case .semicolon: stacked(index, &evidence)
      case .comment: comment(index, &evidence)
      case .cast: cast(index, &evidence)
      case .arithmetic: concatenation(index, &evidence)
      case .word(let word): clause(word, index, &evidence)
      case .variable: variable(index, &evidence)
      case .string where !brokeOut: jsonOperator(index, &evidence)
      default: break
      }
    }
  }

  private var holdsKeyword: Bool {
    tokens.contains {
      switch $0.word {
      case nil, .other, .in, .is, .as, .all, .by, .set, .from: false
      default: true
      }
    }
  }

  private func add(_ rule: Rule, _ index: Int, _ evidence: inout Evidence) {
    evidence.add(rule, text, index < tokens.count ? tokens[index].range : 0..<0)
  }

  private func token(_ index: Int) -> SQLToken? {
    tokens.indices.contains(index) ? tokens[index] : nil
  }

  private func word(_ index: Int) -> SQLWord? { token(index)?.word }
  private func kind(_ index: Int) -> SQLToken.Kind? { token(index)?.kind }

  /// The first index from `index` that is no opening parenthesis and no NOT or sign.
  private func skipOpens(_ index: Int) -> Int {
    var index = index
    while kind(index) == .open || kind(index) == .not || kind(index) == .arithmetic { index += 1 }
    return index
  }

  private func isCall(_ index: Int) -> Bool { kind(index + 1) == .open }
  private func isEnd(_ index: Int) -> Bool {
    var index = index
    while kind(index) == .close { index += 1 }
    return index >= tokens.count || kind(index) == .comment || kind(index) == .semicolon
  }
}

// MARK: Breaking out of a string

extension SQLGrammar {
  /// What follows the quote that closes the application's string: `'`, parentheses, then SQL.
  private func breakout(_ evidence: inout Evidence) {
    var index = 1
    while kind(index) == .close { index += 1 }
    let closed = index > 1
    let spaced = (lexer.breakout.map { text[$0].isSpace || !text[$0].isWord }) ?? false
    switch kind(index) {
    case .comment where closed || cutsOff(index):
      add(closed ? SQLRule.closedComment : SQLRule.quoteComment, index, &evidence)
      if text.role.contains(.identity) { add(SQLRule.identityComment, index, &evidence) }
    case .semicolon where kind(index + 1) == .comment:
      add(SQLRule.closedComment, index, &evidence)
    case .semicolon where statementFollows(index + 1): add(SQLRule.breakout, index, &evidence)
    case .logic where spaced: add(SQLRule.breakout, index, &evidence)
    case .logic where kind(index + 1) == .string && closed: add(SQLRule.breakout, index, &evidence)
    case .word(let word) where spaced && word.continuesQuery:
      add(SQLRule.breakout, index, &evidence)
    case .arithmetic, .comparison:
      if closed || token(index + 1)?.kind == .string || kind(index + 1) == .open {
        add(SQLRule.breakout, index, &evidence)
      }
    case .comma where closed: add(SQLRule.breakout, index, &evidence)
    default: break
    }
    // The tail that opens a string again, for the application's closing quote: `and 'a'='a`.
    if let last = tokens.last, last.kind == .string, tokens.count > 3, isUnterminated(last),
      kind(tokens.count - 2) == .comparison || word(tokens.count - 2) == .like
    {
      add(SQLRule.reopened, tokens.count - 1, &evidence)
    }
  }

  /// True for a comment that nothing is glued to: `'--`, `'-- x`, `'#`; not `"--option"`, `'#1'`.
  private func cutsOff(_ index: Int) -> Bool {
    guard text[0] != UInt8(ascii: "`"), let comment = token(index),
      text[(lexer.breakout ?? 1) - 1] != UInt8(ascii: "`")
    else { return false }
    let start = comment.range.lowerBound
    let length = text[start] == UInt8(ascii: "-") ? 2 : 1
    return !text[start + length].isWord
  }

  private func isUnterminated(_ token: SQLToken) -> Bool {
    token.range.count == 1 || text[token.range.upperBound - 1] != text[token.range.lowerBound]
  }

  private func comment(_ index: Int, _ evidence: inout Evidence) {
    guard let previous = token(index - 1) else { return }
    let isDashes = text.has("--", at: tokens[index].range.lowerBound)
    // A comment that cuts off the rest of the query, after something that reads as SQL.
    if isDashes || text[tokens[index].range.lowerBound] == UInt8(ascii: "#")
      || index == tokens.count - 1
    {
      if previous.isLiteral || previous.kind == .close, hasSQL(before: index) {
        add(SQLRule.cutOff, index, &evidence)
      }
    }
  }

  private func hasSQL(before index: Int) -> Bool {
    tokens[..<index].contains {
      switch $0.kind {
      case .logic, .comparison: true
      case .word(let word): word.continuesQuery || word == .select || word == .attackFunction
      default: false
      }
    }
  }
}

// MARK: Conditions

extension SQLGrammar {
  /// `or 1=1`, `and 'a'='a`, `|| sleep(5)`, `where 1707=1707`: what stands behind a logic word.
  private func condition(_ index: Int, _ evidence: inout Evidence) {
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
      if left.isLiteral, token(rightStart)?.isLiteral ?? false {
        let weight = behindValue || brokeOut || index == 0
        add(weight ? SQLRule.tautology : SQLRule.comparison, start, &evidence)
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
      add(commented && brokeOut ? SQLRule.tautology : SQLRule.constantCondition, start, &evidence)
    }
  }

  /// True if the token is a plain word of a sentence: "this or that".
  private func isProse(_ index: Int) -> Bool {
    switch kind(index) {
    case .word(.other), .word(.function), .other: true
    default: false
    }
  }

  /// The index behind a comparison operator at `index`, nil if there is none.
  private func comparison(_ index: Int, closing opens: Int = .max) -> Int? {
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
  private func operandEnd(_ index: Int) -> Int? {
    guard let first = token(index) else { return nil }
    if first.isLiteral || first.kind == .variable { return arithmeticEnd(index + 1) }
    guard first.word != nil else { return nil }
    var end = index + 1
    while kind(end) == .dot { end += 2 }
    if kind(end) == .open { return closing(end).map { $0 + 1 } ?? tokens.count }
    return end
  }

  private func arithmeticEnd(_ index: Int) -> Int {
    var index = index
    while kind(index) == .arithmetic, token(index + 1)?.isLiteral ?? false { index += 2 }
    return index
  }

  private func callEnd(_ index: Int) -> Int? {
    var end = index + 1
    while kind(end) == .dot { end += 2 }
    guard kind(end) == .open else { return nil }
    return closing(end).map { $0 + 1 } ?? tokens.count
  }

  private func closing(_ open: Int) -> Int? {
    var depth = 0
    for index in open..<tokens.count {
      if tokens[index].kind == .open { depth += 1 }
      if tokens[index].kind == .close { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }
}

// MARK: Clauses and statements

extension SQLGrammar {
  private func clause(_ word: SQLWord, _ index: Int, _ evidence: inout Evidence) {
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

  private func union(_ index: Int, _ evidence: inout Evidence) {
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
      || kind(item + 1) == .comma || isCall(item) || first == nil
    let rule = isList ? SQLRule.union : next > index + 1 ? SQLRule.unionAll : SQLRule.unionWord
    add(rule, index, &evidence)
    if brokeOut { add(SQLRule.union, index, &evidence) }
  }

  private func select(_ index: Int, _ evidence: inout Evidence) {
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

  private func filter(_ index: Int, _ evidence: inout Evidence) {
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

  private func order(_ index: Int, _ evidence: inout Evidence) {
    guard word(index + 1) == .by else { return }
    guard let column = token(index + 2) else { return }
    if column.kind == .number || column.kind == .open || callEnd(index + 2) != nil {
      add(SQLRule.orderBy, index, &evidence)
      if isEnd(index + 3), index + 3 < tokens.count { add(SQLRule.cutOff, index, &evidence) }
      if index > 0 ? !isProse(index - 1) : text[0].isSpace { add(SQLRule.tail, index, &evidence) }
    }
  }

  private func wait(_ index: Int, _ evidence: inout Evidence) {
    guard let next = token(index + 1) else { return }
    if text.has("delay", at: next.range.lowerBound) || text.has("time", at: next.range.lowerBound) {
      add(SQLRule.delay, index, &evidence)
    }
  }

  private func like(_ index: Int, _ evidence: inout Evidence) {
    let right = skipOpens(index + 1)
    if word(right) == .select { return add(SQLRule.subquery, index, &evidence) }
    if kind(index + 1) == .string || kind(index + 1) == .open, index <= 1 || brokeOut {
      add(SQLRule.tail, index, &evidence)
    }
  }

  private func caseWhen(_ index: Int, _ evidence: inout Evidence) {
    guard text.has("case", at: tokens[index].range.lowerBound) else { return }
    let words = tokens[index...].filter { $0.word == .caseWhen }
    if words.count >= 3 { add(SQLRule.caseWhen, index, &evidence) }
    if constantsCompared(skipOpens(index + 2)) { add(SQLRule.constantCase, index, &evidence) }
  }

  /// True for `6620=3092` at an index.
  private func constantsCompared(_ index: Int) -> Bool {
    guard token(index)?.isLiteral ?? false, let end = operandEnd(index) else { return false }
    return kind(end) == .comparison && token(end + 1)?.isLiteral ?? false
  }

  /// A database's own function, called: more telling with a literal or a query inside.
  private func call(_ index: Int, _ evidence: inout Evidence) {
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

  private func plainCall(_ index: Int, _ evidence: inout Evidence) {
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

  private func inClause(_ index: Int, _ evidence: inout Evidence) {
    if kind(index + 1) == .open, word(skipOpens(index + 1)) == .select {
      add(SQLRule.subquery, index, &evidence)
    }
    if let next = token(index + 1), text.has("boolean mode", at: next.range.lowerBound), brokeOut {
      add(SQLRule.booleanMode, index, &evidence)
    }
  }

  private func into(_ index: Int, _ evidence: inout Evidence) {
    guard let next = token(index + 1) else { return }
    if next.kind == .variable || next.word == .attackFunction {
      add(SQLRule.into, index, &evidence)
    }
  }

  private func variable(_ index: Int, _ evidence: inout Evidence) {
    let range = tokens[index].range
    guard range.count > 2, text[range.lowerBound + 1] == UInt8(ascii: "@") else { return }
    add(SQLRule.systemVariable, index, &evidence)
  }

  private func cast(_ index: Int, _ evidence: inout Evidence) {
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
  private func jsonOperator(_ index: Int, _ evidence: inout Evidence) {
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
  private func concatenation(_ index: Int, _ evidence: inout Evidence) {
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

  private func stacked(_ index: Int, _ evidence: inout Evidence) {
    guard statementFollows(index + 1) else { return }
    let afterValue = index > 0 && !isProse(index - 1)
    let isCut = tokens.contains { $0.kind == .comment }
    add(brokeOut || afterValue || isCut ? SQLRule.stacked : SQLRule.statement, index, &evidence)
  }

  /// True if a statement with its grammar begins at the index, not just a word of a sentence.
  private func statementFollows(_ index: Int) -> Bool {
    var index = index
    while kind(index) == .open { index += 1 }
    guard let first = token(index) else { return false }
    switch first.word {
    case .select:
      let next = token(index + 1)
      return next != nil && !(next?.word == .other && kind(index + 2).isSentence)
    case .wait: return true
    case .attackFunction, .function: return callEnd(index) != nil
    case .statement: return isStatement(index)
    default: return text.has("if(", at: first.range.lowerBound) || isBegin(first)
    }
  }

  private func isBegin(_ token: SQLToken) -> Bool {
    text.has("begin ", at: token.range.lowerBound) && text.contains("end")
  }

  private func statement(_ index: Int, _ evidence: inout Evidence) {
    guard isStatement(index) else { return }
    add(SQLRule.soleStatement, index, &evidence)
    let goesOn = tokens.contains { $0.kind == .open || $0.kind == .semicolon || $0.kind == .string }
    if goesOn { add(SQLRule.fullStatement, index, &evidence) }
  }

  /// INSERT INTO x, UPDATE x SET, DELETE FROM x, DROP/CREATE/ALTER TABLE x, EXEC x, DECLARE @x…
  private func isStatement(_ index: Int) -> Bool {
    guard let first = token(index), first.word == .statement, let next = token(index + 1) else {
      return token(index).map { text.has("shutdown", at: $0.range.lowerBound) } ?? false
    }
    let start = first.range.lowerBound
    if text.has("insert", at: start) || text.has("replace", at: start) { return next.word == .into }
    if text.has("update", at: start) { return tokens[index...].contains { $0.word == .set } }
    if text.has("delete", at: start) { return next.word == .from }
    if text.has("declare", at: start) { return next.kind == .variable }
    if text.has("exec", at: start) {
      return next.kind == .open || next.kind == .variable || next.kind == .string
        || text.has("xp_", at: next.range.lowerBound) || text.has("sp_", at: next.range.lowerBound)
        || text.has("master", at: next.range.lowerBound)
        || text.has("immediate", at: next.range.lowerBound)
    }
    if text.has("call", at: start) { return callEnd(index + 1) != nil }
    if text.has("shutdown", at: start) { return next.kind == .comment }
    return text.isSchemaObject(next.range)
  }
}

extension Optional where Wrapped == SQLToken.Kind {
  /// True for what follows a word in a sentence: another word, or nothing.
  fileprivate var isSentence: Bool {
    switch self {
    case nil, .word(.other), .word(.in), .word(.as), .word(.is), .word(.all): true
    default: false
    }
  }
}

extension SQLWord {
  /// True for words that go on with a query after a value: AND's like.
  var continuesQuery: Bool {
    switch self {
    case .union, .where, .having, .orderGroup, .limit, .like, .in, .between, .is, .wait, .as, .into:
      true
    case .select: true
    default: false
    }
  }
}

extension Text {
  /// Functions whose only visible effect is that they take time.
  fileprivate func isTimeFunction(_ range: Range<Int>) -> Bool {
    has("sleep", at: range.lowerBound) || has("pg_sleep", at: range.lowerBound)
      || has("benchmark", at: range.lowerBound) || has("dbms_pipe", at: range.lowerBound)
      || has("dbms_lock", at: range.lowerBound) || has("randomblob", at: range.lowerBound)
  }

  fileprivate func isColumnType(_ range: Range<Int>) -> Bool {
    SQLWord.columnTypes.meaning(of: range, in: self) ?? false
  }

  fileprivate func isSchemaObject(_ range: Range<Int>) -> Bool {
    SQLWord.schemaObjects.meaning(of: range, in: self) ?? false
  }
}

extension SQLWord {
  fileprivate static let columnTypes = WordTable<Bool>([
    (
      """
      int integer bigint smallint text varchar char numeric decimal json jsonb date timestamp uuid
      regclass boolean bool float real bytea money inet xml name oid
      """, true
    )
  ])
  fileprivate static let schemaObjects = WordTable<Bool>([
    (
      """
      table database function procedure user view index trigger schema role login column or alias
      temporary temp extension tablespace
      """, true
    )
  ])
}
