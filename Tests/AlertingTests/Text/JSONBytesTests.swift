import Alerting
import Foundation
import Testing

@Suite struct JSONBytesTests {
  private func text(_ body: (inout JSONBytes) -> Void) -> String {
    var json = JSONBytes()
    json.array(body)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test func commasAndNesting() {
    let written = text {
      $0.object { _ in }
      $0.object {
        $0.field("b", 1)
        $0.field("a", ["x", "y"])
        $0.field("c", object: { $0.field("d", true) })
        $0.field("e", array: { _ in })
        $0.field("f", nil as String?)
      }
      $0.value("z")
    }
    #expect(written == #"[{},{"b":1,"a":["x","y"],"c":{"d":true},"e":[],"f":null},"z"]"#)
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (12.0, "12"), (0.1, "0.1"), (0.1 + 0.2, "0.30000000000000004"),
    (1e300, "1e+300"), (9_007_199_254_740_992.0, "9007199254740992.0"),
    (Double.leastNonzeroMagnitude, "5e-324"),
    (-1.5, "-1.5"), (.infinity, "null"), (-.infinity, "null"), (.nan, "null"),
  ]) func numbersAreTheShortestThatReadBack(number: Double, expected: String) throws {
    #expect(text { $0.value(number) } == "[\(expected)]")
    if number.isFinite { #expect(Double(expected) == number) }
  }

  @Test func stringsReadBackAsTheyWere() throws {
    let hostile = "\"\\/\u{0}\u{1}\u{1f}\n\r\t\u{7f}\u{2028}é中😀</script>"
    let data = Data(text { $0.value(hostile) }.utf8)
    #expect(try JSONDecoder().decode([String].self, from: data) == [hostile])
    #expect(data.allSatisfy { $0 >= 0x20 && $0 != 0x7f })
  }
}
