import Testing

@testable import Engine

@Suite struct CompressionTests {
  @Test(
    arguments: [
      ([0x1f, 0x8b, 8, 0], .gzip), ([0x1f, 0x9d, 0x90], .gzip), (Array("BZh91AY".utf8), .bzip2),
      ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0], .xz), ([0x28, 0xb5, 0x2f, 0xfd, 4], .zstd),
      ([0x50, 0x2a, 0x4d, 0x18, 0], .zstd), ([0x5f, 0x2a, 0x4d, 0x18], .zstd),
      ([], nil), ([0x1f], nil), (Array("BZh".utf8), nil), (Array("BZhx".utf8), nil),
      (Array("192.0.2.1".utf8), nil), ([0x50, 0x2a], nil), (Array("P-1 a".utf8), nil),
    ] as [([UInt8], Compression?)]) func firstBytesDecide(head: [UInt8], expected: Compression?)
  {
    #expect(Compression.detect(head) == expected)
  }
}
