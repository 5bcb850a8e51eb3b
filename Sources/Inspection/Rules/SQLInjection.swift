/// Text that continues the database query it was meant to be a value of.
///
/// What it looks like: `1' union all select null,null--`, `x') or 1=1#`, `5;waitfor delay '0:0:5'`,
/// `1 and (select sleep(5))`. What normal looks most like it: names with an apostrophe (`O'Brien`,
/// `rue d'Arlon`), sentences with AND, OR and SELECT, numbers with dashes, filters that an API
/// defines (`where=1=1`, `$filter=price gt 5`). They lack the joint: a quote or a value, and then
/// SQL that goes on with the query. So the grammar reads the text in each quoting context and
/// weighs joints and shapes, not words.
///
/// OWASP API8:2023, ATT&CK T1190. Grammar: the SQL dialects of MySQL, PostgreSQL, SQL Server,
/// Oracle and SQLite as their manuals define them.
enum SQLInjection: RuleFamily {
  static let sign = Sign.sqlInjection

  static let phrases: [Phrase] = [
    .gate("'"), .gate("\""), .gate("`"), .gate("--"), .gate("#"), .gate("/*"), .gate("@@"),
    .gate("select"), .gate("union"), .gate(" or "), .gate(" and "), .gate("||"), .gate("&&"),
    .gate("xor"), .gate("having"), .gate("where"), .gate("order by"), .gate("group by"),
    .gate("sleep"), .gate("benchmark"), .gate("waitfor"), .gate("::"), .gate("char("),
    .gate("chr("), .gate("insert into"), .gate("drop "), .gate("delete from"), .gate("update "),
    .gate("exec"), .gate("declare"), .gate("if("), .gate("like"), .gate("case "), .gate(" in("),
    .gate("values"), .gate(";"), .gate("concat("), .gate("select(", in: .agent),
    .gate(" and ", in: .agent), .gate("' ", in: .agent), .gate("'", in: .agent),
    Phrase("information_schema", 80, left: .word), Phrase("xp_cmdshell", 90, left: .word),
    Phrase("pg_sleep", 60, left: .word, right: .call), Phrase("utl_http.request", 90),
    Phrase("utl_inaddr.", 90), Phrase("dbms_pipe.", 90), Phrase("dbms_lock.sleep", 100),
    Phrase("ctxsys.drithsx", 100), Phrase("rdb$", 60), Phrase("sysibm.", 60),
    Phrase("sqlite_master", 70, left: .word), Phrase("pg_catalog.", 60, left: .word),
    Phrase("into outfile", 90, left: .word), Phrase("into dumpfile", 100, left: .word),
    Phrase("load_file", 70, left: .word, right: .call), Phrase("extractvalue", 70, right: .call),
    Phrase("updatexml", 70, left: .word, right: .call), Phrase("procedure analyse", 100),
    Phrase("group_concat", 70, left: .word, right: .call), Phrase("concat(0x", 90),
    Phrase("randomblob", 70, left: .word, right: .call), Phrase("from dual", 50, left: .word),
    Phrase("master..", 60, left: .word), Phrase("sysobjects", 60, left: .word),
    Phrase("msysobjects", 70), Phrase("openrowset", 70, right: .call),
    Phrase("sp_password", 80), Phrase("sp_executesql", 80), Phrase("execute immediate", 80),
    Phrase("lo_import", 60, left: .word, right: .call), Phrase("lo_get", 80, right: .call),
    Phrase("sp_addlogin", 100), Phrase("sp_addsrvrolemember", 100),
    Phrase("identified by '", 90), Phrase("backup database ", 80),
    Phrase("select current_database()", 100),
    Phrase("select version()", 100), Phrase("select user()", 100), Phrase("select database()", 100),
    Phrase("select @@version", 100),
    Phrase("pg_read_file", 80, right: .call), Phrase("lo_export", 60, right: .call),
    Phrase("create or replace function", 80), Phrase("json_extract", 30, right: .call),
    Phrase("regexp_substring", 60, right: .call), Phrase("generate_series", 40, right: .call),
    Phrase("select pg_", 60), Phrase("from pg_", 40), Phrase("from mysql.", 40),
    Phrase("elt(", 10, left: .word), Phrase("make_set(", 40), Phrase("iif(", 10, left: .word),
    Phrase("from all_tables", 40), Phrase("v$version", 60), Phrase("'msdasql'", 90),
    Phrase("'sqloledb'", 90),
    Phrase("autonomous_transaction", 90), Phrase("current_setting(", 50),
  ]

  /// The contexts exclude each other, so the most telling one counts, not their sum.
  static func judge(_ text: Text, _ evidence: inout Evidence) {
    let phrasesOnly = evidence
    for context in SQLLexer.Context.allCases {
      guard evidence.weight(sign) < Evidence.proof || evidence.isExplaining,
        let grammar = SQLGrammar(text, context)
      else { continue }
      var trial = phrasesOnly
      grammar.judge(&trial)
      if trial.weight(sign) > evidence.weight(sign) { evidence = trial }
    }
  }
}
