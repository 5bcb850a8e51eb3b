import TestSupport
import Testing

@testable import Traffic

@Suite struct AgentClaimsTests {
  private func read(_ agent: String) -> AgentClaims {
    let bytes = Array(agent.utf8)
    return AgentBook.read(bytes.span.bytes, 0..<bytes.count)
  }

  private static let agents: [(String, AgentClaims)] = [
    (LogLine.browser, .browser),
    ("Mozilla/5.0 (Linux; Android 9; CUBOT_X18) AppleWebKit/537.36 Chrome/96", .browser),
    ("Opera/9.80 (X11; Linux)", .browser),
    (
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
      [.searchBot, .declaredBot]
    ),
    (
      "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
      [.searchBot, .declaredBot]
    ),
    ("Mozilla/5.0 (compatible; ExampleSpider)", .declaredBot), ("UptimeRobot/2.0", .declaredBot),
    ("kube-probe/1.28", .declaredBot), ("ELB-HealthChecker/2.0", .declaredBot),
    ("curl/8.5.0", .tool), ("okhttp/4.12.0", .tool), ("ShopApp/5.1 (iOS 17)", .tool),
    ("-", .none), ("", .none),
  ]

  @Test(arguments: agents)
  func readsClaims(agent: String, claims: AgentClaims) { #expect(read(agent) == claims) }

  /// Agents that share a place in the memory do not change one another's claims.
  @Test func theMemoryDoesNotLie() {
    var book = AgentBook()
    for round in 0..<3 {
      for number in 0..<3000 {
        let bytes = Array((number % 2 == 0 ? "curl/\(number)" : "Mozilla/5.\(number)").utf8)
        let hash = ByteHash.hash(bytes.span.bytes, 0..<bytes.count)
        let claims = book.claims(hash, bytes.span.bytes, 0..<bytes.count)
        #expect(claims == (number % 2 == 0 ? .tool : .browser), "round \(round)")
      }
    }
  }
}
