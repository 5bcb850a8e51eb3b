import Testing

@testable import Traffic

@Suite struct SegmentShapeTests {
  private static let expectations: [(SegmentShape, [String])] = [
    (
      .literal,
      [
        "users", "v1", "v2", "oauth2", "mp3", "s3", "index.html", "app.js", "login.php", "a",
        "user_profile", "well-known", ".well-known", "api.v1", "deadbeef", "facade", "1.0", "2.1.3",
        "utf-8", "base64", "sha256", "ipv4", "h264", "top100", "web2py",
        "customer-addresses", "jquery-3.7.1.min.js", "~alice", "x:y", "c++", "12-3", "R2D2",
      ]
    ),
    (
      .id,
      [
        "0", "17", "00042", "18446744073709551616", "550e8400-e29b-41d4-a716-446655440000",
        "550E8400-E29B-41D4-A716-446655440000", "5f3c9a1b", "a1b2c3d4e5f60718293a4b5c",
        "INV-2024-0117", "ORD20240117", "SKU-00017", "12-34", "user12345",
      ]
    ),
    (.date, ["2026-03-02", "1999-12-31"]),
    (.email, ["alice@example.net", "a@b", "@scope"]),
    (.token, ["x7Kq9mZ2pL4rT8vW", "a1b2c3d4-zz-e5f6g7h8", "9f-K2-x8-Q1-mm-zz"]),
    (
      .file,
      [
        "17.webp", "report-20260302.csv", "IMG_20260302.jpg", "192.168.10.1", "1.2.840.113549",
        "00017.000.pdf",
      ]
    ),
    (
      .value,
      [
        "caf%C3%A9", "a b", "caf\u{e9}", "a=b", "a;b", "x,y", "{id}", "'", "%2e%2e", "<x>", "$HOME",
        String(repeating: "a", count: 65), String(repeating: "word-", count: 20),
      ]
    ),
  ]

  @Test(arguments: expectations) func looksLike(shape: SegmentShape, segments: [String]) {
    let judge = SegmentJudge()
    for segment in segments {
      let bytes = Array(segment.utf8)
      #expect(judge.shape(bytes.span.bytes, 0..<bytes.count) == shape, "\(segment)")
    }
  }

  @Test func namesMayBeAsLongAsTheLimit() {
    let judge = SegmentJudge()
    for (length, shape) in [(64, SegmentShape.literal), (65, .value)] {
      let bytes = [UInt8](repeating: 0x61, count: length)
      #expect(judge.shape(bytes.span.bytes, 0..<length) == shape)
    }
  }

  @Test func everyByteHasAShape() {
    let judge = SegmentJudge()
    for byte in UInt8.min...UInt8.max {
      let bytes = [byte, byte]
      let shape = judge.shape(bytes.span.bytes, 0..<2)
      #expect(byte < 0x80 || shape == .value)
    }
  }

  @Test func placeholdersDiffer() {
    #expect(Set(SegmentShape.allCases.map(\.placeholder)).count == SegmentShape.allCases.count)
  }
}
