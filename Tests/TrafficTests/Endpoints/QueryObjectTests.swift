import Testing

@testable import Traffic

@Suite struct QueryObjectTests {
  private func find(_ query: String) -> (object: UInt64, number: Int64)? {
    let bytes = Array(query.utf8)
    return QueryObject.find(bytes.span.bytes, 0..<bytes.count)
  }

  @Test(
    arguments: [
      ("id=17", 17), ("userId=17", 17), ("order_id=4711&x=1", 4711), ("x=1&ID=5", 5),
      ("uuid=550e8400", -1), ("a=b=c&pid=3", 3), ("&&id=9", 9), ("id=&uid=2", 2),
    ] as [(String, Int64)]) func findsTheObject(query: String, number: Int64)
  {
    #expect(find(query)?.number == number)
  }

  @Test(arguments: [
    "", "&", "=", "id", "id=", "page=2", "identity=3", "i=1", "d=1", "=17", "q=id", "id&x=1",
  ]) func findsNothing(query: String) {
    #expect(find(query) == nil)
  }

  @Test func valuesAreToldApartAndNamesAreNot() {
    #expect(find("id=17")?.object != find("id=18")?.object)
    #expect(find("id=17")?.object == find("userId=17")?.object)
  }
}
