/// Shapes of JavaScript that only evasions and gadgets have: members spelled as strings, endless
/// loops, letters written as escapes, walks along the prototype chain.
///
/// Grammar: ECMAScript 2024 §12.7 (escapes in names), §13.3 (member access), §14.7 (loops).
struct JavaScriptText {
  private let text: Text

  init(_ text: Text) { self.text = text }

  /// Adds what speaks for JavaScript that is to run on the server.
  func judge(_ evidence: inout Evidence) {
    endlessLoop(&evidence)
    spelledMember(&evidence)
    if JavaScriptText.escapesLetters(text) {
      evidence.add(JavaScriptText.escapedLetters, text, 0..<text.count)
    }
    for walk in [
      ":constructor:constructor", ":__proto__:", "constructor.constructor(", ":module:prototype",
      "constructor[\"constructor\"]", "constructor['constructor']",
    ] as [StaticString] {
      guard let start = text.firstIndex(of: walk) else { continue }
      evidence.add(JavaScriptText.chain, text, start..<start + walk.utf8CodeUnitCount)
    }
  }

  /// `while(1);`, `while(!0){}`, `for(;;);`: a whole value that is a loop with nothing in it.
  private func endlessLoop(_ evidence: inout Evidence) {
    let start = text.skipSpaces(0)
    guard text.has("while", at: start) || text.has("for", at: start) else { return }
    let word = text.wordEnd(start)
    let open = text.skipSpaces(word)
    guard text[open] == UInt8(ascii: "(") else { return }
    if text.has("for", at: start), !text.bytes[open...].contains(UInt8(ascii: ";")) { return }
    guard let close = text.bytes.lastIndex(of: UInt8(ascii: ")")), close > open else { return }
    // `while(!true)` and its like end at once.
    let condition = text.bytes[(open + 1)..<close].filter { !$0.isSpace }
    if ["!true", "false", "0", "!1", "null", ""].contains(
      String(decoding: condition, as: UTF8.self))
    {
      return
    }
    // "while (we wait)" is a sentence; `while(new Date)` is none.
    let words = text.bytes[(open + 1)..<close].split(separator: 0x20)
    let isSentence = words.count > 1 && words.allSatisfy { $0.allSatisfy(\.isLetter) }
    if isSentence, !text.has("new ", at: text.skipSpaces(open + 1)) { return }
    let isEmpty = text.bytes[(close + 1)...].allSatisfy { ";{} \n\r\t".utf8.contains($0) }
    if isEmpty, close + 1 < text.count || text.has("while", at: start) {
      evidence.add(JavaScriptText.loop, text, start..<text.count)
    }
  }

  /// `process["env"]`, `global['process']`, `require["x"]`: what has a name, taken by a string.
  private func spelledMember(_ evidence: inout Evidence) {
    for name in [
      "process", "global", "globalthis", "console", "require", "module", "constructor", "this",
    ] as [StaticString] {
      guard let start = text.firstIndex(of: name), start == 0 || !text[start - 1].isWord else {
        continue
      }
      let bracket = start + name.utf8CodeUnitCount
      let quote = text[bracket + 1]
      guard text[bracket] == UInt8(ascii: "["),
        quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "`"),
        text[bracket + 2].isWord
      else { continue }
      evidence.add(JavaScriptText.member, text, start..<bracket + 2)
    }
  }

  /// True for `\u0061`: a letter of ASCII as an escape, which no encoder of JSON or JavaScript makes.
  static func escapesLetters(_ text: Text) -> Bool {
    var from = 0
    while let start = text.firstIndex(of: "\\u00", from: from) {
      from = start + 4
      guard let high = text[start + 4].hexValue, let low = text[start + 5].hexValue else {
        continue
      }
      let isLetter = (high == 4 || high == 6) && low > 0 || (high == 5 || high == 7) && low <= 10
      // What surrounds it makes a word of it: "c\u006fnsole", not "\u0041" by itself.
      let joins = text[start - 1].isWord || text[start + 6].isWord
      if isLetter, joins { return true }
    }
    return false
  }

  private static let loop = Rule(.codeInjection, 100, "a loop without an end or a body")
  private static let member = Rule(.codeInjection, 100, "a member of the runtime spelled as text")
  private static let escapedLetters = Rule(.codeInjection, 100, "letters of a name as escapes")
  private static let chain = Rule(.codeInjection, 100, "a walk along the prototype chain")
}
