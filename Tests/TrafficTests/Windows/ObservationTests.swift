import AccessLog
import TestSupport
import Testing
import Traffic

/// What counts as a log-in, and as a refused one, seen through the windows that count them.
@Suite struct ObservationTests {
  private func counts(
    _ request: String, _ status: Int, user: String = "-"
  ) -> (logIns: Int, failed: Int) {
    let line = LogLine(monday, "192.0.2.1", request, status, user: user)
    let aggregate = windows([line])[0].client("192.0.2.1")!
    return (Int(aggregate.logIns), Int(aggregate.failedLogIns))
  }

  @Test(arguments: ["POST /login", "POST /api/v1/auth/token", "PUT /session", "POST /signin"])
  func sentToSomethingThatReadsLikeALogIn(request: String) {
    for status in [400, 401, 403, 422, 423, 429] { #expect(counts(request, status) == (1, 1)) }
    for status in [200, 204, 302, 404, 500] { #expect(counts(request, status) == (1, 0)) }
  }

  /// An expired token gets 401 everywhere; it carries no password.
  @Test(arguments: ["GET /orders", "POST /orders", "GET /login", "HEAD /login", "OPTIONS /login"])
  func noLogIn(request: String) {
    for status in [200, 401, 403] { #expect(counts(request, status) == (0, 0)) }
  }

  /// HTTP authentication sends the name with every request, and 401 is how it is refused. What is
  /// forbidden, throttled or badly written by a user who is known is no wrong password.
  @Test func aNamedUser() {
    #expect(counts("GET /orders", 200, user: "alice") == (1, 0))
    #expect(counts("GET /orders", 401, user: "alice") == (1, 1))
    for status in [400, 403, 422, 423, 429] {
      #expect(counts("POST /orders", status, user: "alice") == (1, 0), "\(status)")
    }
    #expect(counts("POST /login", 403, user: "alice") == (1, 1))
  }
}
