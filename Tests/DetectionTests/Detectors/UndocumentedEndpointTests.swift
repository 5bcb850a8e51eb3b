import Foundation
import TestSupport
import Testing
import Traffic

@testable import Detection

@Suite struct UndocumentedEndpointTests {
  private let description = try! OpenAPIDocument.read(
    Data(
      """
      {"openapi":"3.1.0","servers":[{"url":"https://api.example/v1"}],"paths":{
        "/orders":{"get":{"parameters":[{"name":"page","in":"query"}]},"post":{}},
        "/orders/{id}":{"get":{}}}}
      """.utf8))

  private func find(_ request: String, _ status: Int = 200, hours: Int = 1) -> [Finding] {
    let lines = (0..<hours).map {
      LogLine(monday + Int64($0) * 3600, "203.0.113.1", request, status)
    }
    return Stage(lines, description: description).hourFindings(UndocumentedEndpoint())
  }

  @Test(arguments: [
    ("GET /v1/debug", "GET /v1/debug", "path"),
    ("DELETE /v1/orders/7", "DELETE /v1/orders/{id}", "method of this path"),
    ("GET /v1/orders?debug=1", "GET /v1/orders", "parameter"),
    ("GET /orders", "GET /orders", "path"),
  ]) func ringsOnceAboutWhatIsNotDescribed(request: String, name: String, gap: String) {
    let found = find(request, hours: 3)
    #expect(found.map(\.subject) == [Subject(.endpoint, name)] && found[0].severity == .low)
    #expect(
      found[0].headline
        == "\(name) answered 1 requests with 2xx, but the description knows no such \(gap)")
  }

  @Test(arguments: [
    "GET /v1/orders", "GET /v1/orders?page=2", "HEAD /v1/orders/7", "OPTIONS /v1/orders",
    "GET /v1/orders/", "POST /v1/orders",
  ]) func staysSilentAboutWhatIsDescribed(request: String) { #expect(find(request).isEmpty) }

  @Test func staysSilentAboutWhatIsNotAnsweredAndAboutFiles() {
    #expect(find("GET /v1/debug", 404).isEmpty && find("GET /v1/debug", 302).isEmpty)
    #expect(find("GET /assets/app.css").isEmpty)
  }

  @Test(arguments: ["/", "/robots.txt", "/sitemap.xml", "/.well-known/security.txt"])
  func staysSilentAboutWhatEverySiteHas(path: String) {
    #expect(find("GET \(path)").isEmpty && find("POST \(path)").count == 1)
  }

  @Test func manyAtOnceAreOneStory() {
    let lines = (0..<9).map {
      LogLine(monday + Int64($0), "203.0.113.1", "GET /\(Attacks.word($0))")
    }
    let found = Stage(lines, description: description).hourFindings(UndocumentedEndpoint())
    #expect(found.map(\.subject) == [.service] && found[0].reasons.count == 9)
    #expect(
      found[0].headline.hasPrefix(
        "9 endpoints answered with 2xx that the description does not know"))
  }
}
