import Testing

@testable import Inspection

@Suite struct DecoderTests {
  private func decoded(_ text: String, plus: Bool = true) -> (String, DecodingTraits) {
    var decoder = Decoder()
    let bytes = Array(text.utf8)
    decoder.decode(bytes.span, bytes.indices, plusIsSpace: plus)
    return (String(decoding: decoder.output, as: UTF8.self), decoder.traits)
  }

  @Test(arguments: [
    ("plain", "plain"), ("A+B", "a b"), ("a%20b", "a b"), ("%41%5a", "az"), ("100%", "100%"),
    ("%zz", "%zz"), ("%4", "%4"), ("%%35%63", "\\"), ("%252e%252e%252f", "../"),
    ("%25252e", "."), ("%2525252e", "%2e"), ("%c0%ae%c0%ae%c0%af", "../"), ("%c0%2f", "/"),
    ("%c1%9c", "\\"), ("%c0%qf", "/"), ("%e0%80%af", "/"), ("%f0%80%80%af", "/"),
    ("%u002e%u2215", "./"), ("%uff0e", "."), ("%ef%bc%8e", "."), ("%2%e%2%f", "./"),
    ("%u00e9", "é"), ("%c3%a9", "é"), ("a%00b", "ab"), ("%", "%"), ("%u12", "%u12"), ("", ""),
  ])
  func undoes(_ text: String, _ expected: String) {
    #expect(decoded(text).0 == expected)
  }

  @Test func aPlusInAPathIsAPlus() { #expect(decoded("a+b", plus: false).0 == "a+b") }

  @Test func saysWhatItSaw() {
    #expect(decoded("a%00").1 == [.nul])
    #expect(decoded("%c0%ae").1 == [.overlong])
    #expect(decoded("%2541").1 == [.nested])
    #expect(decoded("%c3%a9").1 == [.high])
    #expect(decoded("%u0041").1 == [.unicodeEscape])
    #expect(decoded("50%25%01").1 == [.control, .malformed])
  }

  @Test func anyCutOfAnyEscapeIsRead() {
    let bytes = Array("%c0%ae%u002e%%35%63%2%e%ef%bc%8e%f8%80%80%80%af%bg%qf%c0.%25252e+%00".utf8)
    var decoder = Decoder()
    for start in bytes.indices {
      for end in start...bytes.count {
        decoder.decode(bytes.span, start..<end, plusIsSpace: true)
        #expect(decoder.output.count <= end - start)
      }
    }
  }
}

@Suite struct UnescapingTests {
  @Test(arguments: [
    ("&#60;x&#62;", "<x>"), ("&#x3c;x", "<x"), ("&#x3cx", "<x"), ("&lt;a&gt;", "<a>"),
    ("\\x3ca", "<a"), ("\\u003ca", "<a"), ("\\u{3c}a", "<a"), ("+adw-a+ad4-", "<a>"),
    ("java&#9;script", "javascript"), ("&quot;", "\""),
  ])
  func undoes(_ text: String, _ expected: String) {
    let output = Unescaping.unescaped(Array(text.utf8))
    #expect(output.map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test(arguments: [
    "plain", "a & b", "&", "\\", "a\\b", "&#", "&#x", "+", "&unknown;", "\\x", "1+1",
  ])
  func leaves(_ text: String) {
    #expect(Unescaping.unescaped(Array(text.utf8)) == nil)
  }
}
