import Testing

@testable import Traffic

@Suite struct PathWalkTests {
  private func walk(_ segment: String, _ shape: SegmentShape = .id) -> PathWalk {
    let bytes = Array(segment.utf8)
    var walk = PathWalk(method: 1)
    walk.take(shape, bytes.span.bytes, 0..<bytes.count)
    return walk
  }

  @Test(
    arguments: [
      ("17", 17), ("0", 0), ("999999999999999999", 999_999_999_999_999_999),
      ("1000000000000000000", -1), ("5f3c9a1b", -1), ("", 0),
    ] as [(String, Int64)]) func numbersOfUpTo18Digits(text: String, number: Int64)
  {
    #expect(walk(text).number == number)
  }

  @Test func valuesMakeTheObjectAndNotTheTemplate() {
    #expect(walk("17").template == walk("18").template)
    #expect(walk("17").object != walk("18").object)
    #expect(walk("17").object != 0)
  }

  @Test func namesMakeTheTemplateAndNotTheObject() {
    #expect(walk("users", .literal).template != walk("orders", .literal).template)
    #expect(walk("users", .literal).object == 0 && walk("users", .literal).number == -1)
  }

  @Test func sortsOfValuesAreDifferentTemplates() {
    let templates = SegmentShape.allCases.map { walk("17", $0).template }
    #expect(Set(templates).count == templates.count)
  }

  @Test func methodsAreToldApart() {
    let words = ["", "GET", "PUT", "get", "PROPFIND", "PROPPATCH", "MKCALENDAR"].map {
      let bytes = Array($0.utf8)
      return PathWalk.methodWord(bytes.span.bytes, 0..<bytes.count)
    }
    #expect(Set(words).count == words.count)
  }
}
