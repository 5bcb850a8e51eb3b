/// Operators of a document database in place of a value.
///
/// What it looks like: `password[$ne]=`, `{"$gt":""}`, `$where=this.x`, `'; return true; var a='`.
/// What normal looks most like it: APIs that offer these operators as filters (`age[$gt]=18`,
/// Strapi, Feathers, Directus). They do not offer them for passwords, and `$where` runs code.
///
/// OWASP API8:2023, ATT&CK T1190, CWE-943. Source: MongoDB manual, Query and Projection Operators.
enum NoSQLInjection: RuleFamily {
  static let sign = Sign.nosqlInjection

  static let phrases: [Phrase] = [
    .gate("[$"), .gate("$"), .gate("__"), .gate("this."), .gate("return"), .gate("=="),
    Phrase("$where", 90, right: .word), Phrase("\"$where\":", 20), Phrase("[$where]", 100),
    Phrase("$function", 80, right: .word),
    Phrase("$accumulator", 90), Phrase("mapreduce", 20), Phrase("{\"$gt\":\"\"", 100),
    Phrase("{\"$ne\":", 90), Phrase("{\"$gt\":", 60), Phrase("\"$regex\":", 60),
    Phrase("{$gt:", 90), Phrase("{$ne:", 100), Phrase("{$nin", 90), Phrase("{$regex", 80),
    Phrase("{ $ne:", 100), Phrase("{ $gt:", 90), Phrase("{\"$nin\":", 80), Phrase("$ne:1", 60),
    Phrase("this.password", 100), Phrase("db.getcollection", 90), Phrase("db.injection", 100),
    Phrase("tojson(this", 90), Phrase("';return ", 80), Phrase("'; return ", 80),
    Phrase("'||this.", 90), Phrase("' || this.", 90), Phrase("'&&this.", 90),
    Phrase("$comment", 40),
    Phrase("' && this.", 90), Phrase("|| 1==1", 90), Phrase("||1==1", 90),
    Phrase("'||'1'=='1", 100),
  ]

  static func judge(_ text: Text, _ evidence: inout Evidence) {
    guard text.field == .name else { return }
    if let bracket = text.firstIndex(of: "[$") {
      let role = role(text, bracket)
      let rule = role.contains(.secret) ? credential : role.contains(.identity) ? identity : filter
      evidence.add(rule, text, bracket..<text.count)
    }
    if let lookup = text.firstIndex(of: "__"), lookup > 0, role(text, lookup).contains(.secret) {
      evidence.add(ormLookup, text, lookup..<text.count)
    }
  }

  /// What the name before an operator is for.
  private static func role(_ text: Text, _ end: Int) -> ParameterRole {
    ParameterRole.of(Text(Array(text.bytes[..<end]), field: .name))
  }

  private static let credential = Rule(sign, 100, "an operator in place of a credential")
  private static let identity = Rule(sign, 60, "an operator in place of a user")
  private static let filter = Rule(sign, 30, "an operator of a document database")
  private static let ormLookup = Rule(sign, 100, "a partial match asked of a credential")
}
