import Testing

@testable import Engine

@Suite struct ContentCheckTests {
  private let line = Array(
    "192.0.2.1 - - [02/Mar/2026:03:04:05 +0000] \"GET / HTTP/1.1\" 200\n".utf8)

  @Test(
    arguments: [
      ([0x7f, 0x45, 0x4c, 0x46, 2, 1], "is a program, not a log."),
      (Array("PK\u{3}\u{4}xx".utf8), "is a ZIP archive: unpack it first."),
      (Array("SQLite format 3\0".utf8), "is an SQLite database, not a log."),
      (Array("%PDF-1.7".utf8), "is a PDF document, not a log."),
      ([0xff, 0xfe, 0x31, 0], "is UTF-16 text: convert it first (iconv -f UTF-16 -t UTF-8)."),
      ([0x04, 0x22, 0x4d, 0x18], "is compressed with lz4: decompress it first."),
      (
        [UInt8](repeating: 0x61, count: 257) + Array("ustar\0".utf8),
        "is a tar archive: unpack it first."
      ),
    ] as [([UInt8], String)]) func knownSortsAreNamed(head: [UInt8], objection: String)
  {
    #expect(ContentCheck.objection(to: head) == objection)
  }

  @Test func randomBytesAreNoLog() {
    for seed in 1...20 {
      var state = UInt64(seed)
      let noise = (0..<65_536).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
      }
      #expect(
        ContentCheck.objection(to: noise)
          == "is no text: its first 65536 bytes hold no line that a log could have.")
    }
  }

  /// One honest line is enough: nobody can have a log refused by sending binary requests.
  @Test func anAttackerCannotHaveALogRefused() {
    let binary = (0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    #expect(ContentCheck.objection(to: binary + [0x0a] + line) == nil)
  }

  @Test func oddButHonestLogsAreRead() {
    #expect(ContentCheck.objection(to: []) == nil)
    #expect(ContentCheck.objection(to: Array("one short line".utf8)) == nil)
    #expect(ContentCheck.objection(to: [UInt8](repeating: 0x61, count: 65_536)) == nil)
    // Latin-1, and the zeros that copytruncate leaves at the beginning.
    #expect(ContentCheck.objection(to: line + [0xe4, 0xf6, 0xfc, 0x0a]) == nil)
    #expect(ContentCheck.objection(to: [UInt8](repeating: 0, count: 65_536)) == nil)
    #expect(ContentCheck.objection(to: [UInt8](repeating: 0, count: 60_000) + line) == nil)
    #expect(ContentCheck.objection(to: Array("\u{1b}[0m coloured\n".utf8) + line) == nil)
  }
}
