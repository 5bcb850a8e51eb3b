import Testing

@testable import Detection

@Suite struct QuantityTests {
  @Test(
    arguments: [
      (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (3_565_158, "3.4 MiB"),
      (200 << 20, "200 MiB"), (5 << 30, "5.0 GiB"), (.max, "16 EiB"),
    ] as [(UInt64, String)]) func bytes(count: UInt64, text: String)
  {
    #expect(Quantity.bytes(count) == text)
  }

  @Test(arguments: [(0.0, "0.0 %"), (0.004, "0.4 %"), (0.37, "37 %"), (1.0, "100 %")])
  func percent(share: Double, text: String) {
    #expect(Quantity.percent(share) == text)
  }
}
