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

  @Test func keepsTheEndOfAPath() {
    #expect(DisplayWidth.fitEnd("/var/log/access.log", 11) == "…access.log")
    #expect(DisplayWidth.fitEnd("access.log", 10) == "access.log")
    #expect(DisplayWidth.fitEnd("中文字", 4) == "…字")
    #expect(DisplayWidth.fitEnd("abc", 0) == "")
  }

  @Test(arguments: [
    ("", [""]), ("short", ["short"]), ("GET /abc/def?x=1 HTTP", ["GET /abc/", "def?x=1 ", "HTTP"]),
    ("aaaaaaaaaaaaaaaaaaaaaaaaa", ["aaaaaaaaaa", "aaaaaaaaaa", "aaaaa"]),
    ("中文字中文字中文", ["中文字中文", "字中文"]),
  ]) func quotationsKeepEveryCharacter(text: String, expected: [String]) {
    let lines = DisplayWidth.quote(text, 10)
    #expect(lines == expected && lines.joined() == text)
  }
}
