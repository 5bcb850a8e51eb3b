/// A piece of SQL.
struct SQLToken: Equatable {
  /// What it is.
  enum Kind: Equatable {
    case number, string, variable, word(SQLWord), comparison, arithmetic, logic, not
    case open, close, comma, semicolon, dot, cast, comment, other
  }
  var kind: Kind
  var range: Range<Int>

  /// A number, a string, or NULL, TRUE, FALSE: a value that needs no table.
  var isLiteral: Bool {
    switch kind {
    case .number, .string, .word(.constant): true
    default: false
    }
  }
  /// The keyword's sort, nil if it is no word.
  var word: SQLWord? {
    if case .word(let word) = kind { word } else { nil }
  }
}

/// What an SQL word is good for in an attack.
enum SQLWord: Sendable {
  /// SELECT, and what may stand for it.
  case select
  case union
  case all
  case from
  case `where`
  case having
  /// ORDER, GROUP: want BY.
  case orderGroup
  case by
  case limit
  case into
  /// Starts a statement: what stacked queries stack.
  case statement
  case table
  case set
  case values
  case like
  case `in`
  case between
  case `is`
  case `as`
  case caseWhen
  case exists
  /// NULL, TRUE, FALSE.
  case constant
  /// Functions that only exist in databases, or that injections live on: sleep, extractvalue.
  case attackFunction
  /// Functions that also are words or belong to other languages: count, left, if.
  case function
  case wait
  case other
}

/// Cuts a text into SQL tokens the way lenient databases do.
///
/// An injected value continues a string that the application has opened. So a text is read three
/// times: as it stands, and as if a `'` or a `"` stood before it; what follows the first such
/// quote is then outside of any string ("broken out").
struct SQLLexer {
  /// What the application is supposed to have opened before the value.
  enum Context: CaseIterable { case bare, single, double, backtick }

  /// The tokens, at most `mostTokens`.
  private(set) var tokens: [SQLToken] = []
  /// How many `/* */` stood between tokens: SQL written to avoid blanks.
  private(set) var inlineComments = 0
  /// A `/*!` that MySQL executes.
  private(set) var hasVersionComment = false
  /// Offset behind the quote that broke out, nil in the bare context.
  private(set) var breakout: Int?
  private let text: Text
  private var index = 0

  /// Longer texts are judged by their beginning.
  static let mostTokens = 1000

  /// Reads a text in a context; nil if the context's quote does not occur.
  init?(_ text: Text, _ context: Context) {
    self.text = text
    let quote: UInt8
    switch context {
    case .bare:
      quote = 0
    case .single: quote = UInt8(ascii: "'")
    case .double: quote = UInt8(ascii: "\"")
    case .backtick: quote = UInt8(ascii: "`")
    }
    if quote != 0 {
      guard let close = text.bytes.firstIndex(of: quote) else { return nil }
      tokens.append(SQLToken(kind: .string, range: 0..<close + 1))
      index = close + 1
      breakout = index
    }
    while tokens.count < SQLLexer.mostTokens, index < text.count { step() }
  }

  private mutating func step() {
    let byte = text[index]
    if byte.isSpace || byte == 0xa0 {
      index += 1
      return
    }
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): string(byte)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
    case UInt8(ascii: "."): text[index + 1].isDigit ? number() : emit(.dot, 1)
    case UInt8(ascii: "@"): variable()
    case UInt8(ascii: "("), UInt8(ascii: "{"): emit(.open, 1)
    case UInt8(ascii: ")"), UInt8(ascii: "}"): emit(.close, 1)
    case UInt8(ascii: ","): emit(.comma, 1)
    case UInt8(ascii: ";"): emit(.semicolon, 1)
    case UInt8(ascii: "#"): lineComment(1)
    case UInt8(ascii: "-"): text[index + 1] == byte ? lineComment(2) : emit(.arithmetic, 1)
    case UInt8(ascii: "/"):
      text[index + 1] == UInt8(ascii: "*") ? blockComment() : emit(.arithmetic, 1)
    case UInt8(ascii: ":"): text[index + 1] == byte ? emit(.cast, 2) : emit(.other, 1)
    default: byte.isWord || byte >= 0x80 || byte == UInt8(ascii: "$") ? word() : operators(byte)
    }
  }

  private mutating func emit(_ kind: SQLToken.Kind, _ length: Int) {
    tokens.append(SQLToken(kind: kind, range: index..<index + length))
    index += length
  }

  private mutating func string(_ quote: UInt8) {
    var end = index + 1
    while end < text.count {
      if text[end] == UInt8(ascii: "\\") {
        end += 2
      } else if text[end] == quote {
        if text[end + 1] == quote { end += 2 } else { break }
      } else {
        end += 1
      }
    }
    emit(.string, min(end + 1, text.count) - index)
  }

  private mutating func number() {
    var end = index
    let isHex = text[index] == UInt8(ascii: "0") && text[index + 1] == UInt8(ascii: "x")
    if isHex { end += 2 }
    while text[end].isDigit || text[end] == UInt8(ascii: ".") || isHex && text[end].hexValue != nil
    {
      end += 1
    }
    // `2a09` and `10e` are words that begin with a digit; `1and` is not what people write.
    if text[end].isLetter && !isHex {
      let wordEnd = text.wordEnd(end)
      if SQLWord.words.meaning(of: end..<wordEnd, in: text) == nil,
        !SQLLexer.isLogic(text, end..<wordEnd)
      {
        return emit(.word(.other), wordEnd - index)
      }
    }
    emit(.number, end - index)
  }

  private mutating func variable() {
    var end = index
    while text[end] == UInt8(ascii: "@") { end += 1 }
    end = text.wordEnd(end)
    emit(.variable, end - index)
  }

  private static func isLogic(_ text: Text, _ range: Range<Int>) -> Bool {
    range.count == 2 && text.has("or", at: range.lowerBound)
      || range.count == 3
        && (text.has("and", at: range.lowerBound) || text.has("xor", at: range.lowerBound))
  }

  private mutating func word() {
    var end = index
    while text[end].isWord || text[end] >= 0x80 || text[end] == UInt8(ascii: "$") { end += 1 }
    let range = index..<end
    if SQLLexer.isLogic(text, range) { return emit(.logic, end - index) }
    if range.count == 3, text.has("not", at: index) { return emit(.not, 3) }
    if range.count == 3, text.has("div", at: index) || text.has("mod", at: index) {
      return emit(.arithmetic, 3)
    }
    emit(.word(SQLWord.words.meaning(of: range, in: text) ?? .other), end - index)
  }

  private mutating func operators(_ byte: UInt8) {
    let next = text[index + 1]
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "!"):
      var end = index
      while "=<>!".utf8.contains(text[end]), end - index < 3 { end += 1 }
      emit(end - index == 1 && byte == UInt8(ascii: "!") ? .not : .comparison, end - index)
    case UInt8(ascii: "|"), UInt8(ascii: "&"):
      emit(next == byte ? .logic : .arithmetic, next == byte ? 2 : 1)
    case UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "%"), UInt8(ascii: "^"),
      UInt8(ascii: "~"):
      emit(.arithmetic, 1)
    default: emit(.other, 1)
    }
  }

  private mutating func lineComment(_ marker: Int) {
    let end = text.bytes[index...].firstIndex(of: 0x0a) ?? text.count
    emit(.comment, max(end - index, marker))
  }

  private mutating func blockComment() {
    if text[index + 2] == UInt8(ascii: "!") {
      hasVersionComment = true
      index += 3
      while text[index].isDigit { index += 1 }
      return
    }
    guard let close = text.firstIndex(of: "*/", from: index + 2) else {
      return emit(.comment, text.count - index)
    }
    inlineComments += 1
    index = close + 2
  }
}

extension SQLWord {
  static let words = WordTable<SQLWord>([
    ("select", .select), ("union except intersect minus", .union), ("all distinct", .all),
    ("from", .from), ("where", .where), ("having", .having), ("order group", .orderGroup),
    ("by", .by), ("limit offset top", .limit), ("into", .into), ("table database", .table),
    (
      """
      insert update delete drop create alter truncate exec execute declare shutdown grant revoke
      replace call merge handler prepare deallocate attach copy
      """, .statement
    ),
    ("set", .set), ("values", .values), ("like ilike rlike regexp glob similar sounds", .like),
    ("in", .in), ("between", .between), ("is", .is), ("as", .as), ("case when then", .caseWhen),
    ("exists", .exists), ("null true false", .constant), ("waitfor", .wait),
    (
      """
      sleep benchmark pg_sleep extractvalue updatexml elt make_set load_file xp_cmdshell xp_dirtree
      xp_regread sp_executesql sp_oacreate utl_inaddr utl_http dbms_pipe dbms_lock dbms_utility
      ctxsys randomblob regexp_substring generate_series information_schema sysibm sysobjects
      syscolumns sysusers sysdatabases sysdba pg_catalog pg_user pg_shadow sqlite_master
      sqlite_version msysobjects mysql master rdb$database rdb$fields group_concat concat_ws
      json_extract json_keys json_value xmltype exp geometrycollection multipoint polygon linestring
      gtid_subset name_const row_count floor rand unhex hex char chr ascii ord substr substring mid
      load_extension lo_import lo_export lo_get pg_read_file pg_ls_dir current_setting dbms_xmlgen
      utl_file httpuritype query_to_xml database_to_xml openrowset opendatasource is_srvrolemember
      has_dbaccess user_name db_name dual procedure analyse outfile dumpfile iif nvl ifnull
      isnull nullif coalesce md5 sha1 schema_name table_name column_name all_tables all_users
      user_tables v$version banner to_char cast convert json_array json_object json_depth
      json_length json_type st_pointfromtext found_rows last_insert_id quote_literal quote_ident
      array_to_string string_agg listagg xmlagg aes_encrypt aes_decrypt des_encrypt crypt_key
      """, .attackFunction
    ),
    (
      """
      count sum min max avg left right upper lower length len concat database user version
      current_user session_user system_user if round abs now sysdate date time rows row schema
      reverse repeat replicate space trim stuff str typeof current_database
      """, .function
    ),
  ])
}
