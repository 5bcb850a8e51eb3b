import AccessLog
import Inspection
import TestSupport
import Testing

@testable import Traffic

@Suite struct PasserByTests {
  /// The aggregate of a client with a single request, and whether it was kept as a passer-by.
  private func client(
    _ request: String, _ status: Int = 200, bytes: Int = 512, user: String = "-"
  ) -> (aggregate: PrincipalAggregate?, passes: Bool) {
    let line = LogLine(monday, "192.0.2.1", request, status, bytes: bytes, user: user)
    let table = windows([line])[0].principals
    return (
      table.aggregate(of: PrincipalKey(address("192.0.2.1"))),
      table.passersBy.contains { !$0.key.isUser }
    )
  }

  @Test(arguments: ["GET /orders/17?page=3", "GET /style.css", "POST /orders", "DELETE /a/9"])
  func ordinaryRequestsPassBy(request: String) {
    #expect(client(request).passes)
  }

  @Test func whatCouldMatterDoesNot() {
    #expect(!client("GET /orders/17", 404).passes)
    #expect(!client("POST /login").passes)
    #expect(!client("GET /orders/17", user: "alice").passes)
    #expect(!client("GET /orders?id=1'%20or%20'1'='1").passes)
    #expect(!client("GET /export", bytes: 1 << 20).passes)
  }

  /// Nothing that an aggregate counts gets lost.
  @Test(arguments: ["GET /orders/17?limit=300", "GET /style.css", "PUT /orders/17/notes"])
  func theRequestIsCountedAsItWas(request: String) {
    let (batch, verdicts) = batch([LogLine(monday + 5, "192.0.2.1", request, 204)].log)
    var maker = ObservationMaker()
    var endpoints = EndpointTable()
    var names = NameBook()
    let observation = maker.observe(
      batch.requests[0], time: batch.requests[0].time, in: batch.bytes.span.bytes,
      verdict: verdicts[0], endpoints: &endpoints, names: &names)
    var aggregate = PrincipalAggregate(key: observation.principal)
    aggregate.count(observation)
    #expect("\(PasserBy(observation).aggregate)" == "\(aggregate)")
  }
}
