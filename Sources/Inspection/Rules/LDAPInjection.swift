/// Text that closes a directory search's filter and goes on with its own.
///
/// What it looks like: `*)(uid=*`, `admin)(|`, `x)(&)`. What normal looks most like it: brackets in
/// prose, `(a)(b)`, mathematics, filters of other kinds. They have no operator or attribute behind
/// `)(`.
///
/// OWASP API8:2023, ATT&CK T1190, CWE-90. Source: RFC 4515, string representation of filters.
enum LDAPInjection: RuleFamily {
  static let sign = Sign.ldapInjection
  static let phrases: [Phrase] = [
    .gate(")("), .gate("(&("), .gate("(|("), .gate("(!("),
    Phrase("*)(", 80), Phrase(")(|", 100), Phrase(")(&", 100), Phrase(")(!", 80),
    Phrase("*))%00", 100), Phrase("(objectclass=", 100), Phrase("(|(", 40), Phrase("(&(", 40),
    Phrase("*)(uid=", 100), Phrase("*)(cn=", 100), Phrase("(samaccountname=", 90),
    Phrase("(userpassword=", 100), Phrase("*()|", 90), Phrase("*)(|(", 100), Phrase("|(cn=", 60),
    .gate(")|("), .gate(")&("), .gate(")!("),
  ]

  static func judge(_ text: Text, _ evidence: inout Evidence) {
    let joints: [StaticString] = [")(", ")|(", ")&(", ")!("]
    guard let found = joints.first(where: { text.contains($0) }),
      let joint = text.firstIndex(of: found)
    else { return }
    let start = joint + found.utf8CodeUnitCount
    if start > joint + 2 { evidence.add(operatorJoint, text, joint..<start) }
    let end = text.wordEnd(start)
    var behind = end
    while text[behind] == UInt8(ascii: "-") || text[behind].isWord
      || text[behind] == UInt8(ascii: ":")
    {
      behind += 1
    }
    let operators = "=~<>".utf8
    if end > start, operators.contains(text[behind]),
      text[joint == 0 ? 0 : joint - 1] != UInt8(ascii: "(")
    {
      evidence.add(attribute, text, joint..<behind)
      if joint > 0, !text.bytes[..<joint].contains(UInt8(ascii: "(")) {
        evidence.add(unopened, text, 0..<behind)
      }
    }
  }

  private static let operatorJoint = Rule(sign, 40, "filters joined by an operator")
  private static let attribute = Rule(sign, 60, "an attribute behind a closed filter")
  private static let unopened = Rule(sign, 50, "a filter closed that was not opened here")
}
