/// Line ends that let a value write its own header, request or log line.
///
/// What it looks like: `%0d%0aSet-Cookie: x=y`, `%0d%0a%0d%0a<html>`, `%0aHTTP/1.1 200`, mail
/// commands behind a line end. What normal looks most like it: text fields with several lines,
/// some of them ending in a colon. They lack the name of a header with a value.
///
/// OWASP API8:2023, ATT&CK T1190, CWE-93, CWE-113, CWE-117. Source: RFC 9112 §2.2, §5.
enum HeaderInjection: RuleFamily {
  static let sign = Sign.headerInjection
  static let phrases: [Phrase] = [
    .gate("\n"), .gate("\r"), .gate("http/"), .gate("cookie"),
    Phrase(".cookie;expires=", 100), Phrase("document.cookie=", 40), Phrase("set-cookie:", 60),
    Phrase(".cookie=", 40), Phrase("http-equiv=set-cookie", 60),
    Phrase("http-equiv=\"set-cookie", 60),
    Phrase("\r\n\r\n<", 100), Phrase("\n\n<html", 100),
  ]

  static func judge(_ text: Text, _ evidence: inout Evidence) {
    for index in text.bytes.indices where text[index] == 0x0a || text[index] == 0x0d {
      // Of several line ends the last CRLF pair counts; it begins the line.
      if text[index + 1].isSpace, !(text[index] == 0x0d && text[index + 1] == 0x0a) { continue }
      if text.has("\r\n\r\n", at: index) { continue }
      header(text, index, &evidence)
    }
    request(text, &evidence)
    if text.field == .path, text.bytes.contains(where: { $0 == 0x0a || $0 == 0x0d }) {
      evidence.add(lineInPath, text, 0..<text.count)
      // A line end behind a script's name is for what the server hands to it (CVE-2019-11043).
      for script in [".php/", ".cgi/", ".pl/", ".py/"] as [StaticString] {
        guard let start = text.firstIndex(of: script) else { continue }
        if text.bytes[start...].contains(where: { $0 == 0x0a || $0 == 0x0d }) {
          evidence.add(lineBehindScript, text, start..<text.count)
        }
      }
    }
  }

  private static func header(_ text: Text, _ lineEnd: Int, _ evidence: inout Evidence) {
    let start = text.skipSpaces(lineEnd)
    var end = start
    while text[end].isWord || text[end] == UInt8(ascii: "-") { end += 1 }
    if text.has("http/1", at: start) || text.has("http/2", at: start) {
      return evidence.add(statusLine, text, lineEnd..<start + 6)
    }
    if mailCommands.meaning(of: start..<end, in: text) != nil, lineEnd <= 64 {
      evidence.add(mailCommand, text, lineEnd..<end)
      if hasMailArguments(text, start..<end) { evidence.add(mailArguments, text, start..<end) }
    }
    let colon = text.skipSpaces(end)
    guard text[colon] == UInt8(ascii: ":"), end > start else { return }
    let value = text.skipSpaces(colon + 1)
    let hasValue = text[value] > 0x20
    let isCRLF = text[lineEnd] == 0x0d && text[lineEnd + 1] == 0x0a
    switch headers.meaning(of: start..<end, in: text) {
    case .header: evidence.add(hasValue ? headerLine : likelyHeader, text, lineEnd..<value)
    case .word:
      // "Location: Berlin" is also what people write; not as the first thing in a value.
      guard isCRLF || lineEnd == 0, hasValue else { return }
      evidence.add(lineEnd == 0 ? headerLine : likelyHeader, text, lineEnd..<value)
      if isCRLF, text.has("http", at: value) { evidence.add(headerValue, text, lineEnd..<value) }
    case nil:
      guard isCRLF, text.bytes[start..<end].contains(UInt8(ascii: "-")), hasValue else { return }
      evidence.add(lineEnd == 0 ? headerLine : likelyHeader, text, lineEnd..<value)
    }
  }

  /// True if what follows a mail server's command is what that command takes (RFC 5321 §4.1, RFC 1939
  /// §5, RFC 9051 §6): an address in angle brackets, a host, numbers up to the line's end.
  private static func hasMailArguments(_ text: Text, _ name: Range<Int>) -> Bool {
    let start = text.skipSpaces(name.upperBound)
    guard start > name.upperBound || start >= text.count else { return false }
    if text.has("from:<", at: start) || text.has("to:<", at: start) { return true }
    if text.has("from: <", at: start) || text.has("to: <", at: start) { return true }
    var words: [Range<Int>] = []
    var index = start
    while index < text.count, text[index] != 0x0a, text[index] != 0x0d, words.count < 4 {
      var end = index
      while end < text.count, text[end] > 0x20 { end += 1 }
      if end > index { words.append(index..<end) }
      index = end + 1
    }
    let numbers = words.filter { word in text.bytes[word].allSatisfy { $0.isDigit } }.count
    if text.has("helo", at: name.lowerBound) || text.has("ehlo", at: name.lowerBound) {
      return words.count == 1 && text.bytes[words[0]].contains(UInt8(ascii: "."))
    }
    if text.has("auth", at: name.lowerBound) || text.has("apop", at: name.lowerBound) {
      return words.count == 2 && words[1].count >= 16
    }
    return numbers > 0 && numbers == words.count && words.count <= 2
  }

  /// `GET http://x HTTP/1.1` within a value: a request smuggled into another.
  private static func request(_ text: Text, _ evidence: inout Evidence) {
    for method in ["get ", "post ", "head ", "put ", "delete ", "options ", "trace "]
      as [StaticString]
    {
      guard let start = text.firstIndex(of: method), start == 0 || text[start - 1].isSpace,
        let version = text.firstIndex(of: "http/", from: start), text[version + 5].isDigit
      else { continue }
      evidence.add(smuggledRequest, text, start..<version)
    }
  }

  /// Whether a header's name is nothing else, or a word too.
  private enum Name: Sendable { case header, word }

  private static let headers = WordTable<Name>([
    (
      """
      set-cookie content-type content-length x-forwarded-for x-forwarded-host transfer-encoding
      access-control-allow-origin x-xss-protection cache-control remote-addr remote-host client-ip
      x-real-ip user-agent content-disposition content-encoding mime-version last-modified
      x-forwarded-proto http_host
      """, .header
    ),
    (
      """
      location refresh host cookie authorization connection link status referer bcc cc to from
      subject reply-to
      """, .word
    ),
  ])

  private static let mailCommands = WordTable<Bool>([
    ("ehlo helo rcpt fetch examine expunge starttls capability lsub auth apop", true),
    (
      "mail list select retr dele quit stat top noop login create delete rename status store uid",
      true
    ),
  ])

  private static let headerLine = Rule(sign, 100, "a header with a value behind a line end")
  private static let likelyHeader = Rule(sign, 50, "what may be a header behind a line end")
  private static let headerValue = Rule(sign, 50, "a value behind it")
  private static let statusLine = Rule(sign, 100, "a status line behind a line end")
  private static let mailCommand = Rule(sign, 60, "a command of a mail server behind a line end")
  private static let mailArguments = Rule(sign, 50, "with the arguments that it takes")
  private static let lineBehindScript = Rule(sign, 50, "a line end behind a script's name")
  private static let smuggledRequest = Rule(sign, 100, "a request within a value")
  private static let lineInPath = Rule(sign, 60, "a line end in a path")
}
