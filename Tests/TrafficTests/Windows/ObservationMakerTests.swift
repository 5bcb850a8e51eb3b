import AccessLog
import Inspection
import TestSupport
import Testing

@testable import Traffic

@Suite struct ObservationMakerTests {
  private func observe(_ lines: [LogLine]) -> [Observation] {
    let (batch, verdicts) = batch(lines.log)
    var maker = ObservationMaker()
    var endpoints = EndpointTable()
    var names = NameBook()
    return zip(batch.requests, verdicts).map {
      maker.observe(
        $0, time: $0.time, in: batch.bytes.span.bytes, verdict: $1, endpoints: &endpoints,
        names: &names)
    }
  }

  @Test func numbersComeFromTheLine() {
    let found = observe([LogLine(monday, "192.0.2.9", "GET /a?b=1", 404, bytes: 77)])[0]
    #expect(found.status == 404 && found.bytes == 77 && found.milliseconds == -1)
    #expect(found.principal == PrincipalKey(address("192.0.2.9")))
    #expect(found.time == Timestamp(seconds: monday) && !found.isUnsafe && !found.namesUser)
    #expect(found.isNotFound && !found.isSuccess && !found.isServerError)
  }

  @Test func hashesTellTextsApart() {
    let found = observe([
      LogLine(monday, "192.0.2.9", "GET /a?b=1"), LogLine(monday, "192.0.2.9", "GET /a?b=2"),
      LogLine(monday, "192.0.2.9", "GET /b"), LogLine(monday, "192.0.2.9", "GET /b", agent: "-"),
    ])
    #expect(found[0].pathHash == found[1].pathHash && found[1].pathHash != found[2].pathHash)
    #expect(found[0].queryHash != found[1].queryHash && found[2].queryHash == 0)
    #expect(found[2].agentHash == found[0].agentHash && found[3].agentHash == 0)
  }

  /// RFC 9110 §9.2.1.
  @Test func safeMethodsChangeNothing() {
    for method in ["GET", "HEAD", "OPTIONS", "TRACE"] {
      #expect(!observe([LogLine(monday, "192.0.2.9", "\(method) /a")])[0].isUnsafe)
    }
    for method in ["POST", "PUT", "PATCH", "DELETE"] {
      #expect(observe([LogLine(monday, "192.0.2.9", "\(method) /a")])[0].isUnsafe)
    }
  }

  @Test func clientsByNameAreToldApart() {
    let found = observe([
      LogLine(monday, "db1.example.net", "GET /a"), LogLine(monday, "db2.example.net", "GET /a"),
    ])
    #expect(found[0].principal.isHost && found[0].principal != found[1].principal)
  }
}
