/// Reads HTML the way browsers do, which is: whatever looks like a tag is one.
struct Markup {
  private let text: Text
  /// Offset of the first quote, or the end.
  private let firstQuote: Int
  /// Offset of the first backtick or `>`, or the end.
  private let firstClose: Int

  /// Attributes further behind a tag's name than this are not looked for.
  private static let longestTag = 512

  init(_ text: Text) {
    self.text = text
    let isQuote = { (byte: UInt8) in byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") }
    firstQuote = text.bytes.firstIndex(where: isQuote) ?? text.count
    let closes = { (byte: UInt8) in byte == UInt8(ascii: "`") || byte == UInt8(ascii: ">") }
    firstClose = text.bytes.firstIndex(where: closes) ?? text.count
  }

  /// Adds what tags, attributes, URL schemes and scripts say.
  func judge(_ evidence: inout Evidence) {
    for index in text.bytes.indices {
      switch text[index] {
      case UInt8(ascii: "<"): tag(index, &evidence)
      case UInt8(ascii: "o") where text[index + 1] == UInt8(ascii: "n"):
        handler(index, inTag: false, &evidence)
      case UInt8(ascii: ":"): scheme(index, &evidence)
      case UInt8(ascii: "("), UInt8(ascii: "`"): call(index, &evidence)
      default: break
      }
    }
  }

  // MARK: Tags

  private func tag(_ index: Int, _ evidence: inout Evidence) {
    // Of `<<<script` the last one is the tag.
    guard text[index + 1] != UInt8(ascii: "<") else { return }
    var start = index + 1
    while text[start].isSpace || text[start] == UInt8(ascii: "/") { start += 1 }
    let isClosing = text[index + 1] == UInt8(ascii: "/")
    var end = start
    while text[end].isWord || text[end] == UInt8(ascii: "-") || text[end] == UInt8(ascii: ":") {
      end += 1
    }
    guard end > start else { return spacedTag(index, start, &evidence) }
    // `<ann.lee@example.com>`
    if text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: "@") { return }
    // A namespace before the name: `<x:script`.
    var name = start
    while name < end, let colon = text.firstIndex(of: ":", from: name, before: end) {
      name = colon + 1
    }
    let limit = min(text.count, end + Markup.longestTag)
    let close = text.firstIndex(of: ">", from: end, before: limit) ?? limit
    let isComplete = end < text.count
    guard let sort = Markup.tags.meaning(of: name..<end, in: text) else {
      if isComplete { attributes(end, close, &evidence, known: false) }
      return
    }
    switch sort {
    case .script:
      evidence.add(isClosing ? MarkupRule.scriptEnd : MarkupRule.script, text, index..<end)
    case .active:
      let hasAttributes = !isClosing && text[end] != UInt8(ascii: ">") && end < text.count
      evidence.add(hasAttributes ? MarkupRule.active : MarkupRule.html, text, index..<end)
    case .plain: evidence.add(MarkupRule.html, text, index..<end)
    }
    if index == 0, end >= text.count || text.count == end + 1 {
      evidence.add(MarkupRule.onlyTag, text, index..<end)
    }
    if !isClosing { attributes(end, limit, &evidence, known: true) }
  }

  /// `<f o r m`: blanks within a tag's name, which one old browser skipped.
  private func spacedTag(_ index: Int, _ start: Int, _ evidence: inout Evidence) {
    if text[index + 1] == UInt8(ascii: "!"),
      text[index + 2] == UInt8(ascii: "[") || text.has("--[if", at: index + 2)
        || text.has("--", at: index + 2)
    {
      evidence.add(MarkupRule.declaration, text, index..<start)
    }
  }

  /// Looks for event handlers and dangerous values behind a tag's name.
  private func attributes(_ start: Int, _ end: Int, _ evidence: inout Evidence, known: Bool) {
    var index = start
    while index < end {
      if text[index] == UInt8(ascii: "o"), text[index + 1] == UInt8(ascii: "n"),
        !text[index - 1].isWord
      {
        handler(index, inTag: true, &evidence)
      }
      if text[index] == UInt8(ascii: "s"), !text[index - 1].isWord {
        if text.has("style", at: index), text[text.skipSpaces(index + 5)] == UInt8(ascii: "=") {
          evidence.add(MarkupRule.style, text, index..<index + 5)
        }
        if text.has("src", at: index) || text.has("srcdoc", at: index), known {
          evidence.add(MarkupRule.source, text, index..<index + 3)
        }
      }
      if text[index] == UInt8(ascii: "="), known { remote(index, &evidence) }
      index += 1
    }
  }

  /// An attribute that leads to another host.
  private func remote(_ equals: Int, _ evidence: inout Evidence) {
    var start = text.skipSpaces(equals + 1)
    if text[start] == UInt8(ascii: "'") || text[start] == UInt8(ascii: "\"") { start += 1 }
    if text.has("http:", at: start) || text.has("https:", at: start) || text.has("//", at: start) {
      evidence.add(MarkupRule.remote, text, equals..<start)
    }
  }

  /// `onerror=`, in a tag any name, elsewhere only names of real events behind a quote or blank.
  private func handler(_ index: Int, inTag: Bool, _ evidence: inout Evidence) {
    guard !text[index - 1].isWord, text[index - 1] != UInt8(ascii: "-"),
      text[index - 1] != UInt8(ascii: ".")
    else {
      return
    }
    let end = text.wordEnd(index)
    guard end - index >= 5, end - index <= 30 else { return }
    var equals = end
    while text[equals].isSpace || text[equals] == UInt8(ascii: "/") || text[equals] >= 0x80 {
      equals += 1
    }
    guard text[equals] == UInt8(ascii: "=") else { return }
    if inTag { return evidence.add(MarkupRule.handlerInTag, text, index..<equals) }
    guard isEvent(index + 2, end) else { return }
    let before = index == 0 ? 0 : text[index - 1]
    let isJoined =
      before == UInt8(ascii: "'") || before == UInt8(ascii: "\"") || before == UInt8(ascii: "/")
      || before == UInt8(ascii: "`")
    let hasQuote = firstQuote < index
    let isAttribute = isJoined || hasQuote && before.isSpace
    evidence.add(isAttribute ? MarkupRule.handlerInTag : MarkupRule.handler, text, index..<equals)
  }

  private func isEvent(_ start: Int, _ end: Int) -> Bool {
    for prefix in Markup.events where text.has(prefix, at: start) { return true }
    return false
  }

  // MARK: Scripts

  /// `javascript:` and its relatives, blanks and quotes between the letters having been removed.
  private func scheme(_ colon: Int, _ evidence: inout Evidence) {
    for name in Markup.schemes {
      let start = colon - name.utf8CodeUnitCount
      guard text.has(name, at: start), start == 0 || !text[start - 1].isWord else { continue }
      // Crawlers ask for these two, which pages use as a link to nothing.
      let behind = text.skipSpaces(colon + 1)
      if text.has("void(0", at: behind) || text.has(";", at: colon + 1)
        || text.count - colon < 3 || text.has("void 0", at: colon + 1)
      {
        return evidence.add(MarkupRule.emptyScheme, text, start..<colon)
      }
      if text[colon + 1].isSpace,
        !text.bytes[colon...].contains(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "=") }
        )
      {
        return evidence.add(MarkupRule.schemeWord, text, start..<colon)
      }
      return evidence.add(MarkupRule.scheme, text, start..<colon)
    }
  }

  /// A call of what every script of this sort calls: `alert(`, `eval(`, also alert`1`.
  private func call(_ index: Int, _ evidence: inout Evidence) {
    var end = index
    while end > 0, text[end - 1].isSpace { end -= 1 }
    var start = end
    while start > 0, text[start - 1].isWord { start -= 1 }
    guard end > start, Markup.calls.meaning(of: start..<end, in: text) != nil else { return }
    // alert`1` is a call, `alert` in backticks is a word.
    if text[index] == UInt8(ascii: "`"), start == 0 || text[start - 1] == UInt8(ascii: "`") {
      guard start == 0, text[index + 1].isWord || text[index + 1] == UInt8(ascii: "$") else {
        return
      }
    }
    evidence.add(MarkupRule.call, text, start..<index)
    // `alert(1)>`: the tag that it is put into is closed behind it.
    if let close = text.firstIndex(of: ")", from: index),
      text.bytes[close...].contains(UInt8(ascii: ">")),
      !text.bytes[..<index].contains(UInt8(ascii: "<"))
    {
      evidence.add(MarkupRule.closedTag, text, start..<close)
    }
    let before = text.lastSolid(before: start)
    guard before >= 0 else { return }
    switch text[before] {
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "-"),
      UInt8(ascii: "+"), UInt8(ascii: ";"), UInt8(ascii: "}"),
      UInt8(ascii: "/"), UInt8(ascii: ">"), UInt8(ascii: "*"), UInt8(ascii: "^"), UInt8(ascii: "|"):
      let quoted = firstQuote < start || firstClose < start
      evidence.add(quoted ? MarkupRule.brokenOutCall : MarkupRule.joinedCall, text, before..<index)
    default: break
    }
  }
}

extension Markup {
  enum TagSort: Sendable { case script, active, plain }

  static let tags = WordTable<TagSort>([
    ("script", .script),
    (
      """
      iframe object embed svg math base meta link form input img image video audio body marquee
      details isindex frameset frame style applet bgsound layer ilayer keygen textarea button select
      animate animatetransform set foreignobject noscript html xss x template portal xml import
      handler event-source listener html-import vmlframe dialog
      """, .active
    ),
    (
      """
      a b i p div span table td tr th ul ol li br hr h1 h2 h3 h4 center font strong em u s title
      head pre code blockquote q comment noembed plaintext xmp listing label map area source track
      canvas option menu nobr small big tt sub sup abbr ins del address
      """, .plain
    ),
  ])

  static let schemes: [StaticString] = [
    "javascript", "vbscript", "livescript", "mocha", "vbs", "jscript",
  ]

  static let calls = WordTable<Bool>([
    (
      """
      alert prompt confirm eval settimeout setinterval fromcharcode atob expression execscript
      importscripts getelementbyid getelementsbytagname write writeln
      """, true
    )
  ])

  /// How names of events begin (HTML Living Standard §8.1.8.2, and what browsers added).
  static let events: [StaticString] = [
    "load", "error", "click", "dblclick", "mouse", "key", "focus", "blur", "pointer", "touch",
    "drag", "drop", "animation", "transition", "before", "after", "copy", "cut", "paste", "scroll",
    "wheel", "resize", "unload", "submit", "reset", "select", "change", "input", "invalid",
    "search",
    "toggle", "play", "pause", "ended", "seek", "message", "hashchange", "popstate", "storage",
    "pageshow", "pagehide", "offline", "begin", "finish", "bounce", "start", "readystate",
    "formdata",
    "auxclick", "contextmenu", "fullscreen", "volumechange", "waiting", "stalled", "suspend",
    "progress", "ratechange", "canplay", "cuechange", "durationchange", "emptied", "timeupdate",
    "move", "row", "cell", "dataset", "filterchange", "help", "losecapture", "propertychange",
    "timeerror", "repeat", "activate", "deactivate", "webkit", "show", "securitypolicy", "gesture",
    "abort", "zoom", "orientation", "stop", "location", "page",
  ]
}

/// What the markup grammar looks for.
enum MarkupRule {
  static let script = Rule(.crossSiteScripting, 90, "a <script> tag")
  static let scriptEnd = Rule(.crossSiteScripting, 60, "a </script> tag")
  static let active = Rule(.crossSiteScripting, 60, "a tag that loads or runs something")
  static let html = Rule(.crossSiteScripting, 30, "an HTML tag")
  static let declaration = Rule(.crossSiteScripting, 30, "an HTML comment or declaration")
  static let style = Rule(.crossSiteScripting, 30, "a style attribute")
  static let source = Rule(.crossSiteScripting, 40, "a source attribute")
  static let remote = Rule(.crossSiteScripting, 40, "an attribute that leads to another host")
  static let handlerInTag = Rule(.crossSiteScripting, 100, "an event handler in a tag")
  static let handler = Rule(.crossSiteScripting, 60, "an event handler")
  static let scheme = Rule(.crossSiteScripting, 100, "a javascript: address")
  static let schemeWord = Rule(.crossSiteScripting, 20, "the word javascript before a colon")
  static let emptyScheme = Rule(.crossSiteScripting, 10, "a javascript: link to nothing")
  static let onlyTag = Rule(.crossSiteScripting, 20, "nothing but a tag")
  static let closedTag = Rule(.crossSiteScripting, 60, "a tag closed behind a script call")
  static let call = Rule(.crossSiteScripting, 50, "a call of a script function")
  static let brokenOutCall = Rule(.crossSiteScripting, 60, "a script call behind a closed string")
  static let joinedCall = Rule(.crossSiteScripting, 30, "a script call joined to a value")
}
