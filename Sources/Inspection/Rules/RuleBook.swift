/// All rules, compiled once: every family's phrases in one automaton, and its grammar beside it.
///
/// To add a family: write a `RuleFamily` in this folder and name it in `families`.
struct RuleBook: Sendable {
  /// The only one there is: constant data.
  static let standard = RuleBook()

  /// Every family of rules.
  static let families: [any RuleFamily.Type] = [
    SQLInjection.self, NoSQLInjection.self, CrossSiteScripting.self, PathTraversal.self,
    CommandInjection.self, CodeInjection.self, JNDIInjection.self, RequestForgery.self,
    XMLInjection.self, LDAPInjection.self, HeaderInjection.self, WebshellAccess.self,
    SensitiveFiles.self, KnownWeaknesses.self, KnownScanners.self, PathHints.LogIn.self,
    PathHints.Administration.self,
  ]

  /// The phrases of all families.
  let phrases: [Phrase]
  /// Finds in a plain path what is worth a judgement.
  private let pathAutomaton: Automaton
  /// The phrases that `pathAutomaton` finds.
  private let pathPhrases: [Phrase]
  private let automaton: Automaton

  /// How many states the automaton of all phrases has.
  var stateCount: Int { automaton.stateCount }

  /// Compiles the families.
  init() {
    var phrases: [Phrase] = []
    for family in RuleBook.families {
      for var phrase in family.phrases {
        phrase.sign = family.sign
        phrases.append(phrase)
      }
    }
    self.phrases = phrases
    automaton = Automaton(phrases.map { $0.text.withUTF8Buffer { Array($0) } })
    pathPhrases = phrases.filter {
      $0.fields.contains(.path) && ($0.fields == .path || $0.weight > 0) && $0.isPlain
    }
    pathAutomaton = Automaton(pathPhrases.map { $0.text.withUTF8Buffer { Array($0) } })
  }

  /// True if a path of plain bytes holds a phrase where it counts. O(n), nothing allocated.
  /// - Parameter look: Called with each byte of the path.
  @inline(__always)
  func hasPathPhrase(
    _ bytes: Span<UInt8>, _ range: Range<Int>, look: (UInt8) -> Void
  ) -> Bool {
    var found = false
    var row = Automaton.start
    for index in range {
      let byte = bytes[index]
      look(byte)
      row = pathAutomaton.step(row, byte)
      if pathAutomaton.isFinal(row), !found {
        found = pathAutomaton.ending(row).contains {
          pathPhrases[Int($0)].standsAlone(bytes, range, index + 1)
        }
      }
    }
    return found
  }

  /// Judges one text: phrases first, then the grammars of the families they opened.
  func judge(_ text: Text, _ evidence: inout Evidence) {
    var opened: SignSet = []
    let field = Fields(text.field)
    var hits: [(Int, Int)] = []
    automaton.scan(text.bytes.span, 0..<text.count) { index, end in
      if phrases[index].fields.contains(field) { hits.append((index, end)) }
      return hits.count >= RuleBook.mostHits
    }
    for (index, end) in hits {
      let phrase = phrases[index]
      let start = end - phrase.text.utf8CodeUnitCount
      guard phrase.left.holds(before: start, in: text), phrase.right.holds(after: end, in: text)
      else { continue }
      opened.insert(SignSet(phrase.sign))
      evidence.add(phrase, index: index, text, start..<end)
    }
    guard !opened.isEmpty else { return }
    for family in RuleBook.families where opened.contains(family.sign) {
      family.judge(text, &evidence)
    }
  }

  /// Enough to condemn anything; more only happens in text made to waste time.
  private static let mostHits = 256
}

/// A kind of attack: the phrases that give it away, and the grammar that weighs them.
protocol RuleFamily: Sendable {
  /// What it accuses of.
  static var sign: Sign { get }
  /// Literals that count, and gates that open the grammar.
  static var phrases: [Phrase] { get }
  /// Reads a text in which one of the phrases was found.
  static func judge(_ text: Text, _ evidence: inout Evidence)
}

extension RuleFamily {
  /// Families without a grammar have their phrases alone.
  static func judge(_ text: Text, _ evidence: inout Evidence) {}
}

extension Phrase {
  /// True if a path without any escape may hold it.
  fileprivate var isPlain: Bool {
    text.withUTF8Buffer { $0.allSatisfy { ByteClass.path[Int($0)] & ByteClass.hot == 0 } }
  }

  /// True unless its edges rule it out, asked of raw bytes; `judge` has the last word.
  fileprivate func standsAlone(_ bytes: Span<UInt8>, _ range: Range<Int>, _ end: Int) -> Bool {
    let start = end - text.utf8CodeUnitCount
    if left == .segment, start > range.lowerBound, bytes[start - 1] != UInt8(ascii: "/") {
      return false
    }
    guard end < range.upperBound else { return true }
    let next = bytes[end].lowered
    switch right {
    case .end: return false
    case .stop, .segment, .word: return !next.isWord && next != UInt8(ascii: "-")
    case .any, .call: return true
    }
  }
}

extension Phrase.Edge {
  /// True if the edge holds before an offset.
  func holds(before start: Int, in text: Text) -> Bool {
    switch self {
    case .any, .call: true
    case .word: start == 0 || !text[start - 1].isWord
    case .end: start == 0
    case .segment:
      start == 0 || text[start - 1] == UInt8(ascii: "/") || text[start - 1] == UInt8(ascii: "\\")
    case .stop: start == 0 || !text[start - 1].isWord
    }
  }

  /// True if the edge holds behind an offset.
  func holds(after end: Int, in text: Text) -> Bool {
    switch self {
    case .any: return true
    case .word: return !text[end].isWord
    case .end: return end >= text.count
    case .segment:
      return end >= text.count || text[end] == UInt8(ascii: "/") || text[end] == UInt8(ascii: "\\")
    case .call: return text[text.skipSpacesAndComments(end)] == UInt8(ascii: "(")
    case .stop:
      guard end < text.count else { return true }
      switch text[end] {
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: ";"), UInt8(ascii: "."),
        UInt8(ascii: ":"), UInt8(ascii: "~"), UInt8(ascii: "\\"),
        UInt8(ascii: "%"), UInt8(ascii: " "), UInt8(ascii: "'"), UInt8(ascii: "\""),
        UInt8(ascii: "&"), UInt8(ascii: ","), UInt8(ascii: ")"),
        UInt8(ascii: "|"), UInt8(ascii: "<"), UInt8(ascii: "}"), UInt8(ascii: "#"),
        UInt8(ascii: "`"), UInt8(ascii: "\n"), UInt8(ascii: "]"):
        return true
      default: return false
      }
    }
  }
}

extension Text {
  /// The first offset from `index` that is neither a blank nor in a `/* */` comment.
  func skipSpacesAndComments(_ index: Int) -> Int {
    var index = skipSpaces(index)
    while has("/*", at: index), let close = firstIndex(of: "*/", from: index + 2) {
      index = skipSpaces(close + 2)
    }
    return index
  }
}
