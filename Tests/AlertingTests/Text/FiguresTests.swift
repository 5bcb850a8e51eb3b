import Alerting
import Testing

@Suite struct FiguresTests {
  @Test(
    arguments: [
      (0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"),
      (.max, "9,223,372,036,854,775,807"), (.min, "-9,223,372,036,854,775,808"),
    ] as [(Int, String)]) func groups(value: Int, expected: String)
  {
    #expect(Figures.grouped(value) == expected)
  }

  @Test(
    arguments: [
      (0, "0"), (12, "12"), (12.5, "12.5"), (12.54, "12.5"), (0.25, "0.25"), (0.0012, "0.001"),
      (1203.4, "1,203"), (-3.14159, "-3.14"), (1.2e-5, "1.2e-5"), (9.99e-8, "1e-7"),
      (6.02e23, "6e23"), (.infinity, "∞"), (-.infinity, "-∞"), (.nan, "unknown"),
      (.greatestFiniteMagnitude, "1.8e308"), (.leastNonzeroMagnitude, "4.9e-324"),
    ] as [(Double, String)]) func values(value: Double, expected: String)
  {
    #expect(Figures.value(value) == expected)
  }

  @Test(arguments: [
    (0, 0, "0 %"), (0, 5, "0.0 %"), (1, 5000, "<0.1 %"), (4999, 5000, ">99.9 %"), (1, 3, "33.3 %"),
    (5, 5, "100.0 %"),
  ]) func percents(part: Int, whole: Int, expected: String) {
    #expect(Figures.percent(part, of: whole) == expected)
  }

  @Test(
    arguments: [
      (0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (1_540, "1.5 kB"),
      (980_000_000, "980 MB"),
      (999_600, "1 MB"), (.max, "9,223,372 TB"),
    ] as [(Int64, String)]) func sizes(count: Int64, expected: String)
  {
    #expect(Figures.bytes(count) == expected)
  }

  @Test(
    arguments: [
      (-5, "0 s"), (59, "59 s"), (60, "1 min"), (61, "1 min 1 s"), (7500, "2 h 5 min"),
      (604_800, "7 d"), (615_600, "7 d 3 h"), (3601, "1 h"),
    ] as [(Int64, String)]) func durations(seconds: Int64, expected: String)
  {
    #expect(Figures.duration(seconds: seconds) == expected)
  }

  @Test(
    arguments: [
      (0.999, ">99 %"), (0.98, "98 %"), (0.99, "99 %"), (0.001, "<1 %"), (.nan, "unknown"),
    ] as [(Double, String)]) func confidences(value: Double, expected: String)
  {
    #expect(Figures.confidence(value) == expected)
  }
}
