extension FormatCatalog {
  /// HAProxy `option httplog` and `httpslog` (configuration manual, 8.2.3). `%Ta` is the time from
  /// the first byte of the request to the end of the response, in milliseconds; captured headers
  /// stand in braces before the request, which may be cut off.
  static let haproxy = LogFormat(
    "haproxy", "HAProxy httplog and httpslog",
    samples: [
      FormatSample(
        "10.0.1.2:33317 [06/Feb/2026:12:14:14.655] http-in~ static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu} {} \"GET /index.html?a=1 HTTP/1.1\"",
        [
          "client": "10.0.1.2", "time": "2026-02-06T12:14:14.655Z", "status": "200",
          "bytes": "2750", "duration": "0.109", "method": "GET", "target": "/index.html?a=1",
          "protocol": "HTTP/1.1",
        ]),
      FormatSample(
        "[2001:db8::7]:51940 [18/Jul/2026:17:05:24.339] in in/<NOSRV> -1/-1/-1/-1/6001 408 212 - - cR-- 100/89/0/0/0 0/0 \"<BADREQ>\"",
        ["client": "2001:db8::7", "status": "408", "bytes": "212", "duration": "6.001"]),
    ]
  ) {
    LayoutLog(
      "<client:port> [<time>] <_> <_>/<_> <_>/<_>/<_>/<_>/<ms> <status> <bytes> <_> <_> <_> <_> <_> <_>\"<request>\""
    )
  }
}
