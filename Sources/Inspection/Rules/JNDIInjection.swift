/// Log4Shell (CVE-2021-44228): a lookup that makes a Java logger fetch code.
///
/// What it looks like: `${jndi:ldap://x}`, `${${lower:j}ndi:…}`, `${${::-j}${::-n}di:…}`, in any
/// field that may be logged. What normal looks most like it: placeholders (`${name}`), which have
/// no lookup in them. Nested lookups are resolved the way Log4j does, from the inside out.
///
/// OWASP API8:2023, ATT&CK T1190. Source: Apache Log4j 2 manual, Lookups.
enum JNDIInjection: RuleFamily {
  static let sign = Sign.jndiInjection

  static let phrases: [Phrase] = [
    .gate("${", in: .all), Phrase("jndi:", 40, in: .all), Phrase("${jndi:", 100, in: .all),
  ]

  static func judge(_ text: Text, _ evidence: inout Evidence) {
    var bytes = text.bytes
    var resolved = 0
    while resolved < 64, bytes.count <= 8192, let (range, value) = innermost(bytes) {
      bytes.replaceSubrange(range, with: value)
      resolved += 1
    }
    let plain = Text(bytes, field: text.field)
    if resolved > 0, plain.contains("${jndi:") || plain.contains("jndi:ldap") {
      evidence.add(hidden, text, 0..<text.count)
    } else if resolved > 1 || resolved > 0 && text.contains("${${") {
      evidence.add(nested, text, 0..<text.count)
    } else if text.contains("${env:") || text.contains("${sys:") || text.contains("${java:") {
      evidence.add(lookup, text, 0..<text.count)
    }
  }

  /// The first `${…}` without another inside that only makes text: `lower:`, `upper:`, `x:-default`.
  private static func innermost(_ bytes: [UInt8]) -> (Range<Int>, ArraySlice<UInt8>)? {
    var open: Int?
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "$"), index + 1 < bytes.count,
        bytes[index + 1] == UInt8(ascii: "{")
      {
        open = index
      } else if bytes[index] == UInt8(ascii: "}"), let start = open {
        if let value = value(bytes[(start + 2)..<index]) { return (start..<index + 1, value) }
        open = nil
      }
      index += 1
    }
    return nil
  }

  private static func value(_ lookup: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    if lookup.starts(with: "lower:".utf8) || lookup.starts(with: "upper:".utf8) {
      return lookup.dropFirst(6)
    }
    for index in lookup.indices.dropLast()
    where lookup[index] == UInt8(ascii: ":") && lookup[index + 1] == UInt8(ascii: "-") {
      return lookup[(index + 2)...]
    }
    return nil
  }

  private static let hidden = Rule(sign, 100, "a JNDI lookup put together from other lookups")
  private static let nested = Rule(sign, 100, "lookups within lookups")
  private static let lookup = Rule(sign, 80, "a lookup of the logger's surroundings")
}
