extension FormatCatalog {
  /// The JSON logs of servers and clouds.
  static let servers: [LogFormat] = JSONSchema.all.map { schema in
    let known = summaries[schema.name]
    return LogFormat(schema.name, known?.summary ?? schema.name, samples: known?.samples ?? []) {
      JSONLog(schema: schema)
    }
  }

  private static let summaries: [String: (summary: String, samples: [FormatSample])] = [
    "caddy": (
      "Caddy",
      [
        FormatSample(
          #"{"level":"info","ts":1693840791.7564995,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"10.0.0.1","remote_port":"44790","client_ip":"192.0.2.1","proto":"HTTP/2.0","method":"GET","host":"example.com:8080","uri":"/a?b=c","headers":{"User-Agent":["curl/8"],"Referer":["https://example.com/"]}},"bytes_read":0,"user_id":"ann","duration":0.000002701,"size":12,"status":200,"resp_headers":{"Server":["Caddy"]}}"#,
          [
            "client": "192.0.2.1", "time": "2023-09-04T15:19:51.756Z", "user": "ann",
            "host": "example.com", "target": "/a?b=c", "status": "200", "bytes": "12",
            "duration": "0.000002", "userAgent": "curl/8", "referer": "https://example.com/",
          ])
      ]
    ),
    "traefik-json": (
      "Traefik, JSON",
      [
        FormatSample(
          #"{"ClientAddr":"192.0.2.1:52352","ClientHost":"192.0.2.1","ClientUsername":"-","DownstreamContentSize":21,"DownstreamStatus":200,"Duration":1250000,"OriginStatus":200,"RequestHost":"example.com","RequestMethod":"GET","RequestPath":"/a?b=c","RequestProtocol":"HTTP/1.1","StartUTC":"2026-03-02T15:04:05.123456789Z","request_User-Agent":"curl/8","level":"info","msg":"","time":"2026-03-02T15:04:06Z"}"#,
          [
            "client": "192.0.2.1", "time": "2026-03-02T15:04:05.123Z", "duration": "0.00125",
            "target": "/a?b=c", "status": "200", "bytes": "21", "userAgent": "curl/8",
          ])
      ]
    ),
    "envoy-json": (
      "Envoy and Istio, JSON",
      [
        FormatSample(
          #"{"start_time":"2026-03-02T15:04:05.123Z","method":"GET","path":"/a","protocol":"HTTP/1.1","response_code":503,"response_flags":"UH","bytes_received":0,"bytes_sent":19,"duration":7,"x_forwarded_for":null,"user_agent":"curl/8","authority":"example.com","downstream_remote_address":"192.0.2.1:46520"}"#,
          [
            "client": "192.0.2.1", "status": "503", "duration": "0.007", "bytes": "19",
            "host": "example.com",
          ])
      ]
    ),
    "kong": (
      "Kong file-log and http-log",
      [
        FormatSample(
          #"{"client_ip":"192.0.2.1","started_at":1772463845123,"request":{"method":"GET","uri":"/a?b=c","url":"http://h/a?b=c","size":"75","headers":{"host":"example.com","user-agent":"curl/8"},"querystring":{"b":"c"}},"response":{"status":401,"size":"434","headers":{}},"latencies":{"request":9,"kong":1,"proxy":8},"consumer":{"username":"ann"}}"#,
          [
            "client": "192.0.2.1", "time": "2026-03-02T15:04:05.123Z", "user": "ann",
            "target": "/a?b=c", "status": "401", "bytes": "434", "duration": "0.009",
          ])
      ]
    ),
    "aws-api-gateway": (
      "AWS API Gateway, JSON",
      [
        FormatSample(
          #"{"requestId":"1","ip":"192.0.2.1","caller":"-","user":"-","requestTime":"02/Mar/2026:15:04:05 +0000","httpMethod":"GET","resourcePath":"/users/{id}","status":"200","protocol":"HTTP/1.1","responseLength":"40"}"#,
          [
            "client": "192.0.2.1", "time": "2026-03-02T15:04:05.000Z", "method": "GET",
            "target": "/users/{id}", "status": "200", "bytes": "40",
          ])
      ]
    ),
    "gcp-load-balancer": (
      "Google Cloud HTTP load balancer",
      [
        FormatSample(
          #"{"insertId":"1","timestamp":"2026-03-02T15:04:05.5Z","httpRequest":{"requestMethod":"GET","requestUrl":"https://example.com/a?b=c","requestSize":"257","status":200,"responseSize":"1467","userAgent":"curl/8","remoteIp":"192.0.2.1","latency":"0.058927s"},"jsonPayload":{"statusDetails":"ok"}}"#,
          [
            "client": "192.0.2.1", "path": "/a", "query": "b=c", "host": "example.com",
            "status": "200", "bytes": "1467", "duration": "0.058927",
          ])
      ]
    ),
    "azure-application-gateway": (
      "Azure Application Gateway v2",
      [
        FormatSample(
          #"{"timeStamp":"2026-03-02T15:04:05+00:00","category":"ApplicationGatewayAccessLog","properties":{"clientIP":"192.0.2.1","clientPort":57696,"httpMethod":"GET","requestUri":"/a","requestQuery":"b=c","userAgent":"curl/8","httpStatus":502,"httpVersion":"HTTP/1.1","receivedBytes":65,"sentBytes":553,"timeTaken":0.205,"host":"example.com"}}"#,
          [
            "client": "192.0.2.1", "target": "/a?b=c", "path": "/a", "query": "b=c",
            "status": "502", "bytes": "553", "duration": "0.205",
          ])
      ]
    ),
    "azure-application-gateway-v1": (
      "Azure Application Gateway v1",
      [
        FormatSample(
          #"{"time":"2026-03-02T15:04:05Z","category":"ApplicationGatewayAccessLog","properties":{"clientIP":"192.0.2.1","httpMethod":"GET","requestUri":"/a","httpStatus":200,"sentBytes":553,"timeTaken":205}}"#,
          ["client": "192.0.2.1", "target": "/a", "duration": "0.205"])
      ]
    ),
    "azure-front-door": (
      "Azure Front Door",
      [
        FormatSample(
          #"{"time":"2026-03-02T15:04:05Z","category":"FrontDoorAccessLog","properties":{"trackingReference":"1","httpMethod":"GET","httpVersion":"2.0.0.0","requestUri":"https://example.com:443/a?b=c","hostName":"example.com","requestBytes":"69","responseBytes":"553","userAgent":"curl/8","clientIp":"198.51.100.1","socketIp":"192.0.2.1","clientPort":"52097","timeTaken":"0.012","httpStatusCode":"200"}}"#,
          [
            "client": "192.0.2.1", "path": "/a", "query": "b=c", "status": "200", "bytes": "553",
            "duration": "0.012",
          ])
      ]
    ),
    "cloudflare": (
      "Cloudflare Logpush http_requests",
      [
        FormatSample(
          #"{"ClientIP":"192.0.2.1","ClientRequestHost":"example.com","ClientRequestMethod":"GET","ClientRequestURI":"/a?b=c","EdgeStartTimestamp":1772463845123456789,"EdgeEndTimestamp":1772463846123456789,"EdgeResponseBytes":69,"EdgeResponseStatus":200,"OriginResponseStatus":0,"RayID":"3a6050bcbe121a87"}"#,
          [
            "client": "192.0.2.1", "time": "2026-03-02T15:04:05.123Z", "target": "/a?b=c",
            "status": "200", "bytes": "69", "host": "example.com",
          ])
      ]
    ),
    "fastly": (
      "Fastly",
      [
        FormatSample(
          #"{"timestamp":"2026-03-02T15:04:05+0000","client_ip":"192.0.2.1","host":"example.com","url":"/a?b=c","request_method":"GET","request_protocol":"HTTP/1.1","request_referer":"","request_user_agent":"curl/8","response_state":"HIT","response_status":200,"response_body_size":69,"fastly_server":"x"}"#,
          [
            "client": "192.0.2.1", "time": "2026-03-02T15:04:05.000Z", "target": "/a?b=c",
            "status": "200", "bytes": "69", "userAgent": "curl/8",
          ])
      ]
    ),
    "akamai-datastream": (
      "Akamai DataStream 2",
      [
        FormatSample(
          #"{"reqTimeSec":"1772463845.123","cliIP":"192.0.2.1","reqMethod":"GET","reqHost":"example.com","reqPath":"/a","queryStr":"b=c","statusCode":"200","bytes":"69","UA":"curl/8"}"#,
          [
            "client": "192.0.2.1", "time": "2026-03-02T15:04:05.123Z", "target": "/a?b=c",
            "status": "200", "bytes": "69",
          ])
      ]
    ),
    "akamai-cloud-monitor": (
      "Akamai Cloud Monitor",
      [
        FormatSample(
          #"{"type":"cloud_monitor","start":"1772463845.123","message":{"proto":"HTTP/1.1","cliIP":"192.0.2.1","reqMethod":"GET","reqPath":"/a","status":"200","UA":"curl/8","bytes":"69"}}"#,
          ["client": "192.0.2.1", "target": "/a", "status": "200", "bytes": "69"])
      ]
    ),
  ]
}
