extension FormatCatalog {
  /// Nginx Proxy Manager: its `proxy` and `standard` formats, the time first.
  static let nginxProxyManager = LogFormat(
    "nginx-proxy-manager", "Nginx Proxy Manager's proxy and standard logs",
    samples: [
      FormatSample(
        "[10/Feb/2026:21:25:00 +0100] - 404 200 - GET https api.example.org \"/v1/health\" [Client 192.0.2.4] [Length 512] [Gzip 1.1] [Sent-to 10.0.0.5] \"curl/7.68.0\" \"https://example.com/\"",
        [
          "client": "192.0.2.4", "time": "2026-02-10T20:25:00.000Z", "status": "200",
          "method": "GET", "host": "api.example.org", "target": "/v1/health", "bytes": "512",
          "userAgent": "curl/7.68.0", "referer": "https://example.com/",
        ]),
      FormatSample(
        "[10/Feb/2026:21:25:00 +0100] 200 - POST https example.org \"/login\" [Client 192.0.2.4] [Length 2048] [Gzip -] \"curl/7.68.0\" \"-\"",
        ["client": "192.0.2.4", "status": "200", "method": "POST", "target": "/login"]),
    ]
  ) {
    LayoutLog(
      "[<time>] <_> <_> <status> - <method> <_> <host> \"<target>\" [Client <client>] [Length <bytes>] [Gzip <_>] [Sent-to <_>] \"<agent>\" \"<referer>\"",
      "[<time>] <status> - <method> <_> <host> \"<target>\" [Client <client>] [Length <bytes>] [Gzip <_>] [Sent-to <_>] \"<agent>\" \"<referer>\"",
      "[<time>] <_> <_> <status> - <method> <_> <host> \"<target>\" [Client <client>] [Length <bytes>] [Gzip <_>] \"<agent>\" \"<referer>\"",
      "[<time>] <status> - <method> <_> <host> \"<target>\" [Client <client>] [Length <bytes>] [Gzip <_>] \"<agent>\" \"<referer>\"",
      "[<time>] <_> <_> <_> <status> - <method> <_> <host> \"<target>\" [Client <client>] [Length <bytes>] [Gzip <_>] [Sent-to <_>] \"<agent>\" \"<referer>\""
    )
  }

  /// Logs that begin with the time: custom nginx logs of the sort `[time] host client seconds
  /// "request" status …`, and `time client user method "target" version status …`.
  static let timeFirst = LogFormat(
    "time-first", "custom logs that begin with the time, then the client",
    samples: [
      FormatSample(
        "[10/Feb/2026:21:23:40 +0100] wings.example.com 192.0.2.1 0.002 \"GET / HTTP/1.1\" 401 77 935 - Uptime-Kuma/1.23.11 (x y)",
        [
          "client": "192.0.2.1", "host": "wings.example.com", "status": "401", "bytes": "77",
          "duration": "0.002", "userAgent": "Uptime-Kuma/1.23.11 (x y)",
        ]),
      FormatSample(
        "2026-02-11T06:43:36 10.112.72.172 - GET \"/client/\" -1 200 5778 \"-\" \"Mozilla/5.0\"",
        [
          "client": "10.112.72.172", "target": "/client/", "status": "200", "bytes": "5778",
          "userAgent": "Mozilla/5.0",
        ]),
    ]
  ) {
    LayoutLog(
      "[<time>] <host> <client> <s> \"<request>\" <status> <bytes> <_> <referer> <agent>",
      "<time> <client> <user> <method> \"<target>\" <_> <status> <bytes> \"<referer>\" \"<agent>\"")
  }
}
