import Testing

@testable import Reporting

@Suite struct DisplayWidthTests {
  @Test(arguments: [("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("中文", 4), ("😀", 2)])
  func columns(text: String, expected: Int) {
    #expect(DisplayWidth.of(text) == expected)
  }

  @Test func fitsAndPads() {
    #expect(DisplayWidth.fit("abcdef", 4) == "abc…")
    #expect(DisplayWidth.fit("中文字", 4) == "中…")
    #expect(DisplayWidth.fit("abc", 0) == "")
    #expect(DisplayWidth.pad("ab", 4) == "ab  ")
    #expect(DisplayWidth.pad("中文字", 4) == "中… ")
  }

  @Test func wrapsAtSpacesAndCutsLongWords() {
    #expect(DisplayWidth.wrap("one two  three", 7) == ["one two", "three"])
    #expect(DisplayWidth.wrap("abcdefgh ij", 3) == ["abc", "def", "gh", "ij"])
    #expect(DisplayWidth.wrap("", 5) == [""])
    #expect(DisplayWidth.wrap("ab", 0) == ["a", "b"])
  }
}
