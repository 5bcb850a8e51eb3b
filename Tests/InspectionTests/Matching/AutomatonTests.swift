import Testing

@testable import Inspection

@Suite struct AutomatonTests {
  /// Every occurrence of every literal, found the slow way.
  private func occurrences(_ literals: [String], _ text: String) -> Set<String> {
    let bytes = Array(text.lowercased().utf8)
    var found: Set<String> = []
    for (index, literal) in literals.enumerated() {
      let literal = Array(literal.utf8)
      for start in bytes.indices where bytes[start...].starts(with: literal) {
        found.insert("\(index)@\(start + literal.count)")
      }
    }
    return found
  }

  @Test(arguments: [
    "ushers", "shehehishers", "HERS", "", "h", "hishershishe", "xyz", "aaaa", "äöü hers",
  ])
  func findsWhatASearchFinds(_ text: String) {
    let literals = ["he", "she", "his", "hers", "aa", "a"]
    let automaton = Automaton(literals.map { Array($0.utf8) })
    var found: Set<String> = []
    let bytes = Array(text.utf8)
    automaton.scan(bytes.span, bytes.indices) {
      found.insert("\($0)@\($1)")
      return false
    }
    #expect(found == occurrences(literals, text))
  }

  @Test func everyPhraseOfTheBookIsLowerCaseAndFindsItself() {
    for phrase in RuleBook.standard.phrases {
      let bytes = phrase.text.withUTF8Buffer { Array($0) }
      #expect(bytes == bytes.map(\.lowered), "\(phrase.text)")
      #expect(!bytes.isEmpty)
    }
  }

  @Test func theBookFitsIntoTheAutomaton() {
    #expect(RuleBook.standard.phrases.count < 65_536)
    #expect(RuleBook.standard.stateCount < 65_536)
  }
}
