import Alerting
import Testing

@Suite struct PrintableTextTests {
  @Test(arguments: [
    ("", ""),
    ("GET /a?b=c HTTP/1.1", "GET /a?b=c HTTP/1.1"),
    ("caf\u{e9} \u{4e2d}\u{6587} \u{1f600}", "caf\u{e9} \u{4e2d}\u{6587} \u{1f600}"),
    ("\u{1b}[31mred\u{1b}[0m", "\\x1b[31mred\\x1b[0m"),
    ("a\r\nb\tc\0d\u{7f}", "a\\x0d\\x0ab\\x09c\\x00d\\x7f"),
    ("\u{9b}31m", "\\u{9b}31m"),
    ("\u{202e}gnp.exe", "\\u{202e}gnp.exe"),
    ("pay\u{200b}pal", "pay\\u{200b}pal"),
    ("a\u{2028}b\u{2029}c", "a\\u{2028}b\\u{2029}c"),
    ("\u{e0041}\u{3164}\u{2800}", "\\u{e0041}\\u{3164}\\u{2800}"),
  ]) func escapesWhatCannotBeSeen(text: String, expected: String) {
    #expect(PrintableText.make(text) == expected)
  }

  @Test func bytesThatAreNoUTF8StayReadable() {
    let bytes: [UInt8] = [0x41, 0xff, 0xfe, 0xc3, 0x28, 0xe2, 0x82, 0xc3, 0xa9]
    #expect(PrintableText.make(bytes) == "A\\xff\\xfe\\xc3(\\xe2\\x82\u{e9}")
    // Overlong and surrogate encodings are no UTF-8 either (RFC 3629 §3).
    #expect(PrintableText.make([0xc0, 0xaf]) == "\\xc0\\xaf")
    #expect(PrintableText.make([0xed, 0xa0, 0x80]) == "\\xed\\xa0\\x80")
  }

  @Test func everySingleByteAndEveryPairIsHarmless() {
    for first in UInt8.min...UInt8.max {
      for second in [0x00, 0x1b, 0x41, 0x80, 0x9b, 0xbf, 0xff] as [UInt8] {
        let text = PrintableText.make([first, second])
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f ~= $0.value) })
      }
    }
  }

  @Test func cutsWithAnEllipsis() {
    #expect(PrintableText.make("abcdef", limit: 6) == "abcdef")
    #expect(PrintableText.make("abcdef", limit: 5) == "abcd…")
    #expect(PrintableText.make("abcdef", limit: 1) == "…")
    #expect(PrintableText.make("abcdef", limit: 0) == "")
    let faces = String(repeating: "😀", count: 100)
    #expect(PrintableText.make(faces, limit: 3) == "😀😀…")
    #expect(PrintableText.make(faces, limit: 100) == faces)
  }
}
