extension FormatCatalog {
  /// Envoy's default text format (access_log/usage.rst). The only address of the client in it is
  /// X-Forwarded-For, whose last hop Envoy itself has added.
  static let envoy = LogFormat(
    "envoy", "Envoy's default access log",
    samples: [
      FormatSample(
        "[2026-04-15T20:17:00.310Z] \"POST /api/v1/locations HTTP/2\" 204 - 154 0 226 100 \"10.0.35.28\" \"nsq2http\" \"cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2\" \"locations\" \"tcp://10.0.2.1:80\"",
        [
          "client": "10.0.35.28", "time": "2026-04-15T20:17:00.310Z", "method": "POST",
          "target": "/api/v1/locations", "status": "204", "bytes": "0", "duration": "0.226",
          "userAgent": "nsq2http", "host": "locations",
        ])
    ]
  ) {
    LayoutLog(
      "[<time>] \"<request>\" <status> <_> <_> <bytes> <ms> <_> \"<client>\" \"<agent>\" \"<_>\" \"<host>\"<?> \"<_>\""
    )
  }

  /// Istio's text format (telemetry_logging.go): Envoy's, with the reasons of the response and the
  /// addresses of both sides.
  static let istio = LogFormat(
    "istio", "Istio's default access log",
    samples: [
      FormatSample(
        "[2026-11-25T21:26:18.409Z] \"GET /status/418 HTTP/1.1\" 418 - via_upstream - \"-\" 0 135 3 1 \"-\" \"curl/8.11.1\" \"84961386-6d84-929d-98bd-c5aee93b5c88\" \"httpbin:8000\" \"10.44.1.27:80\" outbound|8000||httpbin.foo.svc.cluster.local 10.44.1.23:37652 10.0.45.184:8000 10.44.1.23:46520 - default",
        [
          "client": "10.44.1.23", "status": "418", "bytes": "135", "duration": "0.003",
          "target": "/status/418", "host": "httpbin", "userAgent": "curl/8.11.1",
        ])
    ]
  ) {
    LayoutLog(
      "[<time>] \"<request>\" <status> <_> <_> <_> \"<_>\" <_> <bytes> <ms> <_> \"<forwarded>\" \"<agent>\" \"<_>\" \"<host>\" \"<_>\" <_> <_> <_> <client:port> <_><?> <_>"
    )
  }
}
