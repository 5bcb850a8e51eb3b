extension FormatCatalog {
  /// Squid's native log (cf.data.pre, `logformat squid`): seconds since the epoch, milliseconds
  /// taken, client, result/status, bytes, method, URL, user.
  static let squid = LogFormat(
    "squid", "Squid's native access log",
    samples: [
      FormatSample(
        "1525344856.899  16867 10.170.72.111 TCP_TUNNEL/200 6256 CONNECT logs.example.com:443 ann HIER_DIRECT/53.140.206.134 -",
        [
          "client": "10.170.72.111", "time": "2018-05-03T10:54:16.899Z", "duration": "16.867",
          "status": "200", "bytes": "6256", "method": "CONNECT", "target": "logs.example.com:443",
          "user": "ann",
        ]),
      FormatSample(
        "1426235912.366     16 192.168.3.50 TCP_MISS_ABORTED/000 0 GET http://example.com/a - HIER_DIRECT/193.135.59.44 -",
        ["client": "192.168.3.50", "status": "0", "path": "/a", "host": "example.com"]),
    ]
  ) {
    LayoutLog("<time> <ms> <client> <_>/<status> <bytes> <method> <target> <user> <_>/<_> <_>")
  }
}
