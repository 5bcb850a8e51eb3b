import TestSupport
import Testing

@testable import Detection

@Suite struct SecretInURLTests {
  private func find(_ query: String, _ status: Int = 200, hours: Int = 1, count: Int = 5)
    -> [Finding]
  {
    let lines = (0..<hours).flatMap { hour in
      (0..<count).map {
        LogLine(
          monday + Int64(hour * 3600 + $0 * 60), "203.0.113.\($0)", "GET /reset?\(query)", status)
      }
    }
    return Stage(lines).hourFindings(SecretInURL())
  }

  private static let secrets: [(String, Severity, String)] = [
    ("password=hunter22", .low, "passwords, tokens or keys"),
    (
      "access_token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdef123", .low,
      "passwords, tokens or keys"
    ),
    ("mail=ann%40example.org", .low, "mail addresses"),
    ("card=4111111111111111", .medium, "card numbers"),
  ]

  @Test(arguments: secrets) func ringsOnceForAnEndpoint(
    query: String, severity: Severity, sort: String
  ) {
    let found = find(query, hours: 5)
    #expect(found.count == 1 && found.first?.subject == Subject(.endpoint, "GET /reset"))
    #expect(found.first?.severity == severity)
    #expect(found.first?.headline == "5 requests in an hour with \(sort) in their address")
    #expect(found.first?.evidence.count == 3)
  }

  @Test func staysSilentAboutWhatTheServiceRefuses() {
    #expect(find("password=admin", 401).isEmpty && find("password=admin", 404).isEmpty)
  }

  @Test func staysSilentAboutOneOfThem() { #expect(find("password=hunter22", count: 2).isEmpty) }

  @Test(arguments: [
    "page=2", "card=4111111111111112", "id=1234567890123456", "q=pass", "pin=", "at=a@b",
  ])
  func staysSilentAboutWhatIsNoSecret(query: String) { #expect(find(query).isEmpty) }
}
