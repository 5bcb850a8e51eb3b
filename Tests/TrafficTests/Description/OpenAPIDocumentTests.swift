import AccessLog
import Foundation
import TestSupport
import Testing

@testable import Traffic

@Suite struct OpenAPIDocumentTests {
  private func gaps(_ document: String, _ requests: [String]) throws -> [DescriptionGap] {
    let description = try OpenAPIDocument.read(Data(document.utf8))
    let lines = requests.map { LogLine(monday, "192.0.2.1", $0) }
    let (batch, _) = batch(lines.log)
    var matcher = APIMatcher(description)
    return batch.requests.map { matcher.gaps(of: $0, in: batch.bytes.span.bytes) }
  }

  private func paths(_ members: String) throws -> [String] {
    try OpenAPIDocument.read(
      Data("{\"openapi\":\"3.0.3\",\(members)\"paths\":{\"/a\":{\"get\":{}}}}".utf8)
    ).paths
  }

  @Test func serversSayWherePathsBegin() throws {
    #expect(try paths("") == ["/a"])
    #expect(try paths(#""servers":[{"url":"/"}],"#) == ["/a"])
    #expect(try paths(#""servers":[{"url":"https://x.example/api/v2/"}],"#) == ["/api/v2/a"])
    #expect(
      try paths(#""servers":[{"url":"/one"},{"url":"http://h:8/two"}],"#) == ["/one/a", "/two/a"])
    #expect(
      try paths(
        #""servers":[{"url":"/{v}/x","variables":{"v":{"enum":["v1","v2"],"default":"v1"}}}],"#)
        == ["/v1/x/a", "/v2/x/a"])
  }

  @Test func swagger2() throws {
    let document = #"""
      {"swagger":"2.0","basePath":"/api","paths":{"/pets/{id}":{
        "parameters":[{"name":"id","in":"path"},{"$ref":"#/parameters/verbose"}],
        "get":{}}},"parameters":{"verbose":{"name":"verbose","in":"query"}}}
      """#
    let requests = [
      "GET /api/pets/7", "GET /api/pets/7?verbose=1", "GET /api/pets/7?x=1", "GET /pets/7",
    ]
    #expect(try gaps(document, requests) == [[], [], .parameter, .path])
  }

  @Test func wordsGoBeforePlaceholders() throws {
    let document = #"""
      {"openapi":"3.1.0","paths":{"/u/{id}":{"get":{}},"/u/me":{"put":{}},"/u/{id}/x":{"get":{}},
        "/f/{name}.{ext}":{"get":{}},"/r/v{n}":{"get":{}}}}
      """#
    let requests = [
      "PUT /u/me", "GET /u/me", "GET /u/me/x", "GET /u/7/x", "POST /u/7", "GET /f/a.b", "GET /f/a",
      "GET /f/.b", "GET /r/v2", "GET /r/v", "GET /u", "GET /u/7/x/y",
    ]
    #expect(
      try gaps(document, requests)
        == [[], [], [], [], .method, [], .path, .path, [], .path, .path, .path])
  }

  @Test func parametersOfManySorts() throws {
    let document = #"""
      {"openapi":"3.0.0","components":{"securitySchemes":{"k":{"type":"apiKey","in":"query","name":"key"}}},
       "paths":{"/a":{"get":{"parameters":[{"name":"ids[]","in":"query"},
        {"name":"filter","in":"query","style":"deepObject","schema":{"type":"object"}},
        {"name":"range","in":"query","schema":{"type":"object","properties":{"from":{},"to":{}}}},
        {"name":"h","in":"header"}]}},"/b":{"get":{"parameters":[{"$ref":"other.json#/x"}]}}}}
      """#
    let known = ["ids[]=1&ids%5B%5D=2", "filter[a]=1", "from=1&to=2", "key=s", "", "&&"]
    let unknown = ["h=1", "idz=1", "ids=1&x", "=1&x=2"]
    #expect(try gaps(document, known.map { "GET /a?\($0)" }).allSatisfy { $0.isEmpty })
    #expect(try gaps(document, unknown.map { "GET /a?\($0)" }).allSatisfy { $0 == .parameter })
    #expect(try gaps(document, ["GET /b?anything=1"]) == [[]])
  }

  @Test(
    arguments: [
      (
        "openapi: 3.0.0",
        "is no JSON: an OpenAPI document in YAML has to be converted first, for"
          + " instance with 'yq -o json'."
      ),
      ("[]", "is no OpenAPI document: it has neither a member 'openapi' nor 'swagger'."),
      ("{\"openapi\":\"3.0.0\"}", "describes no paths: its member 'paths' is missing or empty."),
    ]) func saysWhatIsWrong(document: String, sentence: String)
  {
    #expect {
      _ = try OpenAPIDocument.read(Data(document.utf8))
    } throws: {
      "\($0)" == sentence
    }
  }

  @Test func referencesInCirclesEnd() throws {
    let document = #"""
      {"openapi":"3.0.0","paths":{"/a":{"get":{"parameters":[{"$ref":"#/x"}]}}},"x":{"$ref":"#/x"}}
      """#
    #expect(try gaps(document, ["GET /a?z=1"]) == [[]])
  }
}
