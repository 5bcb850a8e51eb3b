/// What whole statements give away: a second one behind a semicolon, one in place of a value.
extension SQLGrammar {
  func stacked(_ index: Int, _ evidence: inout Evidence) {
    guard statementFollows(index + 1) else { return }
    if index == 0, tokens.contains(where: { $0.word == .values || $0.kind == .open }) {
      add(SQLRule.endedStatement, index, &evidence)
    }
    let afterValue = index > 0 && !isProse(index - 1)
    let isCut = tokens.contains { $0.kind == .comment }
    add(brokeOut || afterValue || isCut ? SQLRule.stacked : SQLRule.statement, index, &evidence)
  }

  /// True if a statement with its grammar begins at the index, not just a word of a sentence.
  func statementFollows(_ index: Int) -> Bool {
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

  func isBegin(_ token: SQLToken) -> Bool {
    text.has("begin ", at: token.range.lowerBound) && text.contains("end")
  }

  func statement(_ index: Int, _ evidence: inout Evidence) {
    guard isStatement(index) else { return }
    add(SQLRule.soleStatement, index, &evidence)
    let goesOn = tokens.contains { $0.kind == .open || $0.kind == .semicolon || $0.kind == .string }
    if goesOn { add(SQLRule.fullStatement, index, &evidence) }
    let isCut = tokens.indices.contains { at in
      tokens[at].kind == .semicolon && (at + 1 == tokens.count || kind(at + 1) == .comment)
    }
    let hasValues =
      text.has("insert", at: tokens[index].range.lowerBound)
      && tokens[index...].contains { $0.word == .values }
    if isCut || hasValues { add(SQLRule.endedStatement, index, &evidence) }
  }

  /// INSERT INTO x, UPDATE x SET, DELETE FROM x, DROP/CREATE/ALTER TABLE x, EXEC x, DECLARE @x…
  func isStatement(_ index: Int) -> Bool {
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
  var isSentence: Bool {
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
  func isTimeFunction(_ range: Range<Int>) -> Bool {
    has("sleep", at: range.lowerBound) || has("pg_sleep", at: range.lowerBound)
      || has("benchmark", at: range.lowerBound) || has("dbms_pipe", at: range.lowerBound)
      || has("dbms_lock", at: range.lowerBound) || has("randomblob", at: range.lowerBound)
  }

  func isColumnType(_ range: Range<Int>) -> Bool {
    SQLWord.columnTypes.meaning(of: range, in: self) ?? false
  }

  func isSchemaObject(_ range: Range<Int>) -> Bool {
    SQLWord.schemaObjects.meaning(of: range, in: self) ?? false
  }
}

extension SQLWord {
  static let columnTypes = WordTable<Bool>([
    (
      """
      int integer bigint smallint text varchar char numeric decimal json jsonb date timestamp uuid
      regclass boolean bool float real bytea money inet xml name oid
      """, true
    )
  ])
  static let schemaObjects = WordTable<Bool>([
    (
      """
      table database function procedure user view index trigger schema role login column or alias
      temporary temp extension tablespace
      """, true
    )
  ])
}
