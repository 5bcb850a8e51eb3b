import Inspection
import Testing

@testable import Traffic

@Suite struct SignTallyTests {
  private func verdict(_ suspected: [Sign], proven: [Sign] = []) -> Verdict {
    let set = { (signs: [Sign]) in signs.reduce(into: SignSet()) { $0.insert(SignSet($1)) } }
    return Verdict(suspected: set(suspected), proven: set(proven))
  }

  @Test func suspectedProvenAndAnsweredAreCountedApart() {
    var tally = SignTally()
    tally.count(verdict([.sqlInjection]), isSuccess: true)
    #expect(!tally.provesIntent)
    tally.count(verdict([.sqlInjection], proven: [.sqlInjection]), isSuccess: false)
    tally.count(verdict([], proven: [.sqlInjection, .knownScanner]), isSuccess: true)
    #expect(tally.requests == 3 && tally.provesIntent)
    #expect(tally.suspected(.sqlInjection) == 3 && tally.proven(.sqlInjection) == 2)
    #expect(tally.provenAnswered(.sqlInjection) == 1 && tally.provenAnswered(.knownScanner) == 1)
    #expect(tally.suspected(.knownScanner) == 1 && tally.suspected(.pathTraversal) == 0)
  }

  @Test func everySignHasAPlaceOfItsOwn() {
    for sign in Sign.allCases {
      var tally = SignTally()
      tally.count(verdict([sign]), isSuccess: false)
      #expect(Sign.allCases.filter { tally.suspected($0) > 0 } == [sign])
    }
  }

  @Test func countsSaturate() {
    var tally = SignTally()
    for _ in 0..<65_540 { tally.count(verdict([.methodAbuse]), isSuccess: false) }
    #expect(tally.suspected(.methodAbuse) == 65_535 && tally.requests == 65_540)
    tally.merge(tally)
    #expect(tally.suspected(.methodAbuse) == 65_535 && tally.requests == 131_080)
  }

  @Test func mergeOfPartsIsTheWhole() {
    let verdicts = Sign.allCases.map { verdict([$0], proven: $0.rawValue % 2 == 0 ? [$0] : []) }
    func tally(_ part: ArraySlice<Verdict>) -> SignTally {
      part.reduce(into: SignTally()) { $0.count($1, isSuccess: $1.proven != []) }
    }
    var merged = tally(verdicts[..<5])
    merged.merge(tally(verdicts[5...]))
    #expect(merged == tally(verdicts[...]))
  }
}
