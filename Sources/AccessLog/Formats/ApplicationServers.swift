extension FormatCatalog {
  /// uWSGI's own request log; its time is the server's local time without a zone.
  static let uwsgi = LogFormat(
    "uwsgi", "uWSGI's request log",
    samples: [
      FormatSample(
        "[pid: 24386|app: 0|req: 482950/4125645] 86.221.170.65 (ann) {44 vars in 1322 bytes} [Tue Jan  3 05:01:31 2026] GET /contest/?_=1 => generated 192 bytes in 21 msecs (HTTP/1.1 200) 4 headers in 188 bytes (1 switches on core 0)",
        [
          "client": "86.221.170.65", "user": "ann", "time": "2026-01-03T05:01:31.000Z",
          "method": "GET", "target": "/contest/?_=1", "bytes": "192", "duration": "0.021",
          "protocol": "HTTP/1.1", "status": "200",
        ]),
      FormatSample(
        "[pid: 1|app: 0|req: 3/3] 127.0.0.1 () {34 vars in 617 bytes} [Sun Mar 13 22:49:15 2026] POST /e => generated 215 bytes in 68 micros (HTTP/1.1 200) 9 headers in 373 bytes (1 switches on core 8)",
        ["duration": "0.000068", "status": "200"]),
    ]
  ) {
    LayoutLog(
      "[pid: <_>|app: <_>|req: <_>] <client> (<user>) {<_>} [<time>] <method> <target> => generated <bytes> bytes in <took> (<version> <status>)"
    )
  }

  /// morgan (Node) `short`, `tiny` and `dev`: no time of their own.
  static let morgan = LogFormat(
    "morgan", "morgan's short, tiny and dev formats",
    samples: [
      FormatSample(
        "::1 - GET /a HTTP/1.1 200 12 - 3.421 ms",
        [
          "client": "::1", "method": "GET", "target": "/a", "status": "200", "bytes": "12",
          "duration": "0.003421",
        ]),
      FormatSample(
        "GET /a 404 - - 0.5 ms", ["method": "GET", "status": "404", "duration": "0.0005"]),
      FormatSample(
        "\u{1b}[0mPOST /b \u{1b}[32m201\u{1b}[0m 8.25 ms - 77\u{1b}[0m",
        ["method": "POST", "target": "/b", "status": "201", "bytes": "77", "duration": "0.00825"]),
    ]
  ) {
    LayoutLog(
      "<client> <user> <method> <target> HTTP/<_> <status> <bytes> - <ms> ms",
      "<method> <target> <status> <bytes> - <ms> ms",
      "\u{1b}[0m<method> <target> \u{1b}[<_>m<status>\u{1b}[0m <ms> ms - <bytes>\u{1b}[0m",
      "\u{1b}[0m<method> <target> \u{1b}[<_>m<status> \u{1b}[0m<ms> ms - <bytes>\u{1b}[0m",
      "<method> <target> <status> <ms> ms - <bytes>")
  }

  /// Gin (Go): `[GIN] date - time | status | took | client | METHOD "path"`.
  static let gin = LogFormat(
    "gin", "Gin's logger",
    samples: [
      FormatSample(
        "[GIN] 2026/03/02 - 15:04:05 | 200 |     123.4µs |       192.0.2.7 | GET      \"/ping?x=1\"",
        [
          "client": "192.0.2.7", "time": "2026-03-02T15:04:05.000Z", "status": "200",
          "duration": "0.000123", "method": "GET", "target": "/ping?x=1",
        ])
    ]
  ) {
    LayoutLog("[GIN] <date> - <clock> | <status> | <took> | <client> | <method> \"<target>\"")
  }

  /// Uvicorn and Django's development server: a request in quotes and a status.
  static let python = LogFormat(
    "uvicorn", "Uvicorn, and Django's runserver",
    samples: [
      FormatSample(
        "INFO:     192.0.2.7:50262 - \"GET /items/5?q=x HTTP/1.1\" 200 OK",
        ["client": "192.0.2.7", "method": "GET", "target": "/items/5?q=x", "status": "200"]),
      FormatSample(
        "[02/Mar/2026 15:04:05] \"GET /admin/ HTTP/1.1\" 302 0",
        ["time": "2026-03-02T15:04:05.000Z", "status": "302", "bytes": "0"]),
    ]
  ) {
    LayoutLog(
      "INFO: <client:port> - \"<request>\" <status>", "[<time>] \"<request>\" <status> <bytes>")
  }
}
