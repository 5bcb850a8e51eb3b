import AccessLog
import Testing
import TestSupport

@testable import Traffic

/// Endpoints of APIs whose paths do not say what is done.
@Suite struct OperationTests {
  private func endpoint(
    _ target: String, method: String = "POST", status: Int32 = 200, grpc: Int8 = -1,
    operation: String? = nil, style: APIStyle = .plain
  ) -> String {
    var table = EndpointTable()
    let (request, bytes) = Self.request(
      target, method: method, status: status, grpc: grpc, operation: operation, style: style)
    let match = table.match(request, in: bytes.span.bytes)
    return table.endpoints[Int(match.id)].name
  }

  private static func request(
    _ target: String, method: String, status: Int32, grpc: Int8, operation: String?,
    style: APIStyle
  ) -> (Request, [UInt8]) {
    var bytes: [UInt8] = []
    func add(_ text: Substring) -> ByteRange {
      let start = bytes.count
      bytes.append(contentsOf: text.utf8)
      return ByteRange(start..<bytes.count)
    }
    var request = Request()
    let parts = target.split(separator: "?", maxSplits: 1)
    request.method = add(method[...])
    request.path = add(parts[0])
    if parts.count > 1 { request.query = add(parts[1]) }
    if let operation { request.operation = add(operation[...]) }
    request.style = style
    request.status = status
    request.grpcStatus = grpc
    bytes.append(contentsOf: repeatElement(0, count: 8))
    return (request, bytes)
  }

  @Test(arguments: [
    ("/graphql?operationName=getUser&variables=%7B%7D", "GraphQL getUser"),
    ("/graphql?query=query%20getUser(%24id:ID!)%7Bname%7D", "GraphQL getUser"),
    ("/graphql?query=mutation+addUser%7Bid%7D", "GraphQL addUser"),
    ("/graphql?query=%7Buser%7Bname%7D%7D", "GET /graphql"),
    ("/graphql?operationName=%27%20or%201", "GET /graphql"),
    ("/search?query=query", "GET /search"),
  ])
  func graphQLInTheQuery(target: String, name: String) {
    #expect(endpoint(target, method: "GET") == name)
  }

  @Test func graphQLInTheLog() {
    #expect(endpoint("/api", operation: "getUser", style: .graphQL) == "GraphQL getUser")
    #expect(endpoint("/graphql", operation: "getUser", style: .operationName) == "GraphQL getUser")
    // Many logs have an operationName that is nothing of GraphQL's.
    #expect(endpoint("/orders", operation: "Access", style: .operationName) == "POST /orders")
  }

  @Test(arguments: [
    "http://example.com/IStock/GetQuote", "urn:quotes#GetQuote", "urn:quotes:GetQuote", "GetQuote",
  ])
  func soapActions(action: String) {
    #expect(endpoint("/stock.asmx", operation: action, style: .soap) == "SOAP GetQuote")
  }

  @Test(arguments: [
    ("/shop.v1.Orders/List", "gRPC shop.v1.Orders/List"),
    ("/grpc.health.v1.Health/Check", "gRPC grpc.health.v1.Health/Check"),
    ("/service.asmx/GetUser", "POST /service.asmx/GetUser"),
    ("/Shop/Orders", "POST /Shop/Orders"), ("/a.B/c", "POST /a.B/c"),
    ("/shop.Orders/List/7000", "POST /shop.Orders/List/{id}"),
  ])
  func grpcPaths(path: String, name: String) { #expect(endpoint(path) == name) }

  @Test func aStatusTellsGRPCWithoutAPackage() {
    #expect(endpoint("/Greeter/SayHello", grpc: 0) == "gRPC Greeter/SayHello")
    #expect(endpoint("/Greeter/SayHello", grpc: 5) == "(no such path)")
    #expect(endpoint("/Greeter/Nonsense", grpc: 12) == "(no such path)")
  }

  @Test func clientsCannotFillTheTableWithNames() {
    var table = EndpointTable()
    for number in 0..<2000 {
      let (request, bytes) = Self.request(
        "/graphql?operationName=op\(number)", method: "POST", status: 200, grpc: -1,
        operation: nil, style: .plain)
      _ = table.match(request, in: bytes.span.bytes)
    }
    #expect(table.endpoints.count == 2 + 1024 + 1)
    #expect(table.endpoints.last?.name == "POST /graphql")
  }
}
