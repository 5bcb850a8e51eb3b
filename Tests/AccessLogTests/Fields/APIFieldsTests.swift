import AccessLog
import Testing

/// What logs say about calls other than method and path, and durations in other units.
@Suite struct APIFieldsTests {
  private func json(_ members: String) -> [String: String] {
    parse(
      #"{"time":"2026-03-02T15:04:05Z","client_ip":"192.0.2.1","method":"POST","path":"/a","status":200,\#(members)}"#
    ).fields(0)
  }

  @Test(arguments: [
    (#""graphql":{"operation":{"name":"getUser"}}"#, "getUser"),
    (#""operationName":"getUser""#, "getUser"),
    (#""headers":{"soapaction":["\"urn:x#Get\""]}"#, "urn:x#Get"),
    (#""soap_action":"urn:x#Get""#, "urn:x#Get"),
  ])
  func readsOperationsOfMembers(members: String, operation: String) {
    #expect(json(members)["operation"] == operation)
  }

  @Test(arguments: [
    (#""grpc_status":"NotFound""#, "5"), (#""grpc_status":"NOT_FOUND""#, "5"),
    (#""grpc-status":16"#, "16"), (#""rpc":{"grpc":{"status_code":"0"}}"#, "0"),
    (#""grpc_status":"Cancelled""#, "1"),
  ])
  func readsGRPCStatuses(members: String, status: String) {
    #expect(json(members)["grpcStatus"] == status)
  }

  @Test(arguments: [#""grpc_status":"-""#, #""grpc_status":17"#, #""grpc_status":"nonsense""#])
  func passesOverWhatIsNoStatus(members: String) {
    #expect(json(members)["grpcStatus"] == nil)
    #expect(json(members)["status"] == "200")
  }

  @Test func aFailedCallUnder200CountsByItsHTTPEquivalent() {
    var request = Request()
    request.status = 200
    request.grpcStatus = 16
    #expect(request.outcome == 401)
    request.grpcStatus = 13
    #expect(request.outcome == 500)
    request.grpcStatus = 0
    #expect(request.outcome == 200)
    request.status = 503
    request.grpcStatus = 5
    #expect(request.outcome == 503)
  }

  @Test func formatTextsNameTheHeaders() throws {
    let nginx = try FormatCompiler.parser(
      for:
        #"$remote_addr [$time_local] "$request" $status "$http_soapaction" $sent_trailer_grpc_status"#
    )
    let parsed = parse(
      #"192.0.2.1 [02/Mar/2026:15:04:05 +0000] "POST /s HTTP/1.1" 200 "\x22urn:x#Get\x22" 7"#,
      format: nginx)
    #expect(parsed.fields(0)["operation"] == "urn:x#Get")
    #expect(parsed.fields(0)["grpcStatus"] == "7")
    let envoy = try FormatCompiler.parser(
      for: #"[%START_TIME%] "%REQ(:METHOD)% %REQ(:PATH)% %PROTOCOL%" %RESPONSE_CODE% %GRPC_STATUS%"#
    )
    let call = parse(
      #"[2026-03-02T15:04:05.000Z] "POST /shop.Orders/List HTTP/2" 200 Unavailable"#, format: envoy)
    #expect(call.fields(0)["grpcStatus"] == "14")
  }

  @Test(
    arguments: [
      (DurationUnit.milliseconds, "0.25"), (.microseconds, "0.00025"), (.seconds, "250"),
      (.nanoseconds, "0"),
    ] as [(DurationUnit, String)])
  func theUnitOfDurationsCanBeSaid(unit: DurationUnit, duration: String) throws {
    var options = ReaderOptions()
    options.durationUnit = unit
    let line = #"192.0.2.1 - - [02/Mar/2026:15:04:05 +0000] "GET / HTTP/1.1" 200 5 "-" "x" 250"#
    // Behind a combined line a bare number is a duration only where a unit is said.
    #expect(parse(line).fields(0)["duration"] == nil)
    #expect(Double(parse(line, options: options).fields(0)["duration"] ?? "") == Double(duration))
    let tomcat = try FormatCompiler.parser(
      for: #"%h %l %u %t "%r" %s %b "%{Referer}i" "%{User-Agent}i" %D"#)
    let parsed = parse(line, format: tomcat, options: options)
    #expect(Double(parsed.fields(0)["duration"] ?? "") == Double(duration))
  }

  @Test func aValueWithItsOwnUnitKeepsIt() {
    var options = ReaderOptions()
    options.durationUnit = .seconds
    let line =
      #"{"client_ip":"192.0.2.1","method":"GET","path":"/a","status":200,"duration":"12ms"}"#
    #expect(parse(line, options: options).fields(0)["duration"] == "0.012")
  }
}
