/// XML that makes its reader fetch or run something.
///
/// What it looks like: `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>`, XInclude, XSLT.
/// What normal looks most like it: an XML document in a parameter; one without entities is fine.
///
/// OWASP API8:2023, ATT&CK T1190, CWE-611, CWE-91. Source: XML 1.0 §4.2.2.
enum XMLInjection: RuleFamily {
  static let sign = Sign.xmlInjection
  static let phrases: [Phrase] = [
    Phrase("<!entity", 70), Phrase("system \"php:", 100), Phrase("<!entity %", 30),
    Phrase("<!doctype", 40), Phrase("system \"file:", 100),
    Phrase("system 'file:", 100), Phrase("system \"http", 90), Phrase("system 'http", 90),
    Phrase("xi:include", 100), Phrase("xinclude", 60, right: .word), Phrase("<xsl:", 80),
    Phrase("<xml-stylesheet", 30), Phrase("<soap:", 20), Phrase("public \"", 20),
    Phrase("w3.org/2001/xinclude", 90), Phrase("%xxe;", 100), Phrase("&xxe;", 100),
    Phrase("document('", 40), Phrase("' or count(//", 100), Phrase("count(/child::", 100),
    Phrase("string-length(name(", 100), Phrase("substring(name(", 90), Phrase("//*[", 40),
    Phrase("ancestor::", 60), Phrase("/child::node()", 90),
  ]
}
