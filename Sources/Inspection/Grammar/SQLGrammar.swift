/// Reads a stream of SQL tokens for the shapes that injections have and sentences have not.
struct SQLGrammar {
  let text: Text
  let lexer: SQLLexer
  var tokens: [SQLToken] { lexer.tokens }
  /// True where a quote has closed the application's own string.
  let brokeOut: Bool

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

  var holdsKeyword: Bool {
    tokens.contains {
      switch $0.word {
      case nil, .other, .in, .is, .as, .all, .by, .set, .from: false
      default: true
      }
    }
  }

  func add(_ rule: Rule, _ index: Int, _ evidence: inout Evidence) {
    evidence.add(rule, text, index < tokens.count ? tokens[index].range : 0..<0)
  }

  func token(_ index: Int) -> SQLToken? {
    tokens.indices.contains(index) ? tokens[index] : nil
  }

  func word(_ index: Int) -> SQLWord? { token(index)?.word }
  func kind(_ index: Int) -> SQLToken.Kind? { token(index)?.kind }

  /// The first index from `index` that is no opening parenthesis and no NOT or sign.
  func skipOpens(_ index: Int) -> Int {
    var index = index
    while kind(index) == .open || kind(index) == .not || kind(index) == .arithmetic { index += 1 }
    return index
  }

  func isCall(_ index: Int) -> Bool { kind(index + 1) == .open }
  func isEnd(_ index: Int) -> Bool {
    var index = index
    while kind(index) == .close { index += 1 }
    return index >= tokens.count || kind(index) == .comment || kind(index) == .semicolon
  }
}

// MARK: Breaking out of a string

extension SQLGrammar {
  /// What follows the quote that closes the application's string: `'`, parentheses, then SQL.
  func breakout(_ evidence: inout Evidence) {
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
  func cutsOff(_ index: Int) -> Bool {
    guard text[0] != UInt8(ascii: "`"), let comment = token(index),
      text[(lexer.breakout ?? 1) - 1] != UInt8(ascii: "`")
    else { return false }
    let start = comment.range.lowerBound
    let length = text[start] == UInt8(ascii: "-") ? 2 : 1
    return !text[start + length].isWord
  }

  func isUnterminated(_ token: SQLToken) -> Bool {
    token.range.count == 1 || text[token.range.upperBound - 1] != text[token.range.lowerBound]
  }

  func comment(_ index: Int, _ evidence: inout Evidence) {
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

  func hasSQL(before index: Int) -> Bool {
    tokens[..<index].contains {
      switch $0.kind {
      case .logic, .comparison: true
      case .word(let word): word.continuesQuery || word == .select || word == .attackFunction
      default: false
      }
    }
  }
}
