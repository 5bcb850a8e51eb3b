extension FormatCatalog {
  /// The common log format and everything that begins like it.
  static let combined = LogFormat(
    "combined", "Apache, nginx and others: common, combined, vhost_combined, with any fields added",
    samples: [
      FormatSample(
        "192.0.2.1 - ann [02/Mar/2026:15:04:05 +0100] \"GET /a?b=c HTTP/1.1\" 200 512 \"https://example.com/\" \"curl/8.7.0\"",
        [
          "client": "192.0.2.1", "user": "ann", "time": "2026-03-02T14:04:05.000Z",
          "method": "GET", "target": "/a?b=c", "path": "/a", "query": "b=c",
          "protocol": "HTTP/1.1", "status": "200", "bytes": "512",
          "referer": "https://example.com/", "userAgent": "curl/8.7.0",
        ]),
      FormatSample(
        "example.com:443 2001:db8::1 - - [02/Mar/2026:15:04:05 +0000] \"\\x16\\x03\" 400 - \"-\" \"-\"",
        ["client": "2001:db8::1", "host": "example.com", "status": "400"]),
      FormatSample(
        "192.0.2.1 - - [02/Mar/2026:15:04:05 +0000] \"POST /x HTTP/2.0\" 499 0 \"-\" \"a \\\"b\\\" c\" 462 0.050 [up-80] [] 10.0.0.1:80 19437 0.049 200 752178ad",
        ["status": "499", "userAgent": "a \"b\" c", "duration": "0.05"]),
    ]
  ) { CommonLog() }

  /// JSON lines with keys of many servers and loggers.
  static let json = LogFormat(
    "json", "JSON lines with the keys of nginx, ECS, OpenTelemetry and common loggers",
    samples: [
      FormatSample(
        #"{"time_iso8601":"2026-03-02T15:04:05+01:00","remote_addr":"192.0.2.1","request":"GET /a?b=\"c\" HTTP/1.1","status":"200","body_bytes_sent":"512","request_time":"0.012","http_user_agent":"curl\/8"}"#,
        [
          "client": "192.0.2.1", "time": "2026-03-02T14:04:05.000Z", "method": "GET",
          "target": "/a?b=\"c\"", "status": "200", "bytes": "512", "duration": "0.012",
          "userAgent": "curl/8",
        ]),
      FormatSample(
        #"{"@timestamp":"2026-03-02T15:04:05.250Z","client":{"ip":"2001:db8::1"},"http":{"request":{"method":"PUT"},"response":{"status_code":404,"body":{"bytes":7}}},"url":{"path":"/x","query":"y=z"},"event":{"duration":1500000}}"#,
        [
          "client": "2001:db8::1", "time": "2026-03-02T15:04:05.250Z", "method": "PUT",
          "target": "/x?y=z", "path": "/x", "query": "y=z", "status": "404", "bytes": "7",
          "duration": "0.0015",
        ]),
    ]
  ) { JSONLog() }
}
