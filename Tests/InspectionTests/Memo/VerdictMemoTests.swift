import Testing

@testable import Inspection

@Suite struct VerdictMemoTests {
  private let accused: Verdict = {
    var verdict = Verdict.clean
    verdict.prove(.sqlInjection)
    return verdict
  }()

  private func place(_ memo: VerdictMemo, _ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    memo.place(bytes.span, range)
  }

  private func known(_ memo: VerdictMemo, _ place: Int, _ bytes: [UInt8], _ range: Range<Int>)
    -> Verdict?
  {
    memo.verdict(at: place, bytes.span, range)
  }

  @Test func remembersAText() throws {
    var memo = VerdictMemo(places: 4, longestKey: 32)
    let bytes = Array("one two".utf8)
    let place = try #require(self.place(memo, bytes, 0..<3))
    #expect(known(memo, place, bytes, 0..<3) == nil)
    memo.remember(accused, at: place, bytes.span, 0..<3)
    #expect(known(memo, place, bytes, 0..<3) == accused)
  }

  @Test func neverAnswersForAnotherText() throws {
    var memo = VerdictMemo(places: 1, longestKey: 32)
    let bytes = Array("first text here;other text here".utf8)
    memo.remember(accused, at: 0, bytes.span, 0..<15)
    #expect(known(memo, 0, bytes, 16..<31) == nil)
    memo.remember(.clean, at: 0, bytes.span, 16..<31)
    #expect(known(memo, 0, bytes, 16..<31) == .clean)
    #expect(known(memo, 0, bytes, 0..<15) == nil)
  }

  @Test func longAndEmptyTextsAreNotRemembered() {
    let memo = VerdictMemo(places: 4, longestKey: 8)
    let bytes = Array("123456789".utf8)
    #expect(place(memo, bytes, 0..<9) == nil)
    #expect(place(memo, bytes, 0..<0) == nil)
    #expect(place(memo, bytes, 0..<8) != nil)
  }
}
