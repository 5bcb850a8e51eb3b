/// Markup or script in a value that a page will show.
///
/// What it looks like: `<script>alert(1)</script>`, `"><img src=x onerror=…>`, `javascript:…`,
/// `'-alert(1)-'`. What normal looks most like it: comparisons and hearts (`a < b`, `<3`), pasted
/// snippets of HTML and questions about it, rich-text editors, `onsale=1`. They have a tag or a
/// word, but no handler in a tag, no script address, no call behind a quote.
///
/// OWASP API8:2023 (A03:2021), ATT&CK T1059.007. Grammar: HTML Living Standard §13.2 (tokenization).
enum CrossSiteScripting: RuleFamily {
  static let sign = Sign.crossSiteScripting

  static let phrases: [Phrase] = [
    .gate("<"), .gate("script"), .gate("&#"), .gate("\\x3c"), .gate("\\u003c"),
    .gate("alert"), .gate("prompt"), .gate("confirm"), .gate("eval"), .gate("atob"), .gate("+adw-"),
    .gate("onload"), .gate("onerror"), .gate("onmouse"), .gate("onclick"), .gate("onfocus"),
    .gate(" on"), .gate("'on"), .gate("\"on"), .gate("/on"), .gate("settimeout"),
    .gate("fromcharcode"), .gate("](", in: .parameters), .gate("[+", in: .parameters),
    .gate("mocha:"), .gate("<", in: .agent), .gate("script:", in: .agent),
    .gate("onload", in: .agent),
    .gate("onerror", in: .agent), .gate("alert", in: .agent), .gate("&#", in: .agent),
    Phrase("document.cookie", 90), Phrase("document.cookie=", 30), Phrase("document.write", 80),
    Phrase("document.location", 70),
    Phrase("window.location", 60), Phrase("document.domain", 60), Phrase("innerhtml", 50),
    Phrase("string.fromcharcode", 80), Phrase(".constructor(", 60), Phrase("-moz-binding", 90),
    Phrase("expression(", 60), Phrase("url(javascript", 100), Phrase("data:text/html", 80),
    Phrase("data:application/x-javascript", 80), Phrase("@import", 40), Phrase("srcdoc=", 60),
    Phrase("xlink:href", 60), Phrase("http-equiv", 70), Phrase("fscommand", 60),
    Phrase("allowscriptaccess", 80), Phrase("<!entity", 40), Phrase("xmlns:xlink", 60),
    Phrase("\u{bc}script\u{be}", 100), Phrase("behavior:url", 80), Phrase("behaviour: url", 80),
    Phrase("behavior: url", 80),
    Phrase("binding: url", 80), .gate("\\u00"), Phrase("behaviour:url", 80),
    Phrase("new function(", 70), Phrase("top[", 50), Phrase("window[", 60), Phrase("self[", 40),
    Phrase("document[", 60), Phrase(".sort.call`", 100), Phrase("alert`", 100),
    Phrase("alert.call", 80), Phrase("alert.apply", 80), Phrase("(alert)(", 100),
    Phrase("{alert}", 80), Phrase("throw onerror", 90), Phrase("onerror=alert", 100),
    Phrase("autofocus", 40), Phrase("formaction=", 60), Phrase("alert(", 50, in: .agent),
    Phrase("document.body", 60), Phrase("localstorage.", 40),
    Phrase("x:script", 40), Phrase("lowsrc", 50), Phrase("dynsrc", 70),
    Phrase("<style>@import", 40), Phrase("<![cdata[", 40), Phrase("<!--[if", 80),
    Phrase("<?xml", 10), Phrase("<?import", 100),
    Phrase("<importimplementation", 100), Phrase("]]>", 10), Phrase("livescript:", 80),
    Phrase("\"xss\"", 60), Phrase("'xss'", 60), Phrase("/xss/", 30), Phrase("xss:", 40),
    Phrase(".location=", 50), Phrase("location.href", 50), Phrase("javascript:/*", 50),
    Phrase("<script", 100, in: .agent), Phrase("<svg", 80, in: .agent),
  ]

  static func judge(_ text: Text, _ evidence: inout Evidence) {
    if paddedEntity(text) { evidence.add(paddedBracket, text, 0..<text.count) }
    if JavaScriptText.escapesLetters(text) { evidence.add(escapedLetters, text, 0..<text.count) }
    Markup(text).judge(&evidence)
    if let plain = Unescaping.unescaped(text.bytes) {
      let inner = Text(plain, field: text.field, role: text.role, traits: text.traits)
      let before = evidence.weight(sign)
      Markup(inner).judge(&evidence)
      if evidence.weight(sign) >= before + MarkupRule.call.weight {
        evidence.add(escapedScript, inner, 0..<inner.count)
      }
    }
    memberCall(text, &evidence)
    let dense = Text(text.bytes.filter { $0 > 0x20 }, field: text.field)
    if dense.count < text.count {
      if let start = dense.firstIndex(of: "javascript:"), !text.contains("javascript:"),
        dense.bytes[start...].contains(UInt8(ascii: "("))
      {
        evidence.add(spacedScript, text, 0..<text.count)
      }
      if isSpacedOut(text) { evidence.add(spacedTag, text, 0..<text.count) }
    }
  }

  /// True for `&#x00003c;`, `&#0060`: an opening bracket as a number with zeros before it, which no
  /// encoder writes and browsers read.
  private static func paddedEntity(_ text: Text) -> Bool {
    var from = 0
    while let start = text.firstIndex(of: "&#", from: from) {
      from = start + 2
      let isHex = text[start + 2] == UInt8(ascii: "x")
      var index = start + (isHex ? 3 : 2)
      var zeros = 0
      while text[index] == UInt8(ascii: "0") {
        zeros += 1
        index += 1
      }
      guard zeros > 0 else { continue }
      if isHex ? text.has("3c", at: index) : text.has("60", at: index) {
        if text[index + 2].hexValue == nil { return true }
      }
    }
    return false
  }

  /// `top["al"+"ert"](1)`, `[][(![]+[])[+[]]…`: a call through a member that is spelled out.
  private static func memberCall(_ text: Text, _ evidence: inout Evidence) {
    for name in ["top", "self", "window", "parent", "this", "frames", "globalthis"]
      as [StaticString]
    where text.has(name, at: 0) || text.contains(name) {
      guard let start = text.firstIndex(of: name),
        text[start + name.utf8CodeUnitCount] == UInt8(ascii: "["),
        text.firstIndex(of: "](", from: start) != nil
      else { continue }
      evidence.add(spelledCall, text, start..<text.count)
    }
    let marks = text.bytes.filter { "[]()!+".utf8.contains($0) }.count
    if marks >= 24, marks * 10 >= text.count * 9 { evidence.add(symbolsOnly, text, 0..<text.count) }
  }

  /// `<f o r m`: a tag's name in single letters.
  private static func isSpacedOut(_ text: Text) -> Bool {
    guard let open = text.firstIndex(of: "<") else { return false }
    var index = open + 1
    var letters = 0
    while text[index].isLetter, text[index + 1].isSpace || text[index + 1] == 0 {
      letters += 1
      index += 2
    }
    return letters >= 4 || letters >= 3 && text[index].isLetter
  }

  private static let paddedBracket = Rule(sign, 100, "a bracket as a number padded with zeros")
  private static let escapedLetters = Rule(sign, 60, "letters written as escapes")
  private static let spelledCall = Rule(sign, 100, "a call through a member spelled out")
  private static let symbolsOnly = Rule(sign, 100, "a program of nothing but brackets")
  private static let escapedScript = Rule(sign, 60, "script hidden behind escapes")
  private static let spacedScript = Rule(sign, 100, "javascript: torn apart by blanks")
  private static let spacedTag = Rule(sign, 100, "a tag's name torn apart by blanks")
}
