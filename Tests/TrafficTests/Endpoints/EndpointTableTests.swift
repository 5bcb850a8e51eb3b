import AccessLog
import TestSupport
import Testing
import Traffic

@Suite struct EndpointTableTests {
  private func line(_ request: String, _ status: Int = 200) -> LogLine {
    LogLine(monday, "192.0.2.1", request, status)
  }

  @discardableResult
  private func match(_ lines: [LogLine], in table: inout EndpointTable) -> [EndpointMatch] {
    let (batch, _) = batch(lines.log)
    return batch.requests.map { table.match($0, in: batch.bytes.span.bytes) }
  }

  private func names(_ lines: [LogLine]) -> [String] {
    var table = EndpointTable()
    return match(lines, in: &table).map { table.endpoints[Int($0.id)].name }
  }

  @Test func valuesBecomePlaceholders() {
    #expect(
      names([
        line("GET /users/8123/orders"), line("GET /users/17/orders"), line("GET /"),
        line("GET //users//9/orders/"), line("GET /days/2026-03-02/report-20260302.csv"),
        line("GET /mail/a@b.net"), line("GET /x/caf%C3%A9"),
      ]) == [
        "GET /users/{id}/orders", "GET /users/{id}/orders", "GET /", "GET /users/{id}/orders",
        "GET /days/{date}/{file}", "GET /mail/{email}", "GET /x/{value}",
      ])
  }

  @Test func methodsAreSeparateEndpoints() {
    let found = names([line("GET /users/1"), line("DELETE /users/1"), line("PROPFIND /users/1")])
    #expect(found == ["GET /users/{id}", "DELETE /users/{id}", "PROPFIND /users/{id}"])
  }

  @Test func objectsAndNumbers() {
    var table = EndpointTable()
    let matches = match(
      [
        line("GET /users/17"), line("GET /users/18"), line("GET /users/17?x=1"),
        line("GET /users"), line("GET /invoice?id=4711"), line("GET /users/17?id=3"),
      ], in: &table)
    #expect(matches.map(\.number) == [17, 18, 17, -1, 4711, 17])
    #expect(matches[0].object == matches[2].object && matches[0].object != matches[1].object)
    #expect(matches[3].object == 0 && matches[4].object != 0)
  }

  /// What an attacker asks for and nobody answers makes no endpoint.
  @Test func aSweepOfMissingPathsMakesNothing() {
    var table = EndpointTable()
    for status in [400, 403, 404, 405, 410, 301] {
      let sweep = (0..<500).map { line("GET /word\($0 % 7)x/a\($0)", status) }
      let ids = Set(match(sweep, in: &table).map(\.id))
      #expect(ids == [Endpoint.unknown])
    }
    #expect(table.endpoints.count == 2)
  }

  @Test(arguments: [101, 200, 204, 302, 308, 401, 409, 422, 429, 500, 503])
  func answersThatOnlyAnEndpointGivesMakeOne(status: Int) {
    #expect(names([line("GET /things", status)]) == ["GET /things"])
  }

  @Test func aMissingObjectOfAKnownEndpointIsTheEndpoints() {
    #expect(
      names([line("GET /users/17", 404), line("GET /users/17"), line("GET /users/18", 404)])
        == ["(no such path)", "GET /users/{id}", "GET /users/{id}"])
  }

  /// Sixty-four names at one place, each asked for now and then, are values.
  @Test func manyNamesAtOnePlaceAreValues() {
    let slugs = (0..<200).map { line("GET /blog/\(slug($0))") }
    let found = names([line("GET /blog/about")] + slugs)
    #expect(found[0] == "GET /blog/about")
    #expect(found[1...62].allSatisfy { $0.hasPrefix("GET /blog/") && !$0.contains("{") })
    #expect(found[63...].allSatisfy { $0 == "GET /blog/{value}" })
  }

  @Test func namesThatAreAskedForOftenStayNames() {
    let lines = (0..<100).flatMap { name in (0..<80).map { _ in line("GET /rpc/\(slug(name))") } }
    #expect(names(lines).allSatisfy { !$0.contains("{value}") })
  }

  /// A name of letters only, different for each number.
  private func slug(_ number: Int) -> String {
    let letters = Array("abcdefghij")
    return "post-" + String(String(number).map { letters[$0.wholeNumberValue!] })
  }

  @Test func aFullTableCountsTheRestAsOther() {
    var table = EndpointTable()
    let methods = ["GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS", "LINK", "COPY"]
    // Forty names at a place are no values, so that every path is an endpoint of its own.
    let lines = methods.flatMap { method in
      (0..<13).flatMap { a in
        (0..<40).map { b in line("\(method) /\(slug(a))/\(slug(b))") }
      }
    }
    match(lines, in: &table)
    #expect(table.endpoints.count == EndpointTable.capacity)
    #expect(table.overflow == lines.count - (EndpointTable.capacity - 2))
    #expect(table.endpoints[Int(Endpoint.other)].requests == table.overflow)
    #expect(match([lines[0]], in: &table).map(\.id) == [2])
  }

  @Test func whatIsNoMethodIsNamedWithAQuestionMark() {
    #expect(names([line("get /users")]) == ["? /users"])
  }

  @Test func requestsAreCountedAndFoundByName() {
    var table = EndpointTable()
    match([line("GET /a"), line("GET /b"), line("GET /a")], in: &table)
    #expect(table.id(named: "GET /a") == 2 && table.id(named: "GET /nothing") == nil)
    #expect(table.endpoints.map(\.requests) == [0, 0, 2, 1])
  }
}
