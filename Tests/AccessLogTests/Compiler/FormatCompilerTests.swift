import AccessLog
import Testing

@Suite struct FormatCompilerTests {
  private static let usual: [String: String] = [
    "client": "192.0.2.1", "user": "ann", "time": "2026-03-02T14:04:05.000Z", "method": "GET",
    "target": "/a?b=c", "path": "/a", "query": "b=c", "protocol": "HTTP/1.1", "status": "404",
    "bytes": "512", "referer": "https://example.com/", "userAgent": "curl 8",
  ]
  private static let nginx =
    "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\" \"$http_user_agent\""
  private static let line =
    "192.0.2.1 - ann [02/Mar/2026:15:04:05 +0100] \"GET /a?b=c HTTP/1.1\" 404 512 \"https://example.com/\" \"curl 8\""

  @Test(arguments: [
    nginx,
    "log_format main '$remote_addr - $remote_user [$time_local] \"$request\" '\n  '$status $body_bytes_sent \"$http_referer\" \"$http_user_agent\"';",
    "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\"",
    "LogFormat \"%h %l %u %t \\\"%r\\\" %>s %b \\\"%{Referer}i\\\" \\\"%{User-Agent}i\\\"\" combined",
    "%(h)s %(l)s %(u)s %(t)s \"%(r)s\" %(s)s %(b)s \"%(f)s\" \"%(a)s\"",
    "<client> - <user> [<time>] \"<request>\" <status> <bytes> \"<referer>\" \"<agent>\"",
    "combined", "main",
  ])
  func readsTheCombinedFormatInEveryNotation(format: String) throws {
    let fields = parse(Self.line, format: try FormatCompiler.parser(for: format)).fields(0)
    for (field, value) in Self.usual { #expect(fields[field] == value, "\(field)") }
  }

  @Test func readsNginxWithLists() throws {
    let format =
      "$time_iso8601|$remote_addr|$request_method $scheme://$host$request_uri $server_protocol|$status|$upstream_addr $upstream_status $request_time \"$http_x_forwarded_for\""
    let line =
      "2026-03-02T15:04:05+01:00|192.0.2.1|GET https://example.com/a?b=c HTTP/2.0|502|10.0.0.1:80, 10.0.0.2:80 : 10.0.0.3:80 502, 502 : 200 1.250 \"-\""
    let fields = parse(line, format: try FormatCompiler.parser(for: format)).fields(0)
    #expect(fields["target"] == "/a?b=c")
    #expect(fields["host"] == "example.com")
    #expect(fields["status"] == "502")
    #expect(fields["duration"] == "1.25")
  }

  @Test(arguments: [
    ("apache:%h %D", "192.0.2.1 1500", "0.0015"), ("tomcat:%h %D", "192.0.2.1 1500", "0.0015"),
    ("tomcat9:%h %D", "192.0.2.1 1500", "1.5"), ("%h %F", "192.0.2.1 1500", "1.5"),
    ("%h %{ms}T %D", "192.0.2.1 1 1500", "0.0015"), ("%h %T", "192.0.2.1 2", "2"),
    ("%(h)s %(L)s", "192.0.2.1 0.250", "0.25"), ("%(h)s %(M)s", "192.0.2.1 250", "0.25"),
    ("nginx:$remote_addr $request_time", "192.0.2.1 0.125", "0.125"),
    ("%ci:%cp %Ta", "192.0.2.1:80 125", "0.125"),
    ("%DOWNSTREAM_REMOTE_ADDRESS% %DURATION% %RESPONSE_CODE%", "192.0.2.1:80 125 200", "0.125"),
  ])
  func knowsTheUnitsOfDurations(format: String, line: String, duration: String) throws {
    let fields = parse(line, format: try FormatCompiler.parser(for: format)).fields(0)
    #expect(fields["client"] == "192.0.2.1")
    #expect(fields["duration"] == duration)
  }

  @Test func readsApachePathAndQuery() throws {
    let format = "%v %{%Y-%m-%d %H:%M:%S}t %a \"%m %U%q %H\" %>s %O"
    let line = "www.example.com 2026-03-02 15:04:05 192.0.2.1 \"GET /a?b=c HTTP/1.1\" 200 77"
    let fields = parse(line, format: try FormatCompiler.parser(for: format)).fields(0)
    #expect(fields["host"] == "www.example.com")
    #expect(fields["time"] == "2026-03-02T15:04:05.000Z")
    #expect(fields["target"] == "/a?b=c")
    #expect(fields["bytes"] == "77")
  }

  @Test(arguments: [
    #"{"t":"$time_iso8601","a":"$remote_addr","r":{"q":"$request","s":$status},"ms":"$request_time"}"#,
    #"{"t":"%{%Y-%m-%dT%H:%M:%S%z}t","a":"%a","r":{"q":"%r","s":"%>s"},"ms":"%{s}T"}"#,
  ])
  func readsFormatsThatAreJSON(format: String) throws {
    let line =
      #"{"t":"2026-03-02T15:04:05+01:00","a":"192.0.2.1","r":{"q":"GET /a HTTP/1.1","s":"404"},"ms":"0.5"}"#
    let fields = parse(line, format: try FormatCompiler.parser(for: format)).fields(0)
    #expect(fields["client"] == "192.0.2.1")
    #expect(fields["target"] == "/a")
    #expect(fields["status"] == "404")
    #expect(fields["duration"] == "0.5")
    #expect(fields["time"] == "2026-03-02T14:04:05.000Z")
  }

  @Test func readsHAProxyWithAndWithoutCaptures() throws {
    let format =
      "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r"
    let parser = try FormatCompiler.parser(for: format)
    for captures in ["", "{a b|c} ", "{a b|c} {} "] {
      let line =
        "10.0.1.2:33317 [06/Feb/2026:12:14:14.655] in s/s1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 \(captures)\"GET /i HTTP/1.1\""
      let fields = parse(line, format: parser).fields(0)
      #expect(
        fields["target"] == "/i" && fields["duration"] == "0.109" && fields["bytes"] == "2750")
    }
  }

  @Test func mapsTheKeysOfJSONLogs() throws {
    let format = try FormatCompiler.parser(
      for: "json: client=who.ip, ms=took, target=what, status=rc")
    let line = #"{"who":{"ip":"192.0.2.1"},"took":12,"what":"/a?b","rc":"503","verb":"GET"}"#
    let fields = parse(line, format: format).fields(0)
    #expect(fields["client"] == "192.0.2.1" && fields["duration"] == "0.012")
    #expect(fields["path"] == "/a" && fields["status"] == "503" && fields["method"] == "GET")
  }

  @Test func readsW3CFieldsGivenByTheUser() throws {
    let format = try FormatCompiler.parser(for: "#Fields: date time c-ip cs-method cs-uri-stem")
    let fields = parse("2026-03-02 15:04:05 192.0.2.1 GET /a", format: format).fields(0)
    #expect(fields["client"] == "192.0.2.1" && fields["target"] == "/a")
  }

  @Test(arguments: [
    (
      "$remote_adr [$time_local]", 1,
      "unknown variable '$remote_adr'; did you mean '$remote_addr'?"
    ),
    (
      "log_format m '$remote_addr $reqest';", 28,
      "unknown variable '$reqest'; did you mean '$request'?"
    ),
    ("%h %y", 5, "unknown directive '%y'"), ("%h %", 5, "unknown directive '%'"),
    ("%h %{User-Agent", 4, "expected '}' behind '%{'"),
    ("%h%r", 3, "two fields with nothing between them cannot be told apart"),
    ("%START_TIM% %PROTOCOL%", 1, "unknown operator '%START_TIM%'; did you mean '%START_TIME%'?"),
    ("%ci:%cp %HMM", 9, "unknown variable '%HMM'; did you mean '%HM'?"),
    ("%(h)s %(z)s", 9, "unknown name 'z'"),
    ("<client> <tme>", 10, "unknown field '<tme>'; did you mean '<time>'?"),
    ("conbined", 1, "unknown format 'conbined'; did you mean 'combined'?"),
    ("", 1, "unknown format ''"), ("nginx:hello", 7, "the format has no field in it"),
    ("json: clint=a", 7, "unknown field 'clint'; did you mean 'client'?"),
    ("json: client", 13, "expected '=' behind 'client'"),
    (#"{"a":"$remote_adr"}"#, 7, "unknown variable '$remote_adr'; did you mean '$remote_addr'?"),
  ])
  func saysWhereAFormatIsWrong(format: String, column: Int, reason: String) {
    let error = #expect(throws: FormatError.self) { try FormatCompiler.parser(for: format) }
    #expect(error?.column == column)
    #expect(error?.reason == reason)
  }
}
