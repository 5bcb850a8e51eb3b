import AccessLog
import Testing

@testable import Traffic

@Suite struct QueryObjectTests {
  private func read(_ query: String) -> QueryObject {
    let bytes = Array(query.utf8)
    return QueryObject.read(
      bytes.span.bytes, 0..<bytes.count, at: Timestamp(seconds: 1_776_414_015), AskRoles())
  }

  private func find(_ query: String) -> QueryObject? {
    let found = read(query)
    return found.object == 0 ? nil : found
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

  /// A day more or less: clocks of clients go wrong. 13 digits are milliseconds.
  @Test(
    arguments: [
      ("_=1776414015123", true), ("since=0&t=1776414015", true), ("ts=1776327700", true),
      ("ts=1776327000", false), ("_=1776414015", true), ("_=17764140151", false),
      ("_=0.8271", false), ("id=1776414015x", false), ("page=2", false), ("_=", false),
    ] as [(String, Bool)]) func seesTheTimeOfTheRequest(query: String, isStamped: Bool)
  {
    #expect(read(query).isStamped == isStamped)
  }

  @Test func valuesAreToldApartAndNamesAreNot() {
    #expect(find("id=17")?.object != find("id=18")?.object)
    #expect(find("id=17")?.object == find("userId=17")?.object)
  }

  @Test(
    arguments: [
      ("limit=500", 500, 0), ("per_page=100&page=12", 100, 12), ("pageSize=50", 50, 0),
      ("offset=2000&LIMIT=20&limit=30", 30, 2000), ("depth=99&q=a", 99, 0),
      ("size=99999999999999999999", 4_294_967_295, 0), ("$top=10&$skip=40", 10, 40),
      ("id=5&limit=70", 70, 0),
    ] as [(String, UInt32, UInt32)]) func readsHowMuch(
      query: String, amount: UInt32, offset: UInt32
    )
  {
    #expect(read(query).ask == Ask(amount: amount, offset: offset))
  }

  @Test(arguments: [
    "", "limit=", "limit=1e9", "limit=-50", "limit", "quantum=50", "unlimited=50",
    "year=2026", "limit=50x", "&=&==",
  ]) func readsNoAmount(query: String) { #expect(read(query).ask.isEmpty) }
}
