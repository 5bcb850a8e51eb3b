import Reporting
import Testing

@Suite struct ProgressLineTests {
  @Test func sharesRatesAndTimeLeft() {
    let line = ProgressLine(
      name: "access.log", done: 450_000_000, total: 1_000_000_000, lines: 2_500_000, elapsed: 2)
    #expect(line.text() == "access.log  45 %  1.3 M lines/s  225 MB/s  3 s left")
  }

  @Test func aStreamHasNoEnd() {
    let line = ProgressLine(name: "-", done: 5000, total: nil, lines: 1, elapsed: 0)
    #expect(line.text() == "-  1 line")
  }

  @Test func neverWiderThanTheTerminal() {
    let line = ProgressLine(
      name: "\u{1b}[2Jaccess.log", done: .max, total: 1, lines: .max, elapsed: 1e-300)
    for width in [0, 1, 10, 40, 80] { #expect(line.text(width: width).count <= width) }
    #expect(!line.text().contains("\u{1b}"))
    let late = ProgressLine(name: "x", done: -1, total: 0, lines: -1, elapsed: -1)
    #expect(late.text() == "x  -1 lines")
  }
}
